"""Where an uploaded roll lies until it is confirmed or dropped: outside every served folder, under a random name."""

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

FOLDER = "rolls"


def keep(chunks: Iterable[bytes]) -> str:
    """Write the file and return the name it has here. OSError when the disk is full; nothing is left then."""
    name = f"{secrets.token_hex(16)}.csv"
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            for chunk in chunks:
                file.write(chunk)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def is_there(name: str) -> bool:
    return bool(name) and _path(name).is_file()


def opened(name: str) -> BinaryIO:
    """The file, to be closed by whoever opened it."""
    return _path(name).open("rb")


def digest_of(name: str) -> str:
    """SHA-256 of the file."""
    with _path(name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def throw_away(name: str) -> None:
    """Delete the file; safe to run twice."""
    if name:
        _path(name).unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.DATA) / FOLDER


def _path(name: str) -> Path:
    return folder() / Path(name).name

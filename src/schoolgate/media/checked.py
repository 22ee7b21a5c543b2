"""Files of models: one is used only while it is the very file that was checked, byte for byte."""

import hashlib
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

Model = TypeVar("Model")


class Standing(StrEnum):
    """How the files of a model are on this machine."""

    CHECKED = "checked"
    MISSING = "missing"
    ANOTHER = "another"
    """It is there and not the one that was checked: damaged, or exchanged. It is not used."""


def standing(files: Iterable[tuple[Path, str]]) -> Standing:
    """How these files are, each with the SHA-256 that it must have. Each is read again only where it was written to."""
    found = {_standing(file, sha256) for file, sha256 in files}
    for worst in (Standing.MISSING, Standing.ANOTHER):
        if worst in found:
            return worst
    return Standing.CHECKED


def checked_bytes(file: Path, sha256: str) -> bytes | None:
    """What is in it, where it is the file that was checked."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def once_loaded(load: Callable[[Path], Model | None]) -> Callable[[Path], Model | None]:
    """The same, asked until it gives a model: one that could not be loaded is looked for again, one that was stays."""
    loaded: dict[Path, Model] = {}

    def model(place: Path) -> Model | None:
        found = loaded.get(place) or load(place)
        if found is not None:
            loaded[place] = found
        return found

    return model


def _standing(file: Path, sha256: str) -> Standing:
    try:
        told = file.stat()
    except OSError:
        return Standing.MISSING
    is_it = _is_checked(file, sha256, told.st_mtime_ns, told.st_size, told.st_ino)
    return Standing.CHECKED if is_it else Standing.ANOTHER


@lru_cache(maxsize=8)
def _is_checked(file: Path, sha256: str, _written: int, _size: int, _place: int) -> bool:
    return checked_bytes(file, sha256) is not None

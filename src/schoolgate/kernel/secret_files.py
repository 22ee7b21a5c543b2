"""Secrets that are made at the first start and kept in a file of their own, apart from the database."""

import fcntl
import os
import secrets
from pathlib import Path

from schoolgate.kernel.durable import flush_folder


def kept_secret(path: Path) -> str:
    """The secret in this file; made at the first start, so that nobody has to invent one."""
    try:
        return path.read_text().strip()
    except PermissionError as why:
        # Copied back by root, as a rule. The settings are not read yet, so nobody else can say it.
        raise SystemExit(
            f"schoolgate: {path} cannot be read. The folder must belong to the program's user: "
            f"chown -R <user>: {path.parent}"
        ) from why
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_once(path)
        return path.read_text().strip()


def _make_once(path: Path) -> None:
    """Under its name only when it is whole: neither a power cut nor another process finds an empty secret."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if path.exists():
            return
        draft = path.with_name(f".{path.name}.draft")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        flush_folder(path.parent)
    finally:
        os.close(folder)

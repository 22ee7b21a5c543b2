"""Room to work beside the database, where it lies open: gone afterwards, and after a power cut with the next start."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_FOR = ("backup", "upgrade")


@contextmanager
def scratch(what: str) -> Iterator[Path]:
    """A folder for a backup or an upgrade. Nobody else clears it away for as long as this process lives."""
    if what not in _FOR:
        raise ValueError("nobody would clear this away")
    with _alone():
        _clear_away()
        place = Path(tempfile.mkdtemp(dir=settings.DATA, prefix=f".{what}-"))
        held = _held(place)
    try:
        yield place
    finally:
        shutil.rmtree(place)
        if held is not None:
            os.close(held)


def clear_away() -> None:
    """What a process that was killed left lying."""
    with _alone():
        _clear_away()


def _clear_away() -> None:
    for place in (one for what in _FOR for one in Path(settings.DATA).glob(f".{what}-*") if one.is_dir()):
        held = _held(place)
        if held is not None:
            shutil.rmtree(place)
            os.close(held)


def _held(place: Path) -> int | None:
    """The folder, locked until it is closed or its process ends; nothing where somebody else works in it."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def _alone() -> Iterator[None]:
    """So that no folder is cleared away between its making and its lock."""
    with (Path(settings.DATA) / "scratch.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""The folder that a school's management system writes to: what stands in it, taken out and put away.

Each school has one below `ROLL_FOLDERS`, named as in its address, so that no page ever names a path.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from schoolgate.people.models import School
from schoolgate.pupils.importing.reading import MAX_BYTES

DONE = "done"
ENDINGS = (".csv", ".txt", ".xlsx", ".xml")
MOST_FILES = 50
PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it stands in the folder: its size in bytes and when it was last written to."""

    name: str
    size: int
    written_at: datetime


def folder_of(school: School) -> Path:
    return Path(settings.ROLL_FOLDERS) / school.slug


def is_ours(school: School) -> bool:
    """True where the folder lies below the data folder, so that we may make it ourselves."""
    return Path(settings.ROLL_FOLDERS).is_relative_to(settings.DATA)


def make_folder(school: School) -> None:
    """Make the folder, readable by nobody else. OSError where it cannot be made."""
    folder_of(school).mkdir(mode=0o700, parents=True, exist_ok=True)


def is_there(school: School) -> bool:
    return folder_of(school).is_dir()


def files_in(school: School) -> list[SeenFile]:
    """The files of this folder that could be a roll, the oldest first. OSError where it cannot be read.

    No link is followed: it could lead out of the folder.
    """
    with os.scandir(folder_of(school)) as entries:
        seen = [
            _seen(entry)
            for entry in entries
            if entry.is_file(follow_symlinks=False)
            and entry.name.lower().endswith(ENDINGS)
            and not entry.name.startswith((".", "~"))
        ]
    return sorted(seen, key=lambda one: (one.written_at, one.name))[-MOST_FILES:]


def _seen(entry: os.DirEntry[str]) -> SeenFile:
    found = entry.stat(follow_symlinks=False)
    return SeenFile(entry.name[:200], found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))


def pieces_of(school: School, name: str) -> Iterator[bytes]:
    """The content of this file, a piece at a time; of one that is too large, only so much that it shows."""
    taken = 0
    opened = os.open(folder_of(school) / Path(name).name, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(opened, "rb") as file:
        while taken <= MAX_BYTES and (piece := file.read(PIECE)):
            taken += len(piece)
            yield piece


def put_away(school: School, name: str, now: datetime) -> None:
    """Move a file that was taken in into the folder "done". OSError where it cannot be moved."""
    done = folder_of(school) / DONE
    done.mkdir(mode=0o700, exist_ok=True)
    (folder_of(school) / Path(name).name).rename(done / f"{now:%Y%m%d-%H%M%S}-{Path(name).name}")

"""Where videos lie: beside the picture that stands for each, under the same name, and gone with it.

`<name>.mp4` is the master. In the folder of what can be made again lie the upload, for as long as it waits to be drawn
anew, and the covered video that goes out; neither is in a backup. Copies on the noticeboard lie beside those of
pictures.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import IO

from django.conf import settings

from schoolgate.media.decoding.reasons import Reason
from schoolgate.media.decoding.words import refused
from schoolgate.media.models import Picture
from schoolgate.media.object_store import ObjectStore
from schoolgate.media.s3 import store_of_settings
from schoolgate.media.storing import (
    COPIES,
    PictureGone,
    must_be_a_copys_name,
    must_be_a_masters_name,
    plain_school,
)

_PIECE = 1024 * 1024


def master(school_id: int | str, name: str) -> str:
    """The place of the video that a picture of this name stands for."""
    must_be_a_masters_name(name)
    return f"{plain_school(school_id)}/{name.removesuffix('.jpg')}.mp4"


def upload(school_id: int | str, name: str) -> str:
    """The place of what was sent, until it is drawn anew."""
    must_be_a_masters_name(name)
    return f"{plain_school(school_id)}/{name.removesuffix('.jpg')}/upload.bin"


def covered(school_id: int | str, name: str) -> str:
    """The place of what goes out."""
    must_be_a_masters_name(name)
    return f"{plain_school(school_id)}/{name.removesuffix('.jpg')}/covered.mp4"


def copy(school_id: int | str, name: str) -> str:
    """The place of a copy that the noticeboard shows."""
    must_be_a_copys_name(name)
    return f"{COPIES}/{plain_school(school_id)}/{name}.mp4"


@dataclass(frozen=True, slots=True)
class FilmsOnDisk:
    """Under the same root as the pictures."""

    root: Path

    def put(self, place: str, content: IO[bytes]) -> None:
        """Whole or not at all; doing it twice is harmless. Raises PictureRefused where there is no room."""
        there = self.root / place
        there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = there.with_name(f".{there.name}.part")
        try:
            with unfinished.open("wb") as file:
                shutil.copyfileobj(content, file, _PIECE)
                file.flush()
                os.fsync(file.fileno())
            unfinished.chmod(0o600)
            unfinished.replace(there)
        except OSError as fault:
            unfinished.unlink(missing_ok=True)
            if fault.errno in (ENOSPC, EDQUOT, EFBIG):
                raise refused(Reason.NO_ROOM) from fault
            raise

    @contextmanager
    def opened(self, place: str) -> Iterator[IO[bytes]]:
        """To be read, from anywhere in it. Raises PictureGone."""
        try:
            with (self.root / place).open("rb") as file:
                yield file
        except FileNotFoundError:
            raise PictureGone(place) from None

    def has(self, place: str) -> bool:
        return (self.root / place).is_file()

    def delete(self, place: str) -> None:
        """One that is gone already is passed over."""
        (self.root / place).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class FilmsElsewhere:
    """In the object store of the pictures. A child process and a player want a file, so it is fetched whole."""

    store: ObjectStore

    def put(self, place: str, content: IO[bytes]) -> None:
        self.store.delete_at(place)
        self.store.put_back(place, content)

    @contextmanager
    def opened(self, place: str) -> Iterator[IO[bytes]]:
        with tempfile.TemporaryFile(dir=settings.DATA) as here:
            with self.store.opened(place) as file:
                shutil.copyfileobj(file, here, _PIECE)
            here.flush()
            here.seek(0)
            yield here

    def has(self, place: str) -> bool:
        return self.store.has_at(place)

    def delete(self, place: str) -> None:
        self.store.delete_at(place)


def films() -> FilmsOnDisk | FilmsElsewhere:
    """The videos of this installation."""
    return FilmsElsewhere(store_of_settings()) if settings.STORE_BUCKET else FilmsOnDisk(settings.MEDIA_STORE)


def film_bytes(picture: Picture) -> bytes:
    """The video of this picture exactly as it goes out. Raises PictureGone where it was not made."""
    with films().opened(covered(picture.school_id, picture.stored_as)) as file:
        return file.read()

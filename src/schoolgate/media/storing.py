"""Where masters lie: one folder a school, a random name each, outside every folder that is served.

A picture is there whole or not at all. It is written beside its place, flushed to the disk, and then named. Beside the
masters lie the copies that the noticeboard shows, made for one delivery each. (Elsewhere than on the disk: see
object_store.)
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import Protocol

from schoolgate.kernel.durable import flush_folder
from schoolgate.media.decoding.reasons import Reason
from schoolgate.media.decoding.words import refused

_NAME = re.compile(r"[0-9a-f]{32}\.jpg")
_SCHOOL = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_COPY = re.compile(r"[0-9a-f]{32}")
COPIES = "noticeboard"
_DERIVED = re.compile(r"[a-z]+-[0-9a-f]{16}")
_UNFINISHED = ".part"


class PictureGone(LookupError):
    """There is no picture of this name: it was removed, or never was."""


class Pictures(Protocol):
    """A store of pictures, wherever it is. Raises Away when it does not answer."""

    def keep(self, school_id: int | str, jpeg: bytes) -> str: ...

    def read(self, school_id: int | str, name: str) -> bytes: ...

    def has(self, school_id: int | str, name: str) -> bool: ...

    def read_derived(self, school_id: int | str, name: str, of: str) -> bytes | None: ...

    def keep_derived(self, school_id: int | str, name: str, of: str, jpeg: bytes) -> None: ...

    def remove(self, school_id: int | str, name: str) -> bool: ...

    def names(self, school_id: int | str) -> Iterator[str]: ...

    def lay_there(self, school_id: int | str, name: str, before: datetime) -> bool: ...

    def put_copy(self, school_id: int | str, name: str, jpeg: bytes) -> None: ...

    def copy(self, school_id: int | str, name: str) -> bytes | None: ...

    def has_copy(self, school_id: int | str, name: str) -> bool: ...

    def delete_copy(self, school_id: int | str, name: str) -> None: ...

    def forget_school(self, school_id: int | str) -> None: ...


@dataclass(frozen=True, slots=True)
class PictureStore:
    """The masters under one root folder. A name from outside never reaches the disk."""

    root: Path

    def keep(self, school_id: int | str, jpeg: bytes) -> str:
        """Write a picture and return its random name. Raises PictureRefused when there is no room."""
        folder = self._folder(school_id)
        name = new_name()
        unfinished = folder / f".{name}{_UNFINISHED}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write_through(unfinished, jpeg)
            unfinished.rename(folder / name)
            flush_folder(folder)
        except OSError as fault:
            _discard(unfinished, folder / name)
            if fault.errno in (ENOSPC, EDQUOT, EFBIG):
                raise refused(Reason.NO_ROOM) from fault
            raise
        return name

    def read(self, school_id: int | str, name: str) -> bytes:
        """The bytes of a picture. Raises PictureGone."""
        try:
            return self._place(school_id, name).read_bytes()
        except FileNotFoundError:
            raise PictureGone(name) from None

    def has(self, school_id: int | str, name: str) -> bool:
        """Whether the picture is there."""
        return self._place(school_id, name).exists()

    def read_derived(self, school_id: int | str, name: str, of: str) -> bytes | None:
        """The derivative called `of` of this picture, if it was kept."""
        try:
            return self._derived(school_id, name, of).read_bytes()
        except FileNotFoundError:
            return None

    def keep_derived(self, school_id: int | str, name: str, of: str, jpeg: bytes) -> None:
        """Keep a derivative so that it need not be made again. One that went before under the same first word
        ("large-…") goes: it may show what is covered now. A full disk only means that it is made again."""
        place = self._derived(school_id, name, of)
        unfinished = place.with_name(f".{secrets.token_hex(8)}{_UNFINISHED}")
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            unfinished.write_bytes(jpeg)
            unfinished.rename(place)
        except OSError:
            _discard(unfinished)
        older = place.parent.glob(f"{of.partition('-')[0]}-*.jpg") if place.parent.is_dir() else []
        _discard(*(file for file in older if file != place))

    def remove(self, school_id: int | str, name: str) -> bool:
        """Delete a picture and its derivatives; False when it was not there, so that it is safe to do twice."""
        place = self._place(school_id, name)
        shutil.rmtree(place.with_suffix(""), ignore_errors=True)
        # What a restore put aside lies in a hidden folder of its own.
        _discard(*self.root.glob(f".*/{place.parent.name}/{place.stem}.*"))
        place.with_suffix(".mp4").unlink(missing_ok=True)  # the video that it stands for
        try:
            place.unlink()
        except FileNotFoundError:
            return False
        flush_folder(place.parent)
        return True

    def names(self, school_id: int | str) -> Iterator[str]:
        """The names of every picture of this school on the disk."""
        folder = self._folder(school_id)
        if folder.is_dir():
            yield from (found.name for found in folder.iterdir() if _NAME.fullmatch(found.name))

    def lay_there(self, school_id: int | str, name: str, before: datetime) -> bool:
        """Whether it was kept before this time; False where it has gone."""
        try:
            return self._place(school_id, name).stat().st_mtime < before.timestamp()
        except FileNotFoundError:
            return False

    def put_copy(self, school_id: int | str, name: str, jpeg: bytes) -> None:
        """Write a copy that the noticeboard will show. Doing it twice is harmless."""
        place = self._copy(school_id, name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = place.with_suffix(_UNFINISHED)
        unfinished.unlink(missing_ok=True)
        _write_through(unfinished, jpeg)
        unfinished.replace(place)

    def copy(self, school_id: int | str, name: str) -> bytes | None:
        """The bytes of a copy; None where there is none."""
        try:
            return self._copy(school_id, name).read_bytes()
        except FileNotFoundError:
            return None

    def has_copy(self, school_id: int | str, name: str) -> bool:
        place = self._copy(school_id, name)
        return place.exists() or place.with_suffix(".mp4").exists()

    def delete_copy(self, school_id: int | str, name: str) -> None:
        """Delete a copy; one that is gone already is passed over."""
        place = self._copy(school_id, name)
        for file in (place, place.with_suffix(".mp4")):
            file.unlink(missing_ok=True)

    def forget_school(self, school_id: int | str) -> None:
        """Delete every picture and copy of a school that leaves."""
        for folder in (self._folder(school_id), self.root / COPIES / str(school_id)):
            shutil.rmtree(folder, ignore_errors=True)

    def remove_unfinished(self, *, before: float) -> int:
        """Delete what a power cut left half-written before this time (in seconds since 1970)."""
        left = [file for file in self.root.rglob(f".*{_UNFINISHED}") if file.stat().st_mtime < before]
        _discard(*left)
        return len(left)

    def _folder(self, school_id: int | str) -> Path:
        return self.root / plain_school(school_id)

    def _copy(self, school_id: int | str, name: str) -> Path:
        must_be_a_copys_name(name)
        return self.root / COPIES / self._folder(school_id).name / f"{name}.jpg"

    def _derived(self, school_id: int | str, name: str, of: str) -> Path:
        must_be_a_derivatives_name(of)
        return self._place(school_id, name).with_suffix("") / f"{of}.jpg"

    def _place(self, school_id: int | str, name: str) -> Path:
        must_be_a_masters_name(name)
        return self._folder(school_id) / name


def new_name() -> str:
    """A random name for a master."""
    return f"{secrets.token_hex(16)}.jpg"


def plain_school(school_id: int | str) -> str:
    if not _SCHOOL.fullmatch(str(school_id)):
        raise ValueError("this is no school's id")
    return str(school_id)


def must_be_a_masters_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise PictureGone(name)


def must_be_a_derivatives_name(of: str) -> None:
    if not _DERIVED.fullmatch(of):
        raise ValueError("this is no derivative's name")


def must_be_a_copys_name(name: str) -> None:
    if not _COPY.fullmatch(name):
        raise ValueError("this is no picture's name")


def _write_through(place: Path, content: bytes) -> None:
    with place.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    place.chmod(0o600)


def _discard(*files: Path) -> None:
    for file in files:
        file.unlink(missing_ok=True)

"""Pictures in an object store (S3 or one that speaks like it): the same promises as on the disk, under prefixes of the
schools.

No object is public and no address of one is ever given out: pictures are read through the guarded view, like on the
disk. An object is there whole or not at all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from hashlib import sha256
from re import fullmatch
from time import monotonic
from typing import IO, Any, ParamSpec, TypeVar

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from schoolgate.kernel.away import Away
from schoolgate.media.storing import (
    COPIES,
    PictureGone,
    must_be_a_copys_name,
    must_be_a_derivatives_name,
    must_be_a_masters_name,
    new_name,
    plain_school,
)

P = ParamSpec("P")
T = TypeVar("T")
_PIECE = 1024 * 1024


def is_a_pictures_place(place: str) -> bool:
    """Whether a master or a copy lies under this address; so it does on the disk."""
    return bool(fullmatch(rf"(?:{COPIES}/[^/]+|[^/.]+)/[0-9a-f]{{32}}\.(?:jpg|mp4)", place))


class StoreAway(Away):
    """The object store does not answer, or refuses us."""


class Patience:
    """With a store that keeps everybody waiting: who asks again soon is told at once, so that the pages without
    pictures, which the same few threads make, are not kept waiting too. In seconds of this process.
    """

    SOON, WHILE_ONE_ASKS = 10, 60

    def __init__(self) -> None:
        self._lost_until = 0.0

    def ask(self) -> None:
        """Raises StoreAway while it is lost. After that one asks, and the others are told at once until it knows."""
        if monotonic() < self._lost_until:
            raise StoreAway("it kept others waiting just now")
        if self._lost_until:
            self._lost_until = monotonic() + self.WHILE_ONE_ASKS

    def answered(self) -> None:
        self._lost_until = 0.0

    def kept_waiting(self) -> None:
        self._lost_until = monotonic() + self.SOON


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """Masters, derivatives and copies in one bucket. `problems` are what the store's library raises."""

    storage: Storage
    problems: tuple[type[Exception], ...]
    patience: Patience = field(default_factory=Patience)

    def keep(self, school_id: int | str, jpeg: bytes) -> str:
        """Store a picture and return its random name."""
        name = new_name()
        self._put(f"{plain_school(school_id)}/{name}", jpeg)
        return name

    def read(self, school_id: int | str, name: str) -> bytes:
        """The bytes of a picture. Raises PictureGone."""
        must_be_a_masters_name(name)
        found = self._get(f"{plain_school(school_id)}/{name}")
        if found is None:
            raise PictureGone(name)
        return found

    def has(self, school_id: int | str, name: str) -> bool:
        """Whether the picture is there."""
        must_be_a_masters_name(name)
        return self._has(f"{plain_school(school_id)}/{name}")

    def read_derived(self, school_id: int | str, name: str, of: str) -> bytes | None:
        """The derivative called `of` of this picture, if it was kept."""
        must_be_a_derivatives_name(of)
        return self._get(f"{self._beside(school_id, name)}/{of}.jpg")

    def keep_derived(self, school_id: int | str, name: str, of: str, jpeg: bytes) -> None:
        """Keep a derivative; one that went before under the same first word goes, for it may show what is covered
        now."""
        must_be_a_derivatives_name(of)
        beside = self._beside(school_id, name)
        self._put(f"{beside}/{of}.jpg", jpeg)
        kind = of.partition("-")[0]
        for older in self._list(beside):
            if older.startswith(f"{kind}-") and older != f"{of}.jpg":
                self._delete(f"{beside}/{older}")

    def remove(self, school_id: int | str, name: str) -> bool:
        """Delete a picture and its derivatives; False when it was not there, so that it is safe to do twice."""
        must_be_a_masters_name(name)
        beside, place = self._beside(school_id, name), f"{plain_school(school_id)}/{name}"
        for derived in self._list(beside):
            self._delete(f"{beside}/{derived}")
        was_there = self._has(place)
        self._delete(place)
        self._delete(f"{beside}.mp4")  # the video that it stands for
        return was_there

    def names(self, school_id: int | str) -> Iterator[str]:
        """The names of every picture of this school in the store."""
        yield from (found for found in self._list(plain_school(school_id)) if found.endswith(".jpg"))

    def lay_there(self, school_id: int | str, name: str, before: datetime) -> bool:
        """Whether it was kept before this time; False where it has gone."""
        must_be_a_masters_name(name)
        place = f"{plain_school(school_id)}/{name}"
        return self._has(place) and self._asked(self.storage.get_modified_time)(place) < before

    def put_copy(self, school_id: int | str, name: str, jpeg: bytes) -> None:
        """Store a copy that the noticeboard will show. Doing it twice is harmless."""
        self._put(self._copy(school_id, name), jpeg)

    def copy(self, school_id: int | str, name: str) -> bytes | None:
        """The bytes of a copy; None where there is none."""
        return self._get(self._copy(school_id, name))

    def has_copy(self, school_id: int | str, name: str) -> bool:
        place = self._copy(school_id, name)
        return self._has(place) or self._has(place.replace(".jpg", ".mp4"))

    def delete_copy(self, school_id: int | str, name: str) -> None:
        """Delete a copy; one that is gone already is passed over."""
        self._delete(self._copy(school_id, name))
        self._delete(self._copy(school_id, name).replace(".jpg", ".mp4"))

    def forget_school(self, school_id: int | str) -> None:
        """Delete every picture and copy of a school that leaves."""
        for name in list(self.names(school_id)):
            self.remove(school_id, name)
        copies = f"{COPIES}/{plain_school(school_id)}"
        for name in self._list(copies):
            self._delete(f"{copies}/{name}")

    def originals(self) -> Iterator[str]:
        """The places of all masters and copies of all schools: what cannot be made again. For backups."""
        for school in self._folders(""):
            if school != COPIES and school[0] != ".":
                yield from (
                    f"{school}/{name}" for name in self._list(school) if name.endswith((".jpg", ".mp4"))
                )
        for school in self._folders(COPIES):
            yield from (f"{COPIES}/{school}/{name}" for name in self._list(f"{COPIES}/{school}"))

    @contextmanager
    def opened(self, place: str) -> Iterator[Any]:
        """One of `originals`, to be read a piece at a time. Raises PictureGone."""
        try:
            with self._asked(self.storage.open)(place) as file:
                self._asked(file.read)(0)  # Now it is here; a large one on the disk.
                yield file
        except FileNotFoundError:
            raise PictureGone(place) from None

    def digest(self, place: str) -> str:
        """SHA-256 of what lies there; nothing where there is nothing."""
        found = sha256()
        try:
            with self.opened(place) as file:
                while piece := file.read(_PIECE):
                    found.update(piece)
        except PictureGone:
            return ""
        return found.hexdigest()

    def put_back(self, place: str, file: IO[bytes]) -> None:
        """What a backup had there."""
        self._asked(self.storage.save)(place, File(file))

    def move(self, place: str, to: str) -> None:
        """Away from where the program looks. Safe to be cut off in and done again."""
        try:
            with self.opened(place) as file:
                self._put(to, file.read())
        except PictureGone:
            return
        self._delete(place)

    def has_at(self, place: str) -> bool:
        """Whether anything lies there."""
        return self._has(place)

    def delete_at(self, place: str) -> None:
        """Delete what lies there, if anything does."""
        self._delete(place)

    def must_answer(self) -> None:
        """Raises StoreAway where it does not, or does not let us in."""
        self._list("")

    def _beside(self, school_id: int | str, name: str) -> str:
        must_be_a_masters_name(name)
        return f"{plain_school(school_id)}/{name.removesuffix('.jpg')}"

    def _copy(self, school_id: int | str, name: str) -> str:
        must_be_a_copys_name(name)
        return f"{COPIES}/{plain_school(school_id)}/{name}.jpg"

    def _put(self, place: str, content: bytes) -> None:
        self._asked(self.storage.save)(place, ContentFile(content))

    def _get(self, place: str) -> bytes | None:
        def read() -> bytes | None:
            try:
                with self.storage.open(place) as file:
                    return bytes(file.read())
            except FileNotFoundError:
                return None

        return self._asked(read)()

    def _has(self, place: str) -> bool:
        return self._asked(self.storage.exists)(place)

    def _delete(self, place: str) -> None:
        self._asked(self.storage.delete)(place)

    def _list(self, folder: str) -> list[str]:
        return self._listed(folder)[1]

    def _folders(self, folder: str) -> list[str]:
        return self._listed(folder)[0]

    def _listed(self, folder: str) -> tuple[list[str], list[str]]:
        try:
            folders, files = self._asked(self.storage.listdir)(folder)
        except FileNotFoundError:
            return [], []
        return list(folders), list(files)

    def _asked(self, does: Callable[P, T]) -> Callable[P, T]:
        @wraps(does)
        def asked(*given: P.args, **named: P.kwargs) -> T:
            self.patience.ask()
            waited = False
            try:
                return does(*given, **named)
            except self.problems as problem:
                # One that refuses at once costs nobody anything: only waiting is spared.
                waited = "Timeout" in type(problem).__name__
                raise StoreAway(type(problem).__name__) from problem
            finally:
                self.patience.kept_waiting() if waited else self.patience.answered()

        return asked

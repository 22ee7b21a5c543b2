"""How the bytes of an upload are taken from the wire: onto the disk, and no further than a file may be long."""

from errno import EDQUOT, EFBIG, ENOSPC
from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from schoolgate.media.decoding.kinds import Kind, kind_of
from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, Reason
from schoolgate.media.decoding.words import PictureRefused, refused
from schoolgate.media.video.asking import container_of
from schoolgate.media.video.limits import LARGEST_FILM
from schoolgate.media.video.limits import Reason as FilmReason
from schoolgate.media.video.words import FilmRefused, film_refused

_GIVEN_UP = "schoolgate.uploads_given_up"


class CarefulUpload(TemporaryFileUploadHandler):
    """Stops writing where a file grows too long or the disk is full; the page says so (`refused_on_the_way`)."""

    _is_film = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file on the disk."""
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self._give_up_where_full(fault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of the file, or give the whole file up."""
        if start == 0:
            self._is_film = bool(container_of(raw_data)) and kind_of(raw_data) is Kind.VIDEO
        if start + len(raw_data) > (LARGEST_FILM if self._is_film else LARGEST_UPLOAD):
            self._give_up(FilmReason.TOO_MANY_BYTES if self._is_film else Reason.TOO_MANY_BYTES)
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._give_up_where_full(fault)

    def _give_up_where_full(self, fault: OSError) -> None:
        if fault.errno not in (ENOSPC, EDQUOT, EFBIG):
            raise fault
        self._give_up(Reason.NO_ROOM)

    def _give_up(self, reason: Reason | FilmReason) -> None:
        self.upload_interrupted()
        if self.request is not None:
            self.request.META.setdefault(_GIVEN_UP, []).append((self.field_name, self.file_name, reason))
        raise SkipFile


def refused_on_the_way(request: HttpRequest, field: str) -> list[tuple[str, PictureRefused | FilmRefused]]:
    """The files of this field that were given up while they came: name and refusal."""
    given_up = request.META.get(_GIVEN_UP, ())
    return [
        (name, film_refused(reason) if isinstance(reason, FilmReason) else refused(reason))
        for field_name, name, reason in given_up
        if field_name == field
    ]

"""The only way to a video before it is public: through the door, a piece at a time, never stored and never a page."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import IO, cast

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Picture, Video
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.video import keeping
from schoolgate.media.video.asking import frame_at
from schoolgate.media.video.words import FilmRefused
from schoolgate.rules.posts.films import Film
from schoolgate.web.door import screen

_PIECE, _BIT = 4 * 1024 * 1024, 256 * 1024
_ASKED = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_NOTHING_MAY_RUN = "default-src 'none'; sandbox"


@screen(Permission.POST_READ)
def film(request: HttpRequest, picture_id: int) -> HttpResponse:
    """The video exactly as it goes out. There is none before it was made."""
    found = get_object_or_404(Picture, pk=picture_id, removed_at=None, film=Film.READY)
    return _shown(request, keeping.covered(found.school_id, found.stored_as))


@screen(Permission.POST_WRITE)
def bare_film(request: HttpRequest, picture_id: int) -> HttpResponse:
    """The video without its covers, for whoever has to say who is in it."""
    found = get_object_or_404(Picture, pk=picture_id, removed_at=None, film__in=(Film.FOUND, Film.READY))
    return _shown(request, keeping.master(found.school_id, found.stored_as))


@screen(Permission.POST_WRITE)
def frame(request: HttpRequest, picture_id: int, hundredths: int) -> HttpResponse:
    """One frame without its covers, at so many hundredths of a second; kept beside the video once it was drawn."""
    video: Video = get_object_or_404(
        Video.objects.select_related("picture"),
        picture=picture_id,
        picture__removed_at=None,
        picture__film__in=(Film.FOUND, Film.READY),
    )
    if hundredths > video.seconds * 100 + 100:
        raise Http404
    try:
        jpeg = frame_bytes(video, hundredths)
    except (PictureGone, FilmRefused) as gone:
        raise Http404 from gone
    return guarded(HttpResponse(jpeg, content_type="image/jpeg"))


def frame_bytes(video: Video, hundredths: int) -> bytes:
    """A clean JPEG of this frame. Raises PictureGone, FilmRefused."""
    picture, store = video.picture, picture_store()
    # A derivative's name begins with letters, and a new one takes the place of those that begin alike.
    of = f"frame{''.join(chr(ord('a') + int(digit)) for digit in str(hundredths))}-{video.sha256[:16]}"
    kept = store.read_derived(picture.school_id, picture.stored_as, of)
    if kept is not None:
        return kept
    with keeping.films().opened(keeping.master(picture.school_id, picture.stored_as)) as master:
        jpeg = frame_at(master, hundredths / 100)
    store.keep_derived(picture.school_id, picture.stored_as, of, jpeg)
    return jpeg


def _shown(request: HttpRequest, place: str) -> HttpResponse:
    try:
        return guarded(piece_of(request, place))
    except PictureGone as gone:
        raise Http404 from gone


def piece_of(request: HttpRequest, place: str) -> HttpResponse:
    """What a player asked for of the video at this place, and no more than a few megabytes of it at once: it asks
    again. Who asks for all of it gets it bit by bit. Raises PictureGone."""
    with ExitStack() as opened:
        file = opened.enter_context(keeping.films().opened(place))
        size = file.seek(0, 2)
        asked = _wanted(request.headers.get("Range", ""), size)
        if asked is None:
            file.seek(0)
            return _whole(file, size, opened.pop_all())
        begin, end = asked[0], min(asked[1], asked[0] + _PIECE - 1)
        if begin >= size:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(begin)
        response = HttpResponse(file.read(end - begin + 1), content_type="video/mp4", status=206)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Range"] = f"bytes {begin}-{end}/{size}"
    return response


def _whole(file: IO[bytes], size: int, opened: ExitStack) -> HttpResponse:
    response = StreamingHttpResponse(_Bits(file, opened), content_type="video/mp4")
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(size)
    return cast(HttpResponse, response)


class _Bits:
    """A file as it is read; shut when the answer was sent or broken off."""

    def __init__(self, file: IO[bytes], opened: ExitStack) -> None:
        self._file, self._opened = file, opened

    def __iter__(self) -> Iterator[bytes]:
        return iter(partial(self._file.read, _BIT), b"")

    def close(self) -> None:
        self._opened.close()


def _wanted(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the part that was asked for. What makes no sense asks for the whole, as it should."""
    found = _ASKED.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size)
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) if last else size - 1, size - 1)


def guarded(response: HttpResponse) -> HttpResponse:
    """Even a browser that took it for a page could do nothing with it, and nobody keeps it."""
    response.headers["Content-Security-Policy"] = _NOTHING_MAY_RUN
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response

"""The only way to a video before it is public: through the door, a piece at a time, never stored and never a page."""

import re
from typing import IO

from django.http import Http404, HttpRequest, HttpResponse
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

_PIECE = 4 * 1024 * 1024
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
        with keeping.films().opened(place) as file:
            return guarded(piece_of(request, file))
    except PictureGone as gone:
        raise Http404 from gone


def piece_of(request: HttpRequest, file: IO[bytes]) -> HttpResponse:
    """What a player asked for of this video, and no more than a few megabytes of it at once: it asks again."""
    size = file.seek(0, 2)
    begin, end, is_asked = _wanted(request.headers.get("Range", ""), size)
    if begin >= size:
        refused = HttpResponse(status=416)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return refused
    if is_asked:
        end = min(end, begin + _PIECE - 1)
    file.seek(begin)
    response = HttpResponse(
        file.read(end - begin + 1), content_type="video/mp4", status=206 if is_asked else 200
    )
    response.headers["Accept-Ranges"] = "bytes"
    if is_asked:
        response.headers["Content-Range"] = f"bytes {begin}-{end}/{size}"
    return response


def _wanted(asked: str, size: int) -> tuple[int, int, bool]:
    """First byte, last byte, and whether a part was asked for. What cannot be read asks for the whole."""
    found = _ASKED.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return 0, size - 1, False
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1, True
    return int(first), min(int(last) if last else size - 1, size - 1), True


def guarded(response: HttpResponse) -> HttpResponse:
    """Even a browser that took it for a page could do nothing with it, and nobody keeps it."""
    response.headers["Content-Security-Policy"] = _NOTHING_MAY_RUN
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response

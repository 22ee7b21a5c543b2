"""The only way to a picture: through the door, for people of its school, never stored and never a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import Look, picture_bytes
from schoolgate.media.storing import PictureGone
from schoolgate.web.door import screen

# Even a browser that took the bytes for a page could do nothing with it.
_NOTHING_MAY_RUN = "default-src 'none'; sandbox"


@screen(Permission.POST_READ)
def picture(request: HttpRequest, picture_id: int, look: str) -> HttpResponse:
    """The picture covered as it will go out, large or as a thumbnail."""
    if look not in (Look.LARGE, Look.THUMBNAIL):
        raise Http404
    return _shown(picture_id, Look(look))


@screen(Permission.POST_WRITE)
def bare_picture(request: HttpRequest, picture_id: int) -> HttpResponse:
    """The picture without its covers, for whoever has to say what is to be covered."""
    return _shown(picture_id, Look.BARE)


def _shown(picture_id: int, look: Look) -> HttpResponse:
    found = get_object_or_404(Picture, pk=picture_id, removed_at=None)
    try:
        jpeg = picture_bytes(found, [] if look is Look.BARE else covers_of(found), look)
    except PictureGone as gone:
        raise Http404 from gone
    response = HttpResponse(jpeg, content_type="image/jpeg")
    response.headers["Content-Security-Policy"] = _NOTHING_MAY_RUN
    response.headers["Content-Disposition"] = 'inline; filename="picture.jpg"'
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

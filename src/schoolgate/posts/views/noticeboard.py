"""The public noticeboard: a page, its posts, their pictures, and feeds of words and links. Found by nobody's search."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from schoolgate.media.storing import PictureGone
from schoolgate.media.video import keeping
from schoolgate.media.video.showing import guarded, piece_of
from schoolgate.people.models import School
from schoolgate.posts import noticeboard
from schoolgate.posts.models import Copy, Delivery, PostPicture
from schoolgate.web.door import public

ON_A_PAGE = 20
View = Callable[..., HttpResponse]


def _unlisted(view: View) -> View:
    """Not indexed, and never kept by anybody on the way: what is taken down is gone at once."""

    @wraps(view)
    def page(request: HttpRequest, school_slug: str, **given: Any) -> HttpResponse:
        school = get_object_or_404(School, slug=school_slug, noticeboard_is_open=True)
        response = view(request, school, **given)
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive, noimageindex"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return page


@public
@_unlisted
def board(request: HttpRequest, school: School) -> HttpResponse:
    """Everything that is up now, newest first."""
    page = Paginator(noticeboard.deliveries_up(school), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "posts/noticeboard.html", {"school": school, "page": page, "shown": _shown(list(page))}
    )


@public
@_unlisted
def post(request: HttpRequest, school: School, key: str) -> HttpResponse:
    """One post."""
    delivery = get_object_or_404(noticeboard.deliveries_up(school), key=key)
    (shown,) = _shown([delivery])
    return render(request, "posts/noticeboard_post.html", {"school": school, "one": shown})


@public
@_unlisted
def picture(request: HttpRequest, school: School, name: str) -> HttpResponse:
    """One picture of a post that is up."""
    jpeg = noticeboard.picture_copy(school, name)
    if jpeg is None:
        raise Http404
    response = HttpResponse(jpeg, content_type="image/jpeg")
    response.headers["Content-Disposition"] = 'inline; filename="picture.jpg"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@public
@_unlisted
def film(request: HttpRequest, school: School, name: str) -> HttpResponse:
    """One video of a post that is up, a piece at a time."""
    if not noticeboard.film_is_up(school, name):
        raise Http404
    try:
        return guarded(piece_of(request, keeping.copy(school.pk, name)))
    except PictureGone as gone:
        raise Http404 from gone


@public
@_unlisted
def atom(request: HttpRequest, school: School) -> HttpResponse:
    """Words and links for feed readers; never a picture."""
    newest = list(noticeboard.deliveries_up(school)[: noticeboard.MOST_IN_A_FEED])
    context = {
        "school": school,
        "entries": [_entry(one) for one in newest],
        "here": _board(school),
        "site": settings.SITE_ADDRESS,
    }
    context["changed_at"] = newest[0].sent_at if newest else school.created_at
    return render(
        request, "posts/noticeboard_atom.xml", context, content_type="application/atom+xml; charset=utf-8"
    )


@public
@_unlisted
def json_feed(request: HttpRequest, school: School) -> HttpResponse:
    """The same as a JSON feed."""
    newest = noticeboard.deliveries_up(school)[: noticeboard.MOST_IN_A_FEED]
    return JsonResponse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": school.name,
            "home_page_url": _board(school),
            "items": [
                {
                    "id": entry["link"],
                    "url": entry["link"],
                    "title": entry["title"],
                    "content_text": entry["text"],
                    "date_published": entry["at"].isoformat(),
                }
                for entry in map(_entry, newest)
            ],
        },
        content_type="application/feed+json",
    )


def _shown(deliveries: list[Delivery]) -> list[dict[str, Any]]:
    """Each post with its pictures' addresses, in their order. Two queries."""
    files: dict[int, dict[str, str]] = {}
    for copy in Copy._base_manager.filter(delivery__in=deliveries, kind="picture"):
        files.setdefault(copy.delivery_id, {})[copy.remote_id] = copy.url.removeprefix(settings.SITE_ADDRESS)
    pictures: dict[int, list[PostPicture]] = {}
    for one in PostPicture._base_manager.filter(
        post__in=[each.post_id for each in deliveries]
    ).select_related("picture"):
        pictures.setdefault(one.post_id, []).append(one)
    shown = []
    for delivery in deliveries:
        of_post = sorted(pictures.get(delivery.post_id, []), key=lambda one: (one.position, one.pk))
        names = noticeboard.picture_names(delivery, len(of_post))
        served = files.get(delivery.pk, {})
        shown.append(
            {
                "delivery": delivery,
                "post": delivery.post,
                "link": reverse("posts:noticeboard_post", args=[delivery.post.school.slug, delivery.key]),
                "pictures": [
                    {
                        "src": served[name],
                        "alt": one.alt,
                        "credit": one.credit,
                        "film": one.picture.film
                        and reverse("posts:noticeboard_film", args=[delivery.post.school.slug, name]),
                    }
                    for name, one in zip(names, of_post, strict=True)
                    if name in served
                ],
            }
        )
    return shown


def _entry(delivery: Delivery) -> dict[str, Any]:
    path = reverse("posts:noticeboard_post", args=[delivery.post.school.slug, delivery.key])
    return {
        "title": delivery.post.heading,
        "text": delivery.post.text,
        "link": settings.SITE_ADDRESS + path,
        "at": delivery.sent_at,
    }


def _board(school: School) -> str:
    return settings.SITE_ADDRESS + reverse("posts:noticeboard", args=[school.slug])

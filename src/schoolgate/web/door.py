"""The door of every page: signed in, of this school, may see. Another school's anything is 404."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import resolve
from django_htmx.middleware import HtmxDetails
from django_scopes import scope

from schoolgate.kernel.actions import NotHere
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import PERMISSION_WORDS, Permission


class SchoolRequest(HttpRequest):
    """A request that has come through the door, for the annotations of views.

    `actor` is an Actor whose person and school are there; the kernel's own type leaves both open. `htmx` tells
    whether htmx asks for a part of the page.
    """

    actor: Any
    htmx: HtmxDetails


WhoActs = Callable[[HttpRequest, str | None, datetime], Actor | None]
Asked = Callable[[SchoolRequest, Actor], HttpResponse | None]
View = Callable[..., HttpResponse]

_who_acts: list[WhoActs] = []
_asked_first: list[Asked] = []


def who_acts_with(who_acts: WhoActs) -> None:
    """The people noun says, at start, who acts on a page."""
    _who_acts[:] = [who_acts]


def ask_first(asked: Asked) -> Asked:
    """Something that must be in order before any page opens (a second factor); a response sends there instead."""
    if asked not in _asked_first:
        _asked_first.append(asked)
    return asked


def moment() -> datetime:
    """Now, read once for each request. SCHOOLGATE's demonstration and tests may fix it."""
    fixed = getattr(settings, "FIXED_NOW", None)
    return fixed or datetime.now(UTC)


def screen(permission: Permission) -> Callable[[View], View]:
    """A page of one school: `/schools/<school_slug>/…`. Opens its scope and puts `request.actor` there."""

    def make(view: View) -> View:
        @functools.wraps(view)
        def page(request: SchoolRequest, school_slug: str, *args: object, **given: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            now = moment()
            actor = _who_acts[0](request, school_slug, now)
            if actor is None:
                raise Http404
            request.actor = actor
            for asked in _asked_first:
                instead = asked(request, actor)
                if instead is not None:
                    return instead
            if not actor.may(permission):
                return not_allowed(request, permission)
            with scope(school=actor.school):
                answer = _with_404_for_strangers(view, request, *args, **given)
            return _never_stored(_in_words(request, answer))

        page.permission = permission  # type: ignore[attr-defined]
        return page

    return make


def across_schools(view: View) -> View:
    """A page across all of one's schools (Today); the actor is the person at the first of them."""

    @functools.wraps(view)
    def page(request: SchoolRequest, *args: object, **given: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        actor = _who_acts[0](request, None, moment())
        if actor is None:
            return render(request, "web/no_post.html", status=403)
        request.actor = actor
        for asked in _asked_first:
            instead = asked(request, actor)
            if instead is not None:
                return instead
        return _never_stored(view(request, *args, **given))

    page.permission = None  # type: ignore[attr-defined]
    return page


def public(view: View) -> View:
    """A page for anyone, said in words so that it is a decision: the noticeboard, a feed, a family's link."""

    @functools.wraps(view)
    def page(request: HttpRequest, *args: object, **given: object) -> HttpResponse:
        return view(request, *args, **given)

    page.is_public = True  # type: ignore[attr-defined]
    return page


def recognise(request: SchoolRequest) -> None:
    """On a public page: whoever is signed in keeps their menu there. Nobody is asked to sign in."""
    if request.user.is_authenticated:
        request.actor = _who_acts[0](request, None, moment())


def opens(actor: Actor, address: str) -> bool:
    """Whether this person's roles open the page at this address of ours."""
    permission = getattr(resolve(urlsplit(address).path).func, "permission", None)
    return permission is None or actor.may(permission)


def not_allowed(request: HttpRequest, permission: Permission) -> HttpResponse:
    """The page that says which permission is missing and who can help."""
    return render(request, "web/not_allowed.html", {"may": PERMISSION_WORDS[permission]}, status=403)


def _with_404_for_strangers(view: View, request: HttpRequest, *args: object, **given: object) -> HttpResponse:
    try:
        return view(request, *args, **given)
    except NotHere as stranger:
        raise Http404 from stranger


def _in_words(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """What only a button does, opened as a page (a reload, a link that was copied): a sentence instead of nothing."""
    if not isinstance(answer, HttpResponseNotAllowed) or request.method not in ("GET", "HEAD"):
        return answer
    page = render(request, "web/only_a_button.html", status=answer.status_code)
    page.headers["Allow"] = answer.headers["Allow"]
    return page


def _never_stored(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response

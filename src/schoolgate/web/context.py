"""What every page is given: who acts, the navigation, and banners that nouns add (all posts stopped)."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token

from schoolgate.web.door import SchoolRequest

HIDDEN_TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'  # noqa: S105 (the field, not a token)
Banner = Callable[[SchoolRequest], dict[str, Any] | None]
_banners: list[Banner] = []
_facts: list[Callable[[HttpRequest], dict[str, Any]]] = []


def banner(give: Banner) -> Banner:
    """Register a banner: a dict with `words` and optionally `link`, or None."""
    if give not in _banners:
        _banners.append(give)
    return give


def fact(give: Callable[[HttpRequest], dict[str, Any]]) -> Callable[[HttpRequest], dict[str, Any]]:
    """Register facts for every page's context (clause texts for refusals, say)."""
    if give not in _facts:
        _facts.append(give)
    return give


class FormToken:
    """The token of a page's forms; letters and digits. Made at most once, and only for a page that has a form: to
    make it takes longer than to look up a row."""

    __slots__ = ("_made", "_request")

    def __init__(self, request: HttpRequest) -> None:
        self._request, self._made = request, ""

    def __str__(self) -> str:
        if not self._made:
            self._made = get_token(self._request)
        return self._made

    __html__ = __str__


class HiddenToken:
    """The hidden field of a form that holds its token."""

    __slots__ = ("_token",)

    def __init__(self, token: FormToken) -> None:
        self._token = token

    def __str__(self) -> str:
        return HIDDEN_TOKEN.format(self._token)

    __html__ = __str__


def everywhere(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    token = FormToken(request)
    context: dict[str, Any] = {
        "actor": actor,
        "is_demo": settings.IS_DEMO,
        "banners": [],
        "csrf_token": token,
        "csrf_input": HiddenToken(token),
    }
    if actor is not None:
        context["now"] = actor.now
        context["banners"] = [
            shown for give in _banners if (shown := give(cast(SchoolRequest, request))) is not None
        ]
    for give in _facts:
        context.update(give(request))
    return context

"""What every answer behind a link carries: kept nowhere, found by no search engine, told to no other site."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from schoolgate.families.language import Says, chosen, languages


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the family's language, without a trace."""
    language = chosen(request.GET.get("in", ""), request.headers.get("Accept-Language", ""))
    with_english = request.GET.get("en") == "1"
    say = Says(language, with_english=with_english)
    given = {
        "say": say,
        "all_languages": languages().values(),
        "query": query_of(request),
        "with_english": with_english,
        **context,
    }
    with translation.override(language.code):
        return never_kept(render(request, template, given, status=status))


def query_of(request: HttpRequest, **more: str) -> str:
    """The language that was chosen, for the next address: "?in=ur"."""
    kept = {name: request.GET[name] for name in ("in", "en") if request.GET.get(name)}
    return f"?{urlencode({**kept, **more})}" if kept or more else ""


def never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    # Nobody elsewhere learns the address; with "no-referrer" a browser would not say where the form comes from.
    response.headers["Referrer-Policy"] = "same-origin"
    return response

"""What every answer behind a link carries: kept nowhere, found by no search engine, told to no other site."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from schoolgate.families.checked import as_checked
from schoolgate.families.easy_read import EASY_LINES
from schoolgate.families.language import Says, chosen, languages


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the family's language, without a trace."""
    language = chosen(request.GET.get("in", ""), request.headers.get("Accept-Language", ""))
    with_english = request.GET.get("en") == "1"
    school = context.get("school")
    say = Says(as_checked(school, language) if school else language, with_english=with_english)
    given = {
        "say": say,
        "all_languages": languages().values(),
        "query": query_of(request),
        "with_english": with_english,
        "is_easy": request.GET.get("easy") == "1",
        "easy_lines": EASY_LINES,
        "there": _ways_from(request),
        **context,
    }
    with translation.override(language.code):
        return never_kept(render(request, template, given, status=status))


def query_of(request: HttpRequest, **more: str) -> str:
    """The language and look that were chosen, for the next address: "?in=ur&easy=1"; what is "" is left out."""
    kept = {name: request.GET.get(name, "") for name in ("in", "en", "easy")}
    told = {name: value for name, value in {**kept, **more}.items() if value}
    return f"?{urlencode(told)}" if told else ""


def _ways_from(request: HttpRequest) -> Callable[..., str]:
    """The address of this page in another language or look: `there(easy="1")`; "in" is a word of Python's."""

    def there(language: str = "", english: str = "", easy: str | None = None) -> str:
        look = request.GET.get("easy", "") if easy is None else easy
        return (
            query_of(request, **{"in": language or request.GET.get("in", ""), "en": english, "easy": look})
            or "?"
        )

    return there


def never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    # Nobody elsewhere learns the address; with "no-referrer" a browser would not say where the form comes from.
    response.headers["Referrer-Policy"] = "same-origin"
    return response

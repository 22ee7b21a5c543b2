"""Pages for what went wrong: not here, too old, our fault."""

import sys

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import is_valid_path
from django.utils.http import escape_leading_slashes

from schoolgate.kernel.away import is_away


class GoneMeanwhile(Http404):
    """What stood here went while somebody had its page open; the message says what became of it."""


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before signing in again, or in another window."""
    return render(request, "web/form_too_old.html", status=403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if arrives := _with_or_without_slash(request):
        return redirect(arrives)
    words = str(exception) if isinstance(exception, GoneMeanwhile) else ""
    return render(request, "web/not_here.html", {"words": words}, status=404)


def _with_or_without_slash(request: HttpRequest) -> str:
    """The address without the slash that somebody typed at its end, where a page is there; "" otherwise. (A slash that
    is missing is Django's to add.)"""
    path = request.path_info
    if request.method not in ("GET", "HEAD") or not path.endswith("/") or is_valid_path(path):
        return ""
    shorter = path.rstrip("/")
    if not shorter or not is_valid_path(shorter):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return escape_leading_slashes(f"{shorter}?{query}" if query else shorter)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Django calls it while it handles what was raised."""
    if is_away(sys.exc_info()[1]):
        return away(request)
    return render(request, "web/our_fault.html", status=500)


def away(request: HttpRequest) -> HttpResponse:
    """The database, the store or the shared cache does not answer. The page asks none of them for anything."""
    request.actor = None  # type: ignore[attr-defined]  # the banners of a page are read for whoever acts
    response = render(request, "web/away.html", status=503)
    response.headers["Retry-After"] = "30"
    response.headers["Cache-Control"] = "no-store"
    return response

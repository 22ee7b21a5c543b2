"""Pages for what went wrong: not here, too old, our fault."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schoolgate.kernel.away import is_away


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before signing in again, or in another window."""
    return render(request, "web/form_too_old.html", status=403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/not_here.html", status=404)


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

"""Pages for what went wrong: not here, too old, our fault."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before signing in again, or in another window."""
    return render(request, "web/form_too_old.html", status=403)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/not_here.html", status=404)


def our_fault(request: HttpRequest) -> HttpResponse:
    return render(request, "web/our_fault.html", status=500)

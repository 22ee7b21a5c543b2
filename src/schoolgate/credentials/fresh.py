"""The second factor, shown just now: asked for again before a login is opened."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from schoolgate.people.second_factor import CHOOSING, METHODS, has_one
from schoolgate.rules.credentials import FRESH
from schoolgate.web.door import SchoolRequest


def shown_at(request: SchoolRequest) -> datetime | None:
    """When a passkey or a code was last shown in this session."""
    times = [one["at"] for one in request.session.get(METHODS, ()) if one.get("method") == "mfa"]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def is_fresh(request: SchoolRequest) -> bool:
    """Whether that was within the last few minutes."""
    at = shown_at(request)
    return at is not None and request.actor.now - at <= FRESH


def ask_again(request: SchoolRequest, after: str) -> HttpResponse:
    """To the page where it is shown (or a first one is added), and from there on to `after`."""
    page = "mfa_reauthenticate" if has_one(request.user) else CHOOSING
    return redirect(f"{reverse(page)}?{urlencode({'next': after})}")

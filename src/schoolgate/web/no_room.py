"""The disk is full: a page that says so, instead of one that says that something went wrong."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What SQLite and PostgreSQL say of it; neither gives a code through Django.
_WORDS = ("disk is full", "No space left", "could not extend file")


def is_full(fault: BaseException) -> bool:
    """Whether this is what a database says when there is no room to write."""
    return isinstance(fault, OperationalError) and any(words in str(fault) for words in _WORDS)


class SaysThereIsNoRoom:
    """Nothing was written: an action is one transaction. What was typed is still in the page before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except OperationalError as fault:
            if not is_full(fault):
                raise
            return no_room(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        return no_room(request) if is_full(fault) else None


def no_room(request: HttpRequest) -> HttpResponse:
    """507, with what was typed to be copied where there was something."""
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if isinstance(value, str) and value.strip() and "password" not in name and name not in _HIDDEN
    ]
    return render(request, "web/no_room.html", {"typed": typed}, status=507)


_HIDDEN = ("csrfmiddlewaretoken", "form_key")

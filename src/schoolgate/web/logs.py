"""Lines of the log: one for each thing, with the number of its request, and nothing about a person.

An exception's own words may hold what somebody typed (a name that was there already), so of it only the kind and the
places in the code are written.
"""

import json
import logging
import re
import secrets
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

from django.http import HttpRequest, HttpResponse

_number: ContextVar[str] = ContextVar("request_number", default="")

# A part of an address that is long and random opens something: a family's link, a reader's, an invitation.
_KEY_IN_ADDRESS = re.compile(r"(?<=/)[\w=:-]{30,}(?![\w.=:-])")

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RequestNumber:
    """Gives each request a number, which its lines in the log and its answer carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(6)
        before = _number.set(number)
        try:
            response = self.get_response(request)
        finally:
            _number.reset(before)
        response.headers["X-Request-Number"] = number
        return response


def kind_and_places(of: ExceptionInfo) -> str:
    """An exception without its words: "ValueError at pupils/queries.py:12 in find, …"."""
    kind, _, trace = of
    frames = [f"{one.filename}:{one.lineno} in {one.name}" for one in traceback.extract_tb(trace)]
    return f"{kind.__name__ if kind else 'nothing'} at {', '.join(frames)}"


def without_keys(line: str) -> str:
    """A line without the keys in its addresses."""
    return _KEY_IN_ADDRESS.sub("…", line)


class PlainLines(logging.Formatter):
    """For people: time, how grave, who says it, what."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's own name
        return kind_and_places(ei)

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # Another handler may have kept the words.
        line = without_keys(super().format(record))
        record.exc_text = None
        return f"{line} [{_number.get()}]" if _number.get() else line


class JsonLines(logging.Formatter):
    """For machines: a JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "words": without_keys(record.getMessage()),
        }
        if _number.get():
            told["request"] = _number.get()
        if record.exc_info:
            told["problem"] = kind_and_places(record.exc_info)
        return json.dumps(told)

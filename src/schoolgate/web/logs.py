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

# A part of an address that is long and random opens something: a family's link, a reader's, an
# invitation, the calendar's feed.
_KEY_IN_ADDRESS = re.compile(r"(?<=/)[\w=:-]{30,}(?=\.ics\b|(?![\w.=:-]))")

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RequestNumber:
    """Gives each request a number, which its lines in the log and its answer carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(6)
        before = _number.set(number)
        request.number = number  # type: ignore[attr-defined]  # Some lines are written when we are done here.
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


def words_of(record: logging.LogRecord) -> str:
    """What a line says. An address that is none of ours is left out: whoever typed it may have typed a name."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and request.resolver_match is None and record.args:
        return record.msg % tuple(
            "(no address of ours)" if one == request.path else one for one in record.args
        )
    return record.getMessage()


def number_of(record: logging.LogRecord) -> str:
    """The number of the request that a line is about."""
    return _number.get() or getattr(getattr(record, "request", None), "number", "")


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
        return f"{line} [{number}]" if (number := number_of(record)) else line

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        record.message = words_of(record)
        return super().formatMessage(record)


class JsonLines(logging.Formatter):
    """For machines: a JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "words": without_keys(words_of(record)),
        }
        if number := number_of(record):
            told["request"] = number
        if record.exc_info:
            told["problem"] = kind_and_places(record.exc_info)
        return json.dumps(told)

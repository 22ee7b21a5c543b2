"""What a program asks of a list: its query, checked like everything else, and the page it gets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from django.http import QueryDict

from schoolgate.api.inputs import LARGEST_ID, ONE_LINE, Wrong, said_of

PER_PAGE = 50
Asks = dict[str, Any]
Short = Annotated[str, msgspec.Meta(max_length=80, pattern=ONE_LINE)]
Number = Annotated[int, msgspec.Meta(ge=1, le=10_000)]
Before = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_ID)]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list answers: a page of it, and the address of the next; None after the last."""

    items: list[Any]
    next: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and what to ask for the next one; None where this is the last."""

    rows: Sequence[Any]
    next: dict[str, Any] | None


def kinds_of(asks: Mapping[str, Any]) -> dict[str, Any]:
    """Every parameter that a list takes: its own, and the page. A list that goes on by `before` has no pages."""
    own = {name: Before if kind is int else kind for name, kind in asks.items()}
    return own if "before" in asks else {**own, "page": Number}


def asked_of(query: QueryDict, asks: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked, or Wrong."""
    kinds, errors, asked = kinds_of(asks), {}, {}
    for name in query:
        values = query.getlist(name)
        if name not in kinds:
            errors[name[:80]] = "There is no such parameter."
        elif len(values) > 1:
            errors[name] = "Ask for one."
        else:
            try:
                asked[name] = msgspec.convert(values[0], kinds[name], strict=False)
            except msgspec.ValidationError as wrong:
                errors[name] = said_of(wrong)
    if errors:
        raise Wrong(errors)
    return asked


def page_of(found: Any, asked: Mapping[str, Any]) -> Page:
    """The page that was asked for, of a query, a list, or whatever else can be cut."""
    number = asked.get("page", 1)
    start = (number - 1) * PER_PAGE
    rows = list(found[start : start + PER_PAGE + 1])
    return Page(rows[:PER_PAGE], {"page": number + 1} if len(rows) > PER_PAGE else None)

"""One spelling for one meaning: the bytes that are hashed, so that the same facts always hash alike."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8; times in UTC.

    TypeError for anything whose spelling is not settled here; ValueError for a datetime without a time zone
    and for numbers that JSON does not have (infinity).
    """
    return _SPELLING.encode(value).encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")


def instant(at: datetime) -> str:
    """A moment in UTC to the microsecond, as the trail writes it: 2026-11-20T12:48:15.000000Z."""
    if at.tzinfo is None:
        raise ValueError(f"{at} says no time zone, so it does not say when")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return instant(value)
        case date() | time():
            return value.isoformat()
        case Enum():
            return value.value
        case UUID() | Decimal():
            return str(value)
        case Mapping():
            return dict(value)
        case set() | frozenset():
            return sorted(value)
    raise TypeError(f"the trail has no spelling for {type(value).__name__}")


_SPELLING = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain
)

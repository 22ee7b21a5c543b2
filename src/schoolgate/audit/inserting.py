"""Events put into the trail's tables, with SQL that is written once: nothing is made that the rows do not need.

Every change that the program makes comes through here. On PostgreSQL an event and its detail are one statement.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from schoolgate.audit.models import Event

# Each engine takes so many values in one statement; a batch that is longer is added in parts.
MOST_AT_ONCE = 50
COLUMNS = (
    "log_id",
    "type",
    "at",
    "actor_id",
    "subject_type",
    "subject_id",
    "controls",
    "commitment",
    "leaf_bytes",
)
ROW = f"({', '.join(['%s'] * len(COLUMNS))})"
ADD_EVENTS = f"INSERT INTO audit_event ({', '.join(COLUMNS)}) VALUES {{rows}} RETURNING id"  # noqa: S608 (our own names)
ADD_DETAILS = "INSERT INTO audit_eventdetail (event_id, salt, words) VALUES {rows}"
ADD_BOTH = (
    f"WITH event AS ({ADD_EVENTS.format(rows=ROW)}) "  # noqa: S608 (our own names)
    "INSERT INTO audit_eventdetail (event_id, salt, words) SELECT id, %s, %s FROM event RETURNING event_id"
)
_AT, _CONTROLS = Event._meta.get_field("at"), Event._meta.get_field("controls")
_NAMES = ("id", *COLUMNS)


class NewEvent(NamedTuple):
    """An event that has no key yet: the columns of its envelope, in their order, and its detail."""

    log_id: str
    type: str
    at: datetime
    actor_id: str
    subject_type: str
    subject_id: str
    controls: list[str]
    commitment: str
    leaf_bytes: bytes
    salt: bytes
    words: str


def insert(new: Sequence[NewEvent]) -> list[Event]:
    """Add these events with their details in the caller's transaction, each with the key that it was given."""
    engine = connections[router.db_for_write(Event)]
    with engine.cursor() as cursor:
        if len(new) == 1 and engine.vendor == "postgresql":
            cursor.execute(ADD_BOTH, [*_envelope(new[0], engine), new[0].salt, new[0].words])
            keys = [key for (key,) in cursor.fetchall()]
        else:
            keys = [key for part in _parts(new) for key in _insert_part(part, engine, cursor)]
    return [Event.from_db(engine.alias, _NAMES, (key, *one[:9])) for key, one in zip(keys, new, strict=True)]


def _insert_part(part: Sequence[NewEvent], engine: BaseDatabaseWrapper, cursor: CursorWrapper) -> list[int]:
    envelopes = [value for one in part for value in _envelope(one, engine)]
    cursor.execute(ADD_EVENTS.format(rows=", ".join([ROW] * len(part))), envelopes)
    keys = [key for (key,) in cursor.fetchall()]
    details = [value for key, one in zip(keys, part, strict=True) for value in (key, one.salt, one.words)]
    cursor.execute(ADD_DETAILS.format(rows=", ".join(["(%s, %s, %s)"] * len(part))), details)
    return keys


def _envelope(one: NewEvent, engine: BaseDatabaseWrapper) -> list[Any]:
    """The values of its columns as this engine takes them: only two of them are not text or bytes."""
    at, controls = _AT.get_db_prep_save(one.at, engine), _CONTROLS.get_db_prep_save(one.controls, engine)
    return [*one[:2], at, *one[3:6], controls, *one[7:9]]


def _parts(new: Sequence[NewEvent]) -> Iterator[Sequence[NewEvent]]:
    return (new[first : first + MOST_AT_ONCE] for first in range(0, len(new), MOST_AT_ONCE))

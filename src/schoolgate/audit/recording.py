"""Writing to the trail: an event is recorded in the transaction of the change it tells of, or not at all."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import router, transaction

from schoolgate.audit.canonical import canonical
from schoolgate.audit.envelopes import commitment_of, envelope
from schoolgate.audit.erasing import carry_out
from schoolgate.audit.event_types import EventType
from schoolgate.audit.inserting import NewEvent, insert
from schoolgate.audit.models import Event

SALT_SIZE = 32
# An envelope is kept for ever, so nothing in it may be a name, an address or a sentence.
OPAQUE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,63}")
SUBJECT_TYPE = re.compile(r"[a-z][a-z0-9_.]{0,39}")
LOG_KEY = re.compile(r"[a-z_]{1,15}:[A-Za-z0-9._-]{1,64}")


class NotInATransaction(RuntimeError):
    """An event was to be recorded apart from the change it tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened, to be recorded. `detail` alone may say anything about a person."""

    log_key: str
    type: EventType
    at: datetime
    actor_id: str
    subject_type: str
    subject_id: str
    controls: Sequence[str] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value, form in (
            ("log", self.log_key, LOG_KEY),
            ("actor", self.actor_id, OPAQUE_ID),
            ("type of subject", self.subject_type, SUBJECT_TYPE),
            ("subject", self.subject_id, OPAQUE_ID),
        ):
            if not form.fullmatch(value):
                raise ValueError(f"{value!r} cannot be the {name} of an event: only an opaque id can")


def record(
    *,
    log_key: str,
    type: EventType,  # noqa: A002
    at: datetime,
    actor_id: str,
    subject_type: str,
    subject_id: str,
    controls: Sequence[str] = (),
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Record one event in the caller's transaction, in two queries (one on PostgreSQL).

    ValueError for a time without a time zone or an id that is not opaque, TypeError for a detail that has no
    canonical spelling, NotInATransaction when there is none.
    """
    entry = Entry(
        log_key=log_key,
        type=type,
        at=at,
        actor_id=actor_id,
        subject_type=subject_type,
        subject_id=subject_id,
        controls=controls,
        detail=detail or {},
    )
    return record_many([entry])[0]


def record_many(entries: Iterable[Entry]) -> list[Event]:
    """Record a batch in the caller's transaction, in a handful of queries; raises what `record` raises."""
    using = router.db_for_write(Event)
    if not transaction.get_connection(using).in_atomic_block:
        raise NotInATransaction("record an event inside the transaction of the change it tells of")
    entries = list(entries)
    events = insert([_new(entry) for entry in entries])
    for event, entry in zip(events, entries, strict=True):
        if entry.type == EventType.DETAIL_ERASED:
            carry_out(event, entry.detail)
    return events


def _new(entry: Entry) -> NewEvent:
    salt, words = secrets.token_bytes(SALT_SIZE), canonical(entry.detail).decode()
    type_, controls = str(entry.type), [str(control) for control in entry.controls]
    commitment = commitment_of(salt, words)
    leaf_bytes = envelope(
        log_key=entry.log_key,
        type=type_,
        at=entry.at,
        actor_id=entry.actor_id,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        controls=controls,
        commitment=commitment,
    )
    return NewEvent(
        entry.log_key,
        type_,
        entry.at,
        entry.actor_id,
        entry.subject_type,
        entry.subject_id,
        controls,
        commitment,
        leaf_bytes,
        salt,
        words,
    )

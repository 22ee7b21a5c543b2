"""Which installation this is, and where its journal lies."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection

from schoolgate.audit.models import Event
from schoolgate.keeping.journal import Entry, Journal
from schoolgate.keeping.models import Installation


def journal() -> Journal:
    """The never-forget journal of this machine."""
    return Journal(settings.JOURNAL_DIR)


def installation(now: datetime) -> Installation:
    """The row that names this installation, made where there is none."""
    found = Installation.objects.order_by("pk").first()
    return found or Installation.objects.create(made_at=now)


def clock_was_seen(now: datetime) -> bool:
    """The clock is alive; whether it should ask the worker too (it asks again only when it was answered)."""
    row = installation(now)
    waits = row.worker_asked_at is not None and (
        row.worker_seen_at is None or row.worker_seen_at < row.worker_asked_at
    )
    Installation.objects.filter(pk=row.pk).update(
        clock_seen_at=now, worker_asked_at=row.worker_asked_at if waits else now
    )
    return not waits


def worker_was_seen(now: datetime) -> None:
    """The worker is alive."""
    Installation.objects.update(worker_seen_at=now)


def trail_was_verified(now: datetime, faults: int) -> None:
    """Remember when the whole trail was checked last, and what came of it."""
    Installation.objects.update(verified_at=now, trail_faults=faults)


def key_of_backup(now: datetime) -> str:
    """The same for a database that may not have this table yet: nothing in one from before it had a name."""
    has_table = Installation._meta.db_table in connection.introspection.table_names()
    return installation(now).key if has_table else ""


def key_of(now: datetime) -> str:
    """As the journal carries it."""
    return installation(now).key


def ours(key: str, after: int = 0) -> list[Entry]:
    """The lines of the journal that this installation wrote after this one."""
    return [entry for entry in journal().entries(after) if entry.facts.get("of") == key]


def first_unknown(key: str) -> Entry | None:
    """The first line that tells of an event which the database does not have: it was put back from a backup.

    An event is written into the journal after it was committed, so the database always has those of the journal.
    """
    entries = ours(key)
    lost = lost_numbers(entries)
    told = [entry for entry in entries if "event" in entry.facts and entry.number not in lost]
    known = set(
        Event.objects.filter(pk__in=[entry.facts["event"] for entry in told]).values_list("pk", "commitment")
    )
    return next((one for one in told if (one.facts["event"], one.facts["mark"]) not in known), None)


def is_ahead(key: str) -> bool:
    """Whether the journal knows of something newer than the database: a look at its last line about an event."""
    for entry in journal().newest_first():
        if entry.facts.get("of") != key:
            continue
        if entry.kind == "restored":
            return False
        if "event" in entry.facts:
            return not Event.objects.filter(pk=entry.facts["event"], commitment=entry.facts["mark"]).exists()
    return False


def lost_numbers(entries: Iterable[Entry]) -> set[int]:
    """The lines written in times that a restore took away."""
    return {
        number
        for entry in entries
        if entry.kind == "restored"
        for number in range(entry.facts["from"] + 1, entry.number)
    }

"""The one who gives committed events their place in the log; actions only insert.

Runs in clockwork every second. Two may run at once: each takes the rows of the logs it works on, and a place
can only be given once.
"""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections, router, transaction
from django.db.models import OuterRef, Subquery

from schoolgate.audit.models import Event, Leaf, Log, Waiting
from schoolgate.rules.merkle import leaf_hash

# Few enough that nobody waits long for SQLite's one writer, many enough that an import is soon in.
BATCH = 1000


def sequence(now: datetime) -> int:
    """Give every committed event its place in its log, in the order of their ids; how many got one.

    `now` is written where a log begins.
    """
    total = 0
    while placed := _place_a_batch(now):
        total += placed
    return total


def is_anything_waiting() -> bool:
    """Whether an event waits for its place: one query, no lock."""
    return Waiting.objects.exists()


def _place_a_batch(now: datetime) -> int:
    using = router.db_for_write(Leaf)
    if not Waiting.objects.using(using).exists():
        return 0
    with transaction.atomic(using=using):
        events = _take(using, now)
        if not events:
            return 0
        sizes = _sizes(using, {event.log_id for event in events})
        leaves = []
        for event in events:
            index = sizes[event.log_id]
            sizes[event.log_id] += 1
            leaves.append(
                Leaf(
                    event=event,
                    log_id=event.log_id,
                    index=index,
                    leaf_hash=leaf_hash(bytes(event.leaf_bytes)),
                )
            )
        Leaf.objects.using(using).bulk_create(leaves)
        Waiting.objects.using(using).filter(pk__in=[event.pk for event in events])._raw_delete(using)
    return len(leaves)


def _take(using: str, now: datetime) -> list[Event]:
    """The events to be placed in this transaction; their logs are opened, and locked to other sequencers."""
    waiting = Event.objects.using(using).filter(waiting__isnull=False).order_by("id")
    keys = sorted({event.log_id for event in waiting.only("log_id")[:BATCH]})
    known = set(Log.objects.using(using).filter(pk__in=keys).values_list("key", flat=True))
    Log.objects.using(using).bulk_create(
        [Log(key=key, origin=origin_of(key), opened_at=now) for key in keys if key not in known],
        ignore_conflicts=connections[using].vendor == "postgresql",
    )
    list(Log.objects.using(using).filter(pk__in=keys).order_by("pk").select_for_update())
    # Read again: another sequencer may have placed some while this one waited for the lock.
    return list(waiting.filter(log_id__in=keys).only("id", "log_id", "leaf_bytes")[:BATCH])


def origin_of(key: str) -> str:
    """The name under which outsiders know the log: an address without its scheme, as C2SP recommends."""
    return f"{urlsplit(settings.SITE_ADDRESS).netloc}/{key.replace(':', '/')}"


def _sizes(using: str, keys: set[str]) -> dict[str, int]:
    """How many entries each log has, which is the place of the next; one look into the index for each."""
    last = Leaf.objects.using(using).filter(log_id=OuterRef("pk")).order_by("-index").values("index")[:1]
    rows = Log.objects.using(using).filter(pk__in=keys).values_list("key", Subquery(last))
    return {key: 0 if index is None else index + 1 for key, index in rows}

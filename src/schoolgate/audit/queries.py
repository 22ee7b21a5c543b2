"""Reading the trail: what happened to a subject, a page of a log, the words of an event."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from schoolgate.audit.erasing import erasures_of
from schoolgate.audit.models import Event


@dataclass(frozen=True, slots=True)
class Told:
    """An event and what it tells. `detail` is None once erased; then `erased_by` is the event that did it."""

    event: Event
    detail: dict[str, Any] | None
    erased_by: Event | None
    place: int | None

    @property
    def is_waiting(self) -> bool:
        """Whether the event has no place in its log yet."""
        return self.place is None


def trail_of(log_key: str, subject_type: str, subject_id: str, limit: int = 500) -> list[Told]:
    """What happened to one subject, the oldest first."""
    events = Event.objects.filter(log_id=log_key, subject_type=subject_type, subject_id=str(subject_id))
    return tell(events.order_by("id")[:limit], log_key)


def page_of_log(log_key: str, *, before: int | None = None, size: int = 50) -> list[Told]:
    """The newest events of a log, or those just older than the event `before`; the newest first."""
    events = events_of(log_key)
    if before is not None:
        events = events.filter(id__lt=before)
    return tell(events[:size], log_key)


def told(event: Event) -> Told:
    """One event with its words."""
    return tell(Event.objects.filter(pk=event.pk), event.log_id)[0]


def events_of(log_key: str) -> QuerySet[Event]:
    """The events of a log, the newest first."""
    return Event.objects.filter(log_id=log_key).order_by("-id")


def tell(events: QuerySet[Event], log_key: str) -> list[Told]:
    """The events with their words; two queries, the second only if words are gone."""
    found = list(events.select_related("detail", "leaf"))
    gone = [event.pk for event in found if not hasattr(event, "detail")]
    erasures = erasures_of(gone, log_key) if gone else {}
    return [
        Told(
            event=event,
            detail=json.loads(event.detail.words) if hasattr(event, "detail") else None,
            erased_by=erasures.get(event.pk),
            place=event.leaf.index + 1 if hasattr(event, "leaf") else None,
        )
        for event in found
    ]

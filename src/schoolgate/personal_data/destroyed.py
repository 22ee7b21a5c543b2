"""What went in the nights before, as the trail keeps it: how many of which class, and no name."""

import json
from datetime import datetime
from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.people.models import School

_NIGHTS = 30


def nights_of(school: School) -> list[tuple[datetime, dict[str, Any]]]:
    """The newest thirty nights in which something went."""
    events = Event.objects.filter(log_id=f"school:{school.pk}", type=EventType.RECORDS_DESTROYED)
    newest = events.select_related("detail").order_by("-pk")[:_NIGHTS]
    return [(event.at, _gone(event)) for event in newest]


def _gone(event: Event) -> dict[str, Any]:
    detail = getattr(event, "detail", None)
    gone: dict[str, Any] = json.loads(detail.words).get("gone", {}) if detail is not None else {}
    return gone

"""What the trail proves: an event names the controls that were kept when it happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.rules.refusals import Control

# Not even a number or a time may tell that a child is on the restricted list.
NEVER_COUNTED = frozenset(
    {Control.RESTRICTED_NEVER_SHOWN.value, "noun.consents.restricted_list", "noun.consents.withdrawal"}
)
# To most readers a child restricted and a yes taken back are one and the same line: counted, they could be told apart.
NOT_COUNTED = (
    EventType.CONSENT_WITHDRAWN,
    EventType.PUPIL_RESTRICTED,
    EventType.PUPIL_UNRESTRICTED,
    EventType.RESTRICTED_LIST_READ,
    EventType.PUPIL_HELD,
    EventType.PUPIL_DECIDER_SAID,
    EventType.PUPIL_HOLD_ENDED,
    EventType.PUPIL_HOLDS_READ,
    EventType.FAMILY_TOLD,
    # A worry may be about whoever reads the numbers; concerns/evidence.py says what may be counted.
    *(one for one in EventType if one.startswith("concern.")),
)


@evidence
def of_the_trail(school: Any, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """How often each control was kept, by the events that name it. One query."""
    found: dict[str, Evidence] = {}
    counted = (
        _countable(Event.objects.filter(log_id=f"school:{school.pk}", at__gte=since, at__lte=now))
        .exclude(controls=[])
        .values("controls")
        .annotate(times=Count("pk"), last=Max("at"))
        .order_by()
    )
    for row in counted:
        for control in set(row["controls"]) - NEVER_COUNTED:
            here = Evidence(row["times"], last_at=row["last"], entries=_entries(school, control, since))
            found[control] = found.get(control, Evidence()) + here
    return found


def that_prove(events: QuerySet[Event], control: str) -> QuerySet[Event]:
    """Those of these events that are counted for a control; none for what is never counted."""
    if control in NEVER_COUNTED:
        return events.none()
    return _countable(events).filter(controls__icontains=f'"{control}"')


def _countable(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.exclude(type__in=NOT_COUNTED)


def _entries(school: Any, control: str, since: datetime) -> str:
    address = reverse("trail", kwargs={"school_slug": school.slug})
    return f"{address}?{urlencode({'control': control, 'since': since.date().isoformat()})}"

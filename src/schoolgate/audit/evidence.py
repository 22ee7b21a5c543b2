"""What the trail proves: an event names the controls that were kept when it happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from schoolgate.audit.models import Event
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.rules.refusals import Control

# Not even a number or a time may tell that a child is on the restricted list.
NEVER_COUNTED = frozenset({Control.RESTRICTED_NEVER_SHOWN.value})


@evidence
def of_the_trail(school: Any, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """How often each control was kept, by the events that name it. One query."""
    found: dict[str, Evidence] = {}
    counted = (
        Event.objects.filter(log_id=f"school:{school.pk}", at__gte=since, at__lte=now)
        .exclude(controls=[])
        .values("controls")
        .annotate(times=Count("pk"), last=Max("at"))
        .order_by()
    )
    for row in counted:
        for control in set(row["controls"]) - NEVER_COUNTED:
            found[control] = found.get(control, Evidence()) + Evidence(row["times"], last_at=row["last"])
    return found

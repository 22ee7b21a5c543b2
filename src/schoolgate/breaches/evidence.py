"""What tells how breaches are handled: decided too late, and open. What was done, the trail proves. One query."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, F, Min, Q
from django.urls import reverse

from schoolgate.breaches.models import Breach
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School


@evidence
def of_breaches(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Whether it was decided within 72 hours who is told, of every breach reported since."""
    undecided = Q(ico_decided_at__isnull=True)
    told = Breach.objects.filter(school=school, reported_at__gte=since).aggregate(
        late=Count("pk", filter=Q(ico_decided_at__gt=F("told_by_at")) | undecided & Q(told_by_at__lt=now)),
        open=Count("pk", filter=Q(closed_at__isnull=True)),
        open_since=Min("found_at", filter=Q(closed_at__isnull=True)),
    )
    return {
        "case.information_breach": Evidence(
            # What was done is counted from the trail.
            missed=told["late"],
            open=told["open"],
            open_since=told["open_since"],
            address=reverse("breaches:breaches", kwargs={"school_slug": school.slug}),
        )
    }

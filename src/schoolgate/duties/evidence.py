"""What proves the duties: done in time, too late, or open."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q

from schoolgate.duties.models import Duty
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School


@evidence
def of_duties(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Each kind of duty by its key. One query.

    The trail counts each that was done ("duty.done" names its control); here is what it cannot know.
    """
    late = Q(done_at__gt=F("due_at")) | Q(done_at__isnull=True, due_at__lt=now)
    counted = (
        Duty.objects.filter(school=school)
        .filter(Q(done_at__isnull=True) | Q(done_at__gte=since))
        .values("key")
        .annotate(
            missed=Count("pk", filter=late),
            open=Count("pk", filter=Q(done_at__isnull=True)),
            open_since=Min("because_of_event__at", filter=Q(done_at__isnull=True)),
            last=Max("done_at"),
        )
        .order_by()
    )
    return {
        row["key"]: Evidence(0, row["missed"], row["open"], row["last"], row["open_since"]) for row in counted
    }

"""What proves the requests: how many were decided, which wait, which wait too long."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.requests.models import Request

OPEN = (Request.State.WAITING, Request.State.TO_DO)


@evidence
def of_requests(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Each kind of request by its control. One query."""
    waits = Q(state__in=OPEN)
    counted = (
        Request.objects.filter(school=school, sent_at__isnull=False)
        .filter(waits | Q(ended_at__gte=since))
        .values("key")
        .annotate(
            ended=Count("pk", filter=~waits),
            late=Count("pk", filter=waits & Q(due_at__lt=now)),
            open=Count("pk", filter=waits),
            last=Max("ended_at"),
            oldest=Min("sent_at", filter=waits),
        )
        .order_by()
    )
    address = reverse("requests:requests", kwargs={"school_slug": school.slug})
    return {
        f"request.{row['key']}": Evidence(
            row["ended"], row["late"], row["open"], row["last"], row["oldest"], address
        )
        for row in counted
    }

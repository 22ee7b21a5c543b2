"""What proves the registers: what was written and looked at, and what nobody has looked at in time."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Q
from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.registers.models import Entry


@evidence
def of_registers(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Each register by its control. One query."""
    late = Q(look_again_on__lt=today_of(now))
    counted = (
        Entry.objects.filter(school=school, ended_at__isnull=True)
        .values("key")
        .annotate(many=Count("pk"), late=Count("pk", filter=late), last=Max("written_at"))
        .order_by()
    )
    address = reverse("registers:registers", kwargs={"school_slug": school.slug})
    return {
        f"register.{row['key']}": Evidence(
            row["many"] - row["late"], row["late"], row["late"], row["last"], address=address
        )
        for row in counted
    }

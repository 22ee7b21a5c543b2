"""What proves the controls of worries. One that is kept from somebody is not counted: the number alone would tell."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.urls import reverse

from schoolgate.concerns.models import Concern, KeptOut
from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School


@evidence
def of_worries(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Told, looked at in time and too late, and open. One query."""
    told = Concern.objects.filter(
        ~Exists(KeptOut.objects.filter(concern=OuterRef("pk"))), school=school, told_at__gte=since
    ).aggregate(
        many=Count("pk"),
        last=Max("told_at"),
        in_time=Count("pk", filter=Q(first_looked_at__lte=F("look_due_at"))),
        late=Count("pk", filter=Q(first_looked_at__gt=F("look_due_at")) | _unread(now)),
        last_look=Max("first_looked_at"),
        open=Count("pk", filter=_unread(now)),
        open_since=Min("told_at", filter=_unread(now)),
    )
    address = reverse("concerns:concerns", kwargs={"school_slug": school.slug})
    reported = Evidence(told["many"], last_at=told["last"], address=address)
    return {
        "case.concern.report": reported,
        "case.concern.route": reported,
        "duty.act_on_concern": Evidence(
            told["in_time"],
            missed=told["late"],
            open=told["open"],
            last_at=told["last_look"],
            open_since=told["open_since"],
            address=address,
        ),
    }


def _unread(now: datetime) -> Q:
    return Q(first_looked_at__isnull=True, look_due_at__lt=now)

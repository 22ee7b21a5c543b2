"""What proves the controls of grown-ups: who answers for whom, whose answers are known, whose address is not ours."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max
from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils.models import Answer
from schoolgate.rules.refusals import Control
from schoolgate.staffing.models import ConfirmedRemit, LineManager
from schoolgate.staffing.queries import at_other_addresses, without_manager


@evidence
def of_grown_ups(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Managers named, remits confirmed and pictures answered for since, and what is open. Five queries."""
    on = today_of(now)
    named = LineManager.objects.filter(school=school, since__gte=since).aggregate(
        kept=Count("pk"), last=Max("since")
    )
    answered = Answer.objects.filter(school=school, person__isnull=False, recorded_at__gte=since).aggregate(
        kept=Count("person", distinct=True), last=Max("recorded_at")
    )
    confirmed = ConfirmedRemit.objects.filter(appointment__school=school, confirmed_at__gte=since).aggregate(
        kept=Count("pk"), last=Max("confirmed_at")
    )
    bound = reverse("staffing:bound", kwargs={"school_slug": school.slug})
    posts = reverse("staffing:posts", kwargs={"school_slug": school.slug})
    return {
        "noun.people.line_manager": Evidence(
            named["kept"], open=without_manager(school, on).count(), last_at=named["last"], address=bound
        ),
        "noun.consents.staff_and_visitors": Evidence(
            answered["kept"], last_at=answered["last"], address=bound
        ),
        "noun.people.posts_held": Evidence(confirmed["kept"], last_at=confirmed["last"], address=posts),
        Control.SCHOOL_ADDRESSES_ONLY.value: Evidence(
            open=len(at_other_addresses(school, on)), address=bound
        ),
    }

"""What proves the controls of consents: what was answered, and what the office has still to settle.

Nothing here counts the restricted list, nor anything by which one could tell that a child is on it.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.urls import reverse

from schoolgate.kernel.evidence import Evidence, evidence
from schoolgate.people.models import School
from schoolgate.pupils.models import Answer, OfficeQuestion, Pupil


@evidence
def of_consents(school: School, since: datetime, now: datetime) -> Mapping[str, Evidence]:
    """Answers written down since, questions about them that are open, and who has left. Three queries."""
    answered = Answer.objects.filter(school=school, recorded_at__gte=since).aggregate(
        kept=Count("pk"), last=Max("recorded_at")
    )
    questions = OfficeQuestion.objects.filter(school=school).aggregate(
        open=Count("pk", filter=Q(answered_at__isnull=True)),
        open_since=Min("asked_at", filter=Q(answered_at__isnull=True)),
    )
    left = Pupil.objects.filter(school=school, left_on__gte=since.date(), left_on__lte=now.date()).aggregate(
        kept=Count("pk")
    )
    roll = reverse("pupils:roll", kwargs={"school_slug": school.slug})
    asked = reverse("pupils:questions", kwargs={"school_slug": school.slug})
    answers = Evidence(answered["kept"], last_at=answered["last"], address=roll)
    still_open = Evidence(open=questions["open"], open_since=questions["open_since"], address=asked)
    return {
        "noun.consents.answers": answers,
        "noun.consents.giver": answers,
        "noun.consents.record": answers + still_open,
        "setting.consent_lasts": Evidence(left["kept"], address=f"{roll}?left=1"),
    }

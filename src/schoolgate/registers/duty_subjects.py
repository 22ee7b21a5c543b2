"""What was written down since the policy came into force and asks for a review of it, as duties are about it."""

from datetime import date

from django.db.models import QuerySet

from schoolgate.duties.subjects import Subject, subjects_of
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import in_force
from schoolgate.registers.models import Entry

LESSONS, LAWS = "policy_lessons", "laws"


def written_since_adopted(school: School, register: str) -> QuerySet[Entry]:
    """What stands in this register and was written since the policy came into force, the oldest first."""
    entries = Entry.objects.filter(school=school, key=register, ended_at__isnull=True).order_by(
        "written_at", "pk"
    )
    adopted = in_force(school).select_related("stands_on").first()
    version = adopted and (adopted.stands_on or adopted)
    return entries.filter(written_at__gt=version.in_force_at) if version else entries


@subjects_of("lesson_for_policy")
def lessons(school: School, on: date) -> list[Subject]:
    """What somebody learned that cannot wait for the next review. Two queries."""
    return [
        Subject(f"lesson:{one.pk}", f"what we learned (entry {one.pk})", since=today_of(one.written_at))
        for one in written_since_adopted(school, LESSONS)
        if one.answers.get("when") == "soon"
    ]


@subjects_of("law_changed")
def laws(school: School, on: date) -> list[Subject]:
    """Laws and guidance for whose change a day is written down. Two queries."""
    return [
        Subject(f"law:{one.pk}", str(one.answers.get("title", ""))[:80], since=date.fromisoformat(changed))
        for one in written_since_adopted(school, LAWS)
        if (changed := one.answers.get("changed_on"))
    ]

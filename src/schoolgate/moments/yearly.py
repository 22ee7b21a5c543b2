"""What the clock calls: once a year, where the policy asks for it, everybody it binds looks at their own use."""

from datetime import datetime, timedelta

from django_scopes import scope

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import clock
from schoolgate.moments.actions import ask_to_declare
from schoolgate.moments.declaring import YEARLY_CHECK
from schoolgate.moments.models import Declaration
from schoolgate.people.appointing import people_of
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy, fresh_policy
from schoolgate.rules.staffing import is_bound

# The first one is asked for a month after the policy is in force and somebody has a role here.
A_YEAR = timedelta(days=365)
WITHIN = timedelta(days=30)


def ask_everybody(now: datetime) -> int:
    """At every school whose policy asks for it; how many people were asked anew. Safe to run twice."""
    return sum(_ask_at(school, now) for school in School.objects.select_related("trust"))


def _ask_at(school: School, now: datetime) -> int:
    with scope(school=school):
        policy = current_policy(school)
        if policy is fresh_policy() or not policy.clauses_of(YEARLY_CHECK):
            return 0
        on = today_of(now)
        lately = set(
            Declaration.objects.filter(
                school=school, about=Declaration.About.YEARLY, made_on__gt=on - A_YEAR
            ).values_list("person_id", flat=True)
        )
        asked = set(
            Duty.objects.filter(school=school, key=YEARLY_CHECK, done_at__isnull=True).values_list(
                "owed_by_id", flat=True
            )
        )
        people = [
            person
            for person in people_of(school, on)
            if person.pk not in lately | asked and is_bound(policy, [post.role for post in person.posts_now])  # type: ignore[attr-defined]
        ]
        if people:
            ask_to_declare(clock(school, now), school, people=people, due_at=now + WITHIN)
    return len(people)

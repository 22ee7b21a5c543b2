"""What the clock calls: authors are asked to look through what they have posted, as often as the policy says."""

from datetime import datetime, time

from django_scopes import scope

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import clock
from schoolgate.people.appointing import people_of
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy, fresh_policy
from schoolgate.posts.actions.own_posts import ask_authors
from schoolgate.posts.own_posts import OWN_POSTS, looking_period, posts_to_look_through

AT = time(16, 0)


def ask_everybody(now: datetime) -> int:
    """At every school whose policy asks for it; how many authors were asked anew. Safe to run twice."""
    return sum(_ask_at(school, now) for school in School.objects.select_related("trust"))


def _ask_at(school: School, now: datetime) -> int:
    with scope(school=school):
        policy = current_policy(school)
        if policy is fresh_policy() or not policy.clauses_of(OWN_POSTS):
            return 0
        asked = set(
            Duty.objects.filter(school=school, key=OWN_POSTS, done_at__isnull=True).values_list(
                "owed_by_id", flat=True
            )
        )
        period = looking_period(school, now)
        owing = set(posts_to_look_through(school, now).order_by().values_list("author_id", flat=True))
        new = [person for person in people_of(school, today_of(now)) if person.pk in owing - asked]
        finished = asked - owing if period is not None else set()
        if period is None or not (new or finished):
            return 0
        due_at = datetime.combine(period.last_on, AT, tzinfo=LONDON)
        ask_authors(clock(school, now), school, authors=new, finished=sorted(finished), due_at=due_at)
    return len(new)

"""Goal 14: the right to post of everybody in the set, judged from what they signed and were trained in."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django_scopes import scope

from benchmarks import ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from schoolgate.people.models import Appointment, Person, School
from schoolgate.policies.actions import adopt_policy
from schoolgate.policies.queries import current_policies, policy_to_adopt
from schoolgate.rights.queries import WHO_MAY_WRITE, Line, who_may_post_at
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.adoption import PaperSignature, signatories
from tests import make

# The policy of the library that asks most of whoever posts.
CODE = "ST"
# One in eight has neither signed nor been trained.
READY_OF_EIGHT = 7
ROUNDS = 15


def main() -> None:
    ground.stand_on(reference_set())
    schools = list(School.objects.filter(slug__startswith="school-").select_related("trust").order_by("pk"))
    ready = {school.pk: _live_by_the_policy(school) for school in schools}
    known = current_policies(schools)
    policies = {school: known[school.pk] for school in schools}
    with scope(school=schools):
        found = who_may_post_at(policies, ground.NOW)
        people = _must_be_right(found, ready)
        queries = ground.queries_of(lambda: who_may_post_at(policies, ground.NOW))
        one = {schools[0]: policies[schools[0]]}
        of_one = ground.queries_of(lambda: who_may_post_at(one, ground.NOW))
        arms = {"one school": _arm(one), "all": _arm(policies)}
        run = side_by_side(arms, rounds=ROUNDS)
    goal = Goal(14, f"the right to post of all {people:,} people of {len(schools)} schools")
    goal.claim("queries", queries, 3, queries)
    goal.claim("queries for one school", of_one, 3, of_one)
    goal.note(f"all, x one school: {run.ratio('all', 'one school')}")
    goal.note("; ".join(run.milliseconds(arm) for arm in arms))
    goal.note(run.words())
    goal.end()


def _arm(policies: Mapping[School, ResolvedPolicy]) -> Arm:
    return Arm(lambda _: who_may_post_at(policies, ground.NOW), repeats=False)


def _live_by_the_policy(school: School) -> set[int]:
    """The school adopts it, and most of its people do what it asks; who they are."""
    head = ground.Visitor.head_of(school.slug)
    with scope(school=school):
        policy = policy_to_adopt(school, CODE)
        on_paper = [
            PaperSignature(role, f"Holder of {role}", ground.NOW.date()) for role in signatories(policy)
        ]
        adopt_policy(
            head.actor(), school, code=CODE, checks=policy.setting("adoption_checks"), on_paper=on_paper
        )
        ready = list(_people_of(school))
        del ready[READY_OF_EIGHT::8]
        make.ready_to_post(school, policy, *ready)
        make.let_write(school, *ready)
    return {person.pk for person in ready}


def _people_of(school: School) -> QuerySet[Person]:
    return Person.objects.filter(appointments__school=school).order_by("pk")


def _must_be_right(found: Mapping[int, Sequence[Line]], ready: Mapping[int, set[int]]) -> int:
    """Exactly those who did what is asked lack nothing and may post; how many were judged."""
    lines = [(school, line) for school, some in found.items() for line in some]
    wanted = Appointment.objects.filter(school__in=found, role__in=WHO_MAY_WRITE).count()
    ground.must(len(lines) == wanted > 0, f"{len(lines)} of {wanted} people")
    for school, line in lines:
        is_ready = line.person.pk in ready[school]
        ground.must(line.may_somewhere == is_ready != bool(line.lacks), f"person {line.person.pk}")
    return len(lines)


if __name__ == "__main__":
    main()

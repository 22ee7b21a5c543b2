"""What the clock calls: who is reminded before something is due, and who hears when it is late, a step at a time."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django_scopes import scope

from schoolgate.duties.actions import remind_of_duties
from schoolgate.duties.hearing import Ladder
from schoolgate.duties.models import Duty, ToldLate
from schoolgate.kernel.actor import clock
from schoolgate.people.appointing import people_of
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.duties_library import duty_kinds
from schoolgate.rules.duties import REMINDED_BEFORE, step_due
from schoolgate.rules.duties.lateness import USUAL_STEPS, is_reminded


@dataclass
class Reminders:
    """What is to be said at one school: to each person their duties, and of late duties (duty, step, people)."""

    soon: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    late: list[tuple[int, int, list[int]]] = field(default_factory=list)

    @property
    def people(self) -> int:
        return len(self.soon) + len({person for _duty, _step, people in self.late for person in people})


def remind_everybody(now: datetime) -> int:
    """At every school; how many people are written to. Safe to run twice."""
    return sum(remind_at(school, now) for school in School.objects.select_related("trust"))


def remind_at(school: School, now: datetime) -> int:
    """The same at one school. Five queries at most, whatever is open there."""
    with scope(school=school):
        duties = list(_reminded_of(school).filter(due_at__lt=now + REMINDED_BEFORE).order_by("due_at", "pk"))
        if not duties:
            return 0
        found = _reminders(Ladder.of(school, list(people_of(school, today_of(now)))), duties, now)
        if found.people:
            remind_of_duties(clock(school, now), school, reminded=dict(found.soon), told=found.late)
    return found.people


def _reminded_of(school: School) -> QuerySet[Duty]:
    """What people are reminded of: duties of the policy and the school's own; cases and posts have their own ways."""
    named = Q(key__in=list(duty_kinds())) | Q(key__startswith="own.")
    return Duty.objects.filter(named, school=school, done_at__isnull=True)


def _reminders(ladder: Ladder, duties: list[Duty], now: datetime) -> Reminders:
    told = _told([one.pk for one in duties])
    found = Reminders()
    for duty in duties:
        owing = ladder.who_owes(duty)
        kind = duty_kinds().get(duty.key)
        steps = kind.late if kind else USUAL_STEPS
        step = step_due(duty.due_at, now, steps, told[duty.pk])
        if step is not None:
            found.late.append((duty.pk, step, sorted(ladder.who_hears(steps[step].who, owing))))
        reminds = kind is None or kind.is_reminded
        if step == 0 or (reminds and is_reminded(duty.due_at, now, asked_at=duty.reminded_at)):
            for person in owing:
                found.soon[person].append(duty.pk)
    return found


def _told(duties: list[int]) -> Mapping[int, dict[int, datetime]]:
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for duty, step, at in ToldLate.objects.filter(duty__in=duties).values_list("duty_id", "step", "at"):
        found[duty][step] = at
    return found

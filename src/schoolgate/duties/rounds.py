"""What a school owes on a day: the tasks of its policy and its own, each for everything it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.urls import reverse

from schoolgate.duties.models import OwnDuty
from schoolgate.duties.subjects import Subject, managers_of, subjects
from schoolgate.duties.wanted import Wanted
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Person, School, Term
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.duties_library import tasks_under
from schoolgate.policies.queries import in_force, policy_of
from schoolgate.rules.duties import Every, Period, Task, period_of
from schoolgate.rules.duties.own import groups_of
from schoolgate.rules.duties.periods import SHORT
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.staffing import kinds_of

DUE_AT = time(16, 0)
# Whoever is asked for the first time has so long at least.
LEAST = timedelta(days=7)


@dataclass(frozen=True)
class Round:
    """One school on one day, as its tasks see it."""

    school: School
    policy: ResolvedPolicy | None
    on: date
    since: date
    terms: Sequence[tuple[date, date]]
    people: Sequence[Person]

    @cached_property
    def managers(self) -> Mapping[int, Person]:
        """Who answers for whom. One query, where somebody asks."""
        return managers_of(self.school, [one.pk for one in self.people])

    @cached_property
    def posts_held(self) -> set[str]:
        return {post.role for one in self.people for post in one.posts_now}  # type: ignore[attr-defined]

    def each_of(self, kinds: Sequence[str]) -> Iterator[Person]:
        """Everybody who is of one of these kinds."""
        for one in self.people:
            if groups_of(kinds_of(post.role for post in one.posts_now)) & set(kinds):  # type: ignore[attr-defined]
                yield one


def round_of(school: School, now: datetime) -> Round:
    version = in_force(school).select_related("stands_on").first()
    on = today_of(now)
    begun = (version.stands_on or version) if version else None
    return Round(
        school,
        policy_of(version) if version else None,
        on,
        today_of(begun.in_force_at or now) if begun else on,
        [(one.first_on, one.last_on) for one in Term.objects.filter(school=school)],
        list(people_of(school, on)),
    )


def wanted_in(at: Round) -> Iterator[Wanted]:
    if at.policy is not None:
        for control, task in tasks_under(at.policy):
            value = at.policy.setting(task.every_from) if task.every_from else None
            every, months = task.often(value)
            period = period_of(every, at.on, at.terms, since=at.since, months=months)
            if period is not None:
                yield from _each(at, control, replace(task, every=every), period)
    for own in OwnDuty.objects.filter(school=at.school, ended_at__isnull=True):
        yield from _of_own(at, own)


def of_own(own: OwnDuty, now: datetime) -> list[Wanted]:
    """What a duty of the school's own is on this day."""
    return list(_of_own(round_of(own.school, now), own))


def _of_own(at: Round, own: OwnDuty) -> Iterator[Wanted]:
    task, since = own.of_task, own.due_on or today_of(own.made_at)
    period = period_of(task.every, max(at.on, since), at.terms, since=since)
    if period is not None:
        yield from _each(at, own.control, task, period)


def _each(at: Round, control: str, task: Task, period: Period) -> Iterator[Wanted]:
    """The duty of one period, once for each thing it is about, or each person who owes it."""
    for subject in subjects(task.about, at.school, at.on):
        made = _about(at, control, task, _period_of(task, period, subject), subject)
        if not task.each_of:
            yield made
        for person in at.each_of(task.each_of):
            yield made.of(person.pk, f"{made.about}person:{person.pk}")


def _period_of(task: Task, period: Period, subject: Subject) -> Period:
    """What is owed once is owed from when its subject came: a newcomer's first day, not the policy's."""
    if task.every is not Every.ONCE or subject.since is None:
        return period
    return Period(f"once-{subject.since.isoformat()}", subject.since, subject.since)


def _about(at: Round, control: str, task: Task, period: Period, subject: Subject) -> Wanted:
    is_own = control.startswith("own.")
    due_on = period.last_on
    if task.every is Every.ONCE and not is_own:
        due_on += timedelta(days=task.due_days)
    if task.every not in SHORT and not is_own:
        due_on = max(due_on, at.on + LEAST)
    due_at = at_the_end_of(due_on)
    return Wanted(
        control=control,
        task=task.key,
        about=f"{task.key}@{period.key}@{subject.key}"[:100],
        what=task.what.replace("{about}", subject.words).replace("{who}", subject.who)[:200],
        more=task.more[:300],
        link=_link(at.school, task.link),
        closes_by=task.closes_by.replace("{key}", subject.key)[:120],
        closes_itself=bool(task.closes_by) and not task.by_word_too,
        owed_by_role=next((post for post in task.owed_by if post in at.posts_held), "headteacher"),
        owed_by=_owes(at, task, subject),
        due_at=due_at,
        shown_at=due_at - timedelta(days=task.shown_days) if task.shown_days else None,
    )


def _owes(at: Round, task: Task, subject: Subject) -> int | None:
    """The person of this subject, or whoever answers for them; None where it falls to a post."""
    here = {one.pk for one in at.people}
    if not task.whose or subject.of not in here:
        return None
    if task.whose == "own":
        return subject.of
    manager = at.managers.get(subject.of)
    return manager.pk if manager is not None and manager.pk in here else None


def _link(school: School, name: str) -> str:
    """The page of a task: "practice", "training:teach", or "registers:write:mentions" for one with a key."""
    if not name:
        return ""
    noun_and_view, key = name.split(":")[:2], name.split(":")[2:]
    return reverse(":".join(noun_and_view), args=[school.slug, *key])


def at_the_end_of(day: date) -> datetime:
    """When what is due on a day is due."""
    return datetime.combine(day, DUE_AT, tzinfo=LONDON)

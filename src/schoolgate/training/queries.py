"""Reads of training: courses, how each person stands in one, what is due, and what stands against a record."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet

from schoolgate.duties.models import Duty
from schoolgate.duties.subjects import subjects
from schoolgate.kernel.actor import Actor
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.models import Pupil
from schoolgate.rules import training as rules
from schoolgate.rules.policy import Line, ResolvedPolicy
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.training import Training
from schoolgate.training.models import Attendance, Course, Lesson
from schoolgate.training.places import places_of

EVERYONE_EVERY = "refresher_months"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one course."""

    person: Person
    course: Course
    until: date | None
    stands: Training
    due_on: date

    @property
    def needs(self) -> bool:
        return self.stands is not Training.IN_DATE


def courses_of(school: School) -> QuerySet[Course]:
    """The courses held now."""
    return Course.objects.filter(school=school, ended_at__isnull=True)


def standings(
    school: School, now: datetime, *, courses: Sequence[Course] | None = None, people: Collection[int] = ()
) -> list[Standing]:
    """Everybody with a role here in each course that is for them, by name. Four queries, whatever their number."""
    on = today_of(now)
    held = list(courses_of(school) if courses is None else courses)
    everybody = people_of(school, on)
    if people:
        everybody = everybody.filter(pk__in=people)
    until = _until(held, current_policy(school).setting(EVERYONE_EVERY))
    found = []
    for person in everybody:
        posts = person.posts_now  # type: ignore[attr-defined]  # `people_of` adds it
        roles = {post.role for post in posts}
        joined = min(post.first_on for post in posts)
        for course in held:
            if not course.facts.is_for(roles):
                continue
            last = until[course.pk].get(person.pk)
            due = rules.due_on(course.facts, last, joined_on=joined, course_since=today_of(course.added_at))
            found.append(Standing(person, course, last, rules.stands(last, on), due))
    return found


def _until(courses: Sequence[Course], everyone_every: int) -> Mapping[int, Mapping[int, date]]:
    """By course and person the last day on which they are trained. One query."""
    rows = (
        Attendance.objects.filter(session__course__in=[one.pk for one in courses], came=True)
        .values_list("session__course_id", "person_id", "covers")
        .annotate(until=Max("until_on"), held_on=Max("session__held_on"))
        .order_by()
    )
    found: dict[int, dict[int, date]] = defaultdict(dict)
    for course, person, covers, until, held_on in rows:
        counts = rules.counts_until(until, covers=covers, held_on=held_on, everyone_every=everyone_every)
        found[course][person] = max(counts, found[course].get(person, counts))
    return found


def often(policy: ResolvedPolicy, courses: Sequence[Course]) -> dict[int, int]:
    """By course how many months it counts here, as it says itself and as our policy lets it; 0: for good."""
    everyone_every = policy.setting(EVERYONE_EVERY)
    return {one.pk: rules.months_under(one.facts, everyone_every) for one in courses}


def lessons_of(school: School) -> QuerySet[Lesson]:
    """What classes were taught, the newest first."""
    return Lesson.objects.filter(school=school).select_related("taught_by")


def refusals_to_add_course(
    actor: Actor, school: School, *, title: str, covers: str, every_months: int, place: str = "", **_: object
) -> list[Refusal]:
    titles = list(courses_of(school).values_list("title", flat=True))
    return [
        *rules.refusals_to_add_course(title=title, titles=titles, every_months=every_months),
        *rules.refusals_to_train_on(
            place,
            is_about_social_media=covers == Course.Covers.SOCIAL,
            known=places_of(school) if place else (),
        ),
    ]


def refusals_to_end_course(actor: Actor, course: Course) -> list[Refusal]:
    return [rules.over()] if course.ended_at is not None else []


def refusals_to_hold(
    actor: Actor,
    course: Course,
    *,
    held_on: date,
    led_by: str,
    came: Collection[int],
    absent: Collection[int] = (),
    **_: object,
) -> list[Refusal]:
    on = today_of(actor.now)
    here = set(people_of(actor.school, on).filter(pk__in=[*came, *absent]).values_list("pk", flat=True))
    return list(
        rules.refusals_to_hold(
            on=held_on,
            today=on,
            came=came,
            absent=absent,
            here=here,
            led_by=led_by,
            is_over=course.ended_at is not None,
        )
    )


def refusals_to_train_again(
    actor: Actor, school: School, *, words: str, due_on: date, classes: Collection[str]
) -> list[Refusal]:
    titles = list(courses_of(school).values_list("title", flat=True))
    there = {one.key for one in subjects("class", school, today_of(actor.now))}
    return list(
        rules.refusals_to_train_again(
            words=words, titles=titles, due_on=due_on, today=today_of(actor.now), classes=classes, there=there
        )
    )


def classes_not_taught(school: School) -> dict[str, list[str]]:
    """By year group the classes that are still to be taught this time. Two queries."""
    open_now = Duty.objects.filter(school=school, key="duty.teach_pupils", done_at__isnull=True)
    names = {about.split("@", 2)[2] for about in open_now.values_list("about", flat=True)}
    rows = Pupil.objects.filter(school=school, class_name__in=names, left_on__isnull=True)
    found: dict[str, list[str]] = defaultdict(list)
    for year, name in (
        rows.order_by("year_group", "class_name").values_list("year_group", "class_name").distinct()
    ):
        found[year].append(name)
    return found


def classes_of_course(course: Course) -> QuerySet[Duty]:
    """What each class is still to be taught, or was, because of this course."""
    return Duty.objects.filter(school=course.school, about__startswith=f"course:{course.pk}:class:").order_by(
        "about"
    )


def refusals_to_teach(
    actor: Actor,
    school: School,
    *,
    taught_on: date,
    class_name: str,
    topic: str = "",
    points: Collection[str] = (),
    **_: object,
) -> list[Refusal]:
    return list(
        rules.refusals_to_teach(
            on=taught_on,
            today=today_of(actor.now),
            topic=topic,
            class_name=class_name,
            points=points,
            known=[line.key for line in points_to_teach(current_policy(school))],
        )
    )


def points_to_teach(policy: ResolvedPolicy) -> tuple[Line, ...]:
    """What the policy wants pupils to learn of staying safe, line by line."""
    return policy.lines_of("pupil_advice")


def asked_of_teachers(policy: ResolvedPolicy) -> tuple[Line, ...]:
    """What the rules for pupils ask of those who teach them."""
    return tuple(line for line in policy.lines_of("pupil_rules") if line.audience == "staff")

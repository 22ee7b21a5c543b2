"""Adding and ending courses, writing down who came, and what a class was taught."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON
from schoolgate.rules.refusals import Control
from schoolgate.rules.training import INDUCTION, valid_until
from schoolgate.training import queries
from schoolgate.training.models import Attendance, Course, Lesson, Session
from schoolgate.training.queries import Standing

RECORD = "register.training_record"
LESSONS = "register.lessons"
AT = time(16, 0)


def duty_of(course: Course) -> str:
    """The duty of the policy that a course serves."""
    return "duty.induction" if course.covers == INDUCTION else "duty.refresher_training"


@action(may=Permission.TRAINING_KEEP, unless=queries.refusals_to_add_course, records=EventType.COURSE_ADDED)
def add_course(
    actor: Actor,
    school: School,
    *,
    title: str,
    covers: str,
    every_months: int,
    audience: Sequence[str] = (),
    material: str = "",
) -> Done:
    """Add something that people are trained in."""
    course = Course.objects.create(
        school=school,
        title=title.strip(),
        covers=covers,
        audience=sorted(audience),
        every_months=every_months,
        material=material.strip(),
        added_at=actor.now,
    )
    return Done(
        course, {"covers": covers, "every_months": every_months, "audience": course.audience}, (RECORD,)
    )


@action(may=Permission.TRAINING_KEEP, unless=queries.refusals_to_end_course, records=EventType.COURSE_ENDED)
def end_course(actor: Actor, course: Course) -> Done:
    """Nobody is asked to come to it any more. Who came stays known, and counts as long as it would have."""
    course.ended_at = actor.now
    course.save(update_fields=["ended_at"])
    Duty.objects.filter(
        school=course.school, about__startswith=f"course:{course.pk}:", done_at__isnull=True
    ).update(done_at=actor.now, done_by=actor.person, outcome=_("The course has ended."))
    return Done(course, {}, (RECORD,))


@action(may=Permission.TRAINING_KEEP, unless=queries.refusals_to_hold, records=EventType.TRAINING_HELD)
def hold_session(
    actor: Actor,
    course: Course,
    *,
    held_on: date,
    led_by: str,
    came: Collection[int],
    absent: Collection[int] = (),
    proof: str = "",
) -> Done:
    """Write down a session: who came, who was expected and did not, and what proves it."""
    session = Session.objects.create(
        school=course.school,
        course=course,
        held_on=held_on,
        led_by=led_by.strip(),
        proof=proof.strip(),
        recorded_at=actor.now,
        recorded_by=actor.person,
    )
    until = valid_until(held_on, course.every_months)
    Attendance.objects.bulk_create(
        Attendance(
            school=course.school,
            session=session,
            person_id=person,
            came=did_come,
            covers=course.covers,
            until_on=until,
        )
        for people, did_come in ((came, True), (absent, False))
        for person in people
    )
    Duty.objects.filter(
        school=course.school,
        about__in=[about_learning(course, person) for person in came],
        done_at__isnull=True,
    ).update(done_at=actor.now, done_by=actor.person, outcome=_("Came."))
    told = {"course": course.pk, "came": sorted(came), "absent": sorted(absent), "until": until.isoformat()}
    return Done(session, told, (RECORD, duty_of(course), Control.HAS_READ_SIGNED_AND_TRAINED.value))


@action(may=Permission.PUPIL_NAME, unless=queries.refusals_to_teach, records=EventType.LESSON_TAUGHT)
def teach_lesson(
    actor: Actor,
    school: School,
    *,
    class_name: str,
    form: str,
    topic: str,
    taught_on: date,
    material: str = "",
    was_understood: bool = False,
) -> Done:
    """Write down what a class was taught about being online."""
    lesson = Lesson.objects.create(
        school=school,
        class_name=class_name,
        form=form,
        topic=topic.strip(),
        material=material.strip(),
        was_understood=was_understood,
        taught_on=taught_on,
        taught_by=actor.person,
        recorded_at=actor.now,
    )
    return Done(lesson, {"class": class_name, "form": form}, (LESSONS, "duty.teach_pupils"))


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.TRAINING_ASKED)
def ask_to_come(actor: Actor, school: School, *, due: Sequence[Standing]) -> Done:
    """Put it on the Today of everybody whose training is to be had or to be had again."""
    link = reverse("training:courses", args=[school.slug])
    for one in due:
        Duty.objects.get_or_create(
            school=school,
            key=duty_of(one.course),
            about=about_learning(one.course, one.person.pk),
            done_at=None,
            defaults={
                "what": (_("Come to the training: %(course)s") % {"course": one.course.title})[:200],
                "link": link,
                "closes_itself": True,
                "owed_by": one.person,
                "due_at": _end_of(one.due_on),
            },
        )
    return Done(school, {"people": [one.person.pk for one in due]}, ("duty.refresher_training",))


def about_learning(course: Course, person: int) -> str:
    """What the duty to come to a course is about: theirs alone, so that it is never passed on."""
    return f"course:{course.pk}:person:{person}"


def _end_of(day: date) -> datetime:
    return datetime.combine(day, AT, tzinfo=LONDON)

"""Adding and ending courses, writing down who came, and what a class was taught."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.duties.subjects import subjects
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.refusals import Control
from schoolgate.rules.right_to_post import course_of_place
from schoolgate.rules.training import INDUCTION, valid_until
from schoolgate.training import agreeing, queries
from schoolgate.training.models import Attendance, ClassAgreed, Course, Lesson, PupilAgreed, Session
from schoolgate.training.queries import Standing

RECORD = "register.training_record"
LESSONS = "register.lessons"
AGAIN = "duty.refresh_after_incident"
READ_AND_SIGN = "duty.read_and_sign"
AT = time(16, 0)


def duty_of(course: Course) -> str:
    """The duty of the policy that a course serves."""
    if course.covers == Course.Covers.INCIDENT:
        return AGAIN
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
    place: str = "",
) -> Done:
    """Add something that people are trained in: on social media as such, or on one `place` of it."""
    covers = course_of_place(place) if place else covers
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
    taught_on: date,
    topic: str = "",
    points: Sequence[str] = (),
    material: str = "",
    was_understood: bool = False,
) -> Done:
    """Write down what a class was taught about being online."""
    lesson = Lesson.objects.create(
        school=school,
        class_name=class_name,
        form=form,
        topic=topic.strip(),
        points=[line.words for line in queries.points_to_teach(current_policy(school)) if line.key in points],
        material=material.strip(),
        was_understood=was_understood,
        taught_on=taught_on,
        taught_by=actor.person,
        recorded_at=actor.now,
    )
    Duty.objects.filter(school=school, closes_by=f"lesson:{class_name}", done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=_("Written down as taught.")
    )
    return Done(lesson, {"class": class_name, "form": form}, (LESSONS, "duty.teach_pupils"))


@action(may=Permission.PUPIL_NAME, unless=agreeing.refusals_to_agree, records=EventType.CLASS_AGREED)
def class_agrees(
    actor: Actor,
    school: School,
    *,
    class_name: str,
    signed_on: date,
    form: str,
    digest: str,
    absent: Collection[int] = (),
) -> Done:
    """A class has signed what we ask of pupils: everybody who had still to, but for those who were away or did not."""
    [stands] = agreeing.classes_now(school, names=[class_name])
    document = agreeing.to_sign(current_policy(school))
    signed = [one for one in stands.unsigned if one.pk not in set(absent)]
    agreed = ClassAgreed.objects.create(
        school=school,
        class_name=class_name,
        lines=[line.words for line in document.lines],
        digest=document.digest,
        form=form,
        signed_on=signed_on,
        taken_by=actor.person,
        recorded_at=actor.now,
    )
    PupilAgreed.objects.bulk_create(PupilAgreed(agreed=agreed, pupil=one) for one in signed)
    Duty.objects.filter(school=school, closes_by=f"agreed:{class_name}", done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=_("Written down as signed.")
    )
    told = {"class": class_name, "digest": document.digest, "signed": len(signed), "not": len(absent)}
    return Done(agreed, told, (READ_AND_SIGN,))


@action(
    may=Permission.TRAINING_KEEP, unless=queries.refusals_to_train_again, records=EventType.TRAINING_CALLED
)
def train_again(actor: Actor, school: School, *, words: str, due_on: date, classes: Sequence[str]) -> Done:
    """After something serious, or a great change: all staff come to a course about it, and each class is taught."""
    course = Course.objects.create(
        school=school,
        title=words.strip(),
        covers=Course.Covers.INCIDENT,
        audience=["agency", "casual", "staff", "trainee"],
        every_months=0,
        added_at=actor.now,
    )
    teachers = {one.key: one.of for one in subjects("class", school, today_of(actor.now))}
    Duty.objects.bulk_create(
        Duty(
            school=school,
            key=AGAIN,
            about=f"course:{course.pk}:class:{one}",
            what=(_("Teach %(class)s again: %(words)s") % {"class": one, "words": course.title})[:200],
            more=_("Write it down as a lesson, and this is done."),
            link=reverse("training:teach", args=[school.slug]),
            closes_itself=True,
            closes_by=f"lesson:{one}",
            owed_by_id=teachers.get(one),
            owed_by_role="" if teachers.get(one) else Role.SENIOR_LEADER,
            due_at=_end_of(due_on),
        )
        for one in classes
    )
    return Done(course, {"classes": list(classes)}, (AGAIN, RECORD))


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

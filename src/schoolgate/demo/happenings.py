"""What else happened in the school's year, apart from posts: who answers for whom, who understands, who has left."""

from datetime import date, datetime, timedelta

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.demo.readiness import get_ready
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import Appointment
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.actions.consents import record_answer
from schoolgate.pupils.actions.understanding import assess_pupil
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules.answers import PUPIL_OR_PARENT
from schoolgate.rules.consents import ALL_USES, Capacity, Said
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture, confirm_remit, name_manager

# Everybody but the headteacher has somebody who answers for them; the deputy answers for the teachers.
# So long before the story ends all of this was done.
BEFORE = timedelta(days=80)
TAUGHT_BY_THE_DEPUTY = ("teacher", "second_teacher", "volunteer")


def happen(stage: Stage, now: datetime) -> None:
    """All of it, by the real actions, months before the story begins."""
    then = now - BEFORE
    get_ready(stage, then)
    _managers_are_named(stage, then)
    _the_governors_confirm(stage, then)
    _a_colleague_says_no(stage, then)
    oldest = stage.pupils[stage.plan.classes[-1]]
    _one_understands(stage, oldest[0], then)
    _one_has_an_aunt(stage, oldest[1])
    _one_has_left(stage, now)


def _managers_are_named(stage: Stage, then: datetime) -> None:
    head = as_part(stage, "head", then)
    for manager, parts in (
        ("deputy", TAUGHT_BY_THE_DEPUTY),
        ("head", ("deputy", "office", "safeguarding", "data_protection", "network")),
    ):
        people = [stage.cast[part].pk for part in parts]
        name_manager(head, stage.school, people=people, manager=stage.cast[manager].pk)


def _the_governors_confirm(stage: Stage, then: datetime) -> None:
    """Being safe online is part of the safeguarding lead's post."""
    held = Appointment.objects.get(school=stage.school, role=Role.SAFEGUARDING_LEAD)
    chair = as_part(stage, "chair", then)
    if chair.may(Permission.REMIT_CONFIRM):
        confirm_remit(chair, held)


def _a_colleague_says_no(stage: Stage, then: datetime) -> None:
    """In print yes, online no; a no needs no reason."""
    colleague = as_part(stage, "second_teacher", then)
    answers = {
        **dict.fromkeys(uses_asked_by("online"), Said.NO),
        **dict.fromkeys(uses_asked_by("print"), Said.YES),
    }
    answer_about_picture(colleague, stage.cast["second_teacher"], answers=answers)


def _one_understands(stage: Stage, pupil: Pupil, then: datetime) -> None:
    """The safeguarding lead has talked it through with one of the oldest, who answers alone from then on."""
    if current_policy(stage.school).setting("consent_giver") != PUPIL_OR_PARENT:
        return
    because = "We talked it through; what it means to be seen by everybody was clear."
    assess_pupil(as_part(stage, "safeguarding", then), pupil, understands=True, because=because)
    record_answer(
        as_part(stage, "office", then + timedelta(hours=1)),
        pupil,
        answers=dict.fromkeys(ALL_USES, Said.YES),
        given_by=pupil.legal_forename,
        capacity=Capacity.PUPIL,
        evidence="said to the office",
        answered_on=then.date(),
    )


def _one_has_an_aunt(stage: Stage, pupil: Pupil) -> None:
    """She is written to, and may not answer."""
    aunt = Adult.objects.create(school=stage.school, name=f"Bobbie {pupil.legal_surname}", email="")
    Responsibility.objects.create(pupil=pupil, adult=aunt, relationship="Aunt", may_answer=False, position=9)


def _one_has_left(stage: Stage, now: datetime) -> None:
    """A child who left in the summer, whose family had said yes the year before."""
    left_on = last_summer_term_ended_on(today_of(now))
    answered_at = now - timedelta(days=400)
    year = stage.pupils[stage.plan.classes[-1]][0].year_group
    pupil = Pupil.objects.create(
        school=stage.school,
        admission_number="003990",
        legal_forename="Perran",
        legal_surname="Tolliver",
        born_on=date(left_on.year - 11, 5, 4),
        year_group=year,
        class_name=stage.plan.classes[-1],
        joined_on=left_on - timedelta(days=1000),
    )
    record_answer(
        as_part(stage, "office", answered_at),
        pupil,
        answers=dict.fromkeys(ALL_USES, Said.YES),
        given_by="Gil Tolliver",
        capacity=Capacity.PARENT,
        evidence="Entry form, on paper",
        answered_on=answered_at.date(),
    )
    pupil.left_on = left_on
    pupil.save(update_fields=["left_on"])


def last_summer_term_ended_on(today: date) -> date:
    """It is over: whoever left with it has left, on whichever day of the year the demonstration is made."""
    ends_on = date(today.year, 7, 21)
    return ends_on if ends_on < today else date(today.year - 1, 7, 21)

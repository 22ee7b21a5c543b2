"""Codes with which pupils who understand what it means answer for themselves, and what they answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.families import pupil_queries as queries
from schoolgate.families.actions.answering import NOT_IN_EFFECT
from schoolgate.families.actions.objecting import note_objection
from schoolgate.families.codes import digest_of, new_code
from schoolgate.families.models import PupilCode
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import School
from schoolgate.pupils.answering import Given, NewAnswer, note_answers
from schoolgate.pupils.answers_written import answered, objections
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.families import CODE_LASTS


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: for whom, the code, until when it opens."""

    pupil: int
    code: str
    ends_at: datetime


@action(
    may=Permission.PUPIL_CODE_GIVE,
    unless=queries.refusals_to_give_codes,
    records=EventType.FAMILY_CODES_GIVEN,
    in_person=True,
)
def give_codes(actor: Actor, school: School, *, pupils: Sequence[int]) -> Done:
    """A code for each of these pupils; it takes over from the one before.

    They are given back once (`school.slips`) and kept nowhere.
    """
    PupilCode.objects.filter(pupil__in=pupils, ended_at__isnull=True).update(ended_at=actor.now)
    school.slips = [  # type: ignore[attr-defined]  # for whoever asked, stored nowhere
        Slip(pupil, new_code(), actor.now + CODE_LASTS) for pupil in dict.fromkeys(pupils)
    ]
    PupilCode.objects.bulk_create(
        PupilCode(
            school=school,
            pupil_id=slip.pupil,
            digest=digest_of(slip.code),
            made_at=actor.now,
            made_by=actor.person,
            ends_at=slip.ends_at,
        )
        for slip in school.slips  # type: ignore[attr-defined]
    )
    return Done(school, {"codes": len(dict.fromkeys(pupils))})


@action(
    may=Permission.PUPIL_ANSWER,
    unless=queries.refusals_to_answer_by_code,
    records=EventType.CONSENT_ANSWERED,
    locks=lock_pupil,
)
def answer_by_code(
    actor: Actor, pupil: Pupil, *, code: int, answers: Mapping[str, Said], words: str = ""
) -> Done:
    """Write down what a pupil answered for themselves, as the office would; the code is used up.

    A yes that does not count, as somebody else decides for the pupil, is written into the history only.
    """
    held = queries.held_back_of(pupil, answers)
    counting = objections({use: said for use, said in answers.items() if use not in held}, pupil)
    given = Given(pupil.full_name, Capacity.PUPIL, queries.EVIDENCE, actor.now)
    done = answered(actor, pupil, counting, given)
    kept_apart = replace(given, evidence=f"{given.evidence}; {NOT_IN_EFFECT}")
    note_answers(
        actor, pupil.school, (NewAnswer(pupil.pk, use, Said.YES) for use in sorted(held)), kept_apart
    )
    PupilCode.objects.filter(pk=code).update(ended_at=actor.now)
    note_objection(actor, pupil, None, counting, words)
    _tell_parents(actor, pupil, code)
    return Done(pupil, {**done.detail, "code": code}, done.controls, done.also)


def _tell_parents(actor: Actor, pupil: Pupil, code: int) -> None:
    """Where the assessment says so: that the pupil has answered, not what; a mailbox is not the school's."""
    adults = queries.whom_to_tell(pupil, actor.now)
    letter = Words(
        _("A pupil has answered for themselves"),
        (
            _("A child of yours understands what it means to be shown in pictures, and decides alone."),
            _("They have answered the school’s questions now. Talk with them, or ask the school office."),
            pupil.school.name,
        ),
    )
    recipients = [Recipient(f"adult:{adult.pk}", adult.email) for adult in adults]
    letters.write(f"pupil-answered:{code}", recipients, letter, now=actor.now)

"""Recording what a family answered, and taking an answer back. History is never overwritten."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import LONDON
from schoolgate.pupils import answer_queries as queries
from schoolgate.pupils.answering import (
    Given,
    NewAnswer,
    bases_of,
    basis_of,
    overtake_questions,
    write_answers,
)
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Pupil
from schoolgate.rules.answers import said_when_withdrawn
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Control


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_record_answer,
    records=EventType.CONSENT_ANSWERED,
    locks=lock_pupil,
)
def record_answer(
    actor: Actor,
    pupil: Pupil,
    *,
    answers: Mapping[str, Said],
    given_by: str = "",
    capacity: Capacity = Capacity.PARENT,
    evidence: str = "",
    answered_on: date,
) -> Done:
    """Write down what was answered for each of these uses. A no in place of a yes is a withdrawal as well."""
    before = queries.said_now(pupil)
    new = {use: Said(said) for use, said in answers.items() if said}
    given = Given(given_by.strip(), capacity, evidence.strip(), _moment(answered_on, actor))
    _write(actor, pupil, new, given)
    withdrawn = sorted(
        use for use, said in new.items() if said is not Said.YES and before.get(use) is Said.YES
    )
    also: tuple[Happened, ...] = ()
    if withdrawn:
        also = (Happened(EventType.CONSENT_WITHDRAWN, pupil, {"uses": withdrawn}, _CONTROLS),)
    return Done(pupil, {"answers": {use: str(said) for use, said in sorted(new.items())}}, _CONTROLS, also)


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_withdraw,
    records=EventType.CONSENT_WITHDRAWN,
    locks=lock_pupil,
)
def withdraw_consent(
    actor: Actor,
    pupil: Pupil,
    *,
    uses: Iterable[str],
    given_by: str = "",
    capacity: Capacity = Capacity.PARENT,
    evidence: str = "",
) -> Done:
    """Take back a yes for these uses, at once. What is public comes down as a follow-up."""
    bases = bases_of(pupil.school)
    new = {use: said_when_withdrawn(basis_of(use, bases)) for use in uses}
    given = Given(given_by.strip(), capacity, evidence.strip(), actor.now)
    _write(actor, pupil, new, given)
    return Done(pupil, {"uses": sorted(new)}, _CONTROLS)


_CONTROLS = (Control.CONSENT_FOR_EVERY_USE,)


def _write(actor: Actor, pupil: Pupil, answers: Mapping[str, Said], given: Given) -> None:
    write_answers(
        actor, pupil.school, (NewAnswer(pupil.pk, use, said) for use, said in answers.items()), given
    )
    overtake_questions(actor, ((pupil.pk, use) for use in answers))


def _moment(answered_on: date, actor: Actor) -> datetime:
    """Noon of the day where the school is, or now when it is today."""
    noon = datetime.combine(answered_on, time(12), tzinfo=LONDON)
    return min(noon, actor.now)

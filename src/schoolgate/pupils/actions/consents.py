"""Recording what a family answered, and taking an answer back. History is never overwritten."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import LONDON
from schoolgate.pupils import answer_queries as queries
from schoolgate.pupils.answering import Given, bases_of, basis_of
from schoolgate.pupils.answers_written import answered, write_for
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
    given = Given(given_by.strip(), capacity, evidence.strip(), _moment(answered_on, actor))
    return answered(actor, pupil, answers, given)


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
    write_for(actor, pupil, new, Given(given_by.strip(), capacity, evidence.strip(), actor.now))
    return Done(pupil, {"uses": sorted(new)}, (Control.CONSENT_FOR_EVERY_USE,))


def _moment(answered_on: date, actor: Actor) -> datetime:
    """Noon of the day where the school is, or now when it is today."""
    noon = datetime.combine(answered_on, time(12), tzinfo=LONDON)
    return min(noon, actor.now)

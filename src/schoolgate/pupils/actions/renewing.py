"""A school year is over: where the policy says so, its answers end with it and families are asked anew."""

from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils import renewing as queries
from schoolgate.pupils.answering import Given, NewAnswer, write_answers
from schoolgate.pupils.locking import lock_whole_roll
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Control


@action(
    may=Permission.CONSENT_RENEW,
    unless=queries.refusals_to_end_answers,
    records=EventType.CONSENT_YEAR_ENDED,
    locks=lock_whole_roll,
)
def end_last_years_answers(actor: Actor, school: School) -> Done:
    """Every yes of a past school year counts as not answered. A no stays a no; what is public stays up."""
    ended = queries.of_a_past_year(school, actor.now).values_list("pupil_id", "use")
    given = Given("", Capacity.SCHOOL_RECORD, "The school year is over; asked anew", actor.now)
    rows = write_answers(
        actor, school, [NewAnswer(pupil, use, Said.NOT_ANSWERED) for pupil, use in ended], given
    )
    return Done(school, {"answers": len(rows)}, (Control.CONSENT_FOR_EVERY_USE.value,))


def end_answers_everywhere(now: datetime) -> int:
    """What the clock calls; at how many schools answers ended. Safe to run twice."""
    return sum(_end_at(school, now) for school in School.objects.select_related("trust"))


def _end_at(school: School, now: datetime) -> bool:
    with scope(school=school):
        if queries.refusals_to_end_answers(clock(school, now), school):
            return False
        end_last_years_answers(clock(school, now), school)
        return True

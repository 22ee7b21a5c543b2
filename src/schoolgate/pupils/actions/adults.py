"""Saying which adult may answer for a child, and whom nobody writes to."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import answer_queries as queries
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Pupil, Responsibility


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_change_adult,
    records=EventType.ADULT_CHANGED,
    locks=lock_pupil,
)
def change_adult(actor: Actor, pupil: Pupil, *, tie: int, may_answer: bool, may_be_written_to: bool) -> Done:
    """Say whether this adult may answer for the child, and whether anybody may write to them about the child."""
    responsibility = Responsibility.objects.get(pk=tie, pupil=pupil)
    responsibility.may_answer = may_answer
    responsibility.may_be_written_to = may_be_written_to
    responsibility.save(update_fields=["may_answer", "may_be_written_to"])
    said = {"may_answer": may_answer, "may_be_written_to": may_be_written_to}
    return Done(pupil, {"adult": responsibility.adult_id, **said})

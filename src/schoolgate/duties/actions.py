"""Doing a duty."""

from schoolgate.audit.event_types import EventType
from schoolgate.duties import queries
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission


@action(may=Permission.DUTY_DO, unless=queries.refusals_to_do, records=EventType.DUTY_DONE)
def do_duty(actor: Actor, duty: Duty, *, outcome: str) -> Done:
    """Say that a duty is done, and what came of it."""
    duty.done_at, duty.done_by, duty.outcome = actor.now, actor.person, outcome
    duty.save(update_fields=["done_at", "done_by", "outcome"])
    return Done(duty, {"key": duty.key, "about": duty.about, "outcome": outcome}, controls=(duty.key,))

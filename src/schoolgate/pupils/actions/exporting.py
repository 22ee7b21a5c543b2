"""A file with pupils' data leaves the program: who made it is recorded."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School


@action(
    may=Permission.CONSENT_READ,
    unless=nothing_refuses,
    records=EventType.EXPORT_MADE,
    in_person=True,
)
def export_answers(actor: Actor, school: School, *, count: int, only_given_here: bool) -> Done:
    """Record that the answers were taken out for the management system, of how many pupils."""
    return Done(school, {"what": "answers", "pupils": count, "only_given_here": only_given_here})


@action(may=Permission.CONSENT_READ, unless=nothing_refuses, records=EventType.EXPORT_MADE)
def export_roll(actor: Actor, school: School, *, count: int) -> Done:
    """Record that the roll was taken out as a file, with how many pupils."""
    return Done(school, {"what": "roll", "pupils": count})

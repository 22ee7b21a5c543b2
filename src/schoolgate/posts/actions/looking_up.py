"""Looking beyond one's own classes: allowed to staff, and written down."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School


@action(may=Permission.PUPIL_NAME, unless=nothing_refuses, records=EventType.LOOK_UP_MADE)
def look_up_pupil(actor: Actor, school: School, *, letters: str, found: int) -> Done:
    """Write down that somebody looked through the whole roll for these letters, and how many they saw."""
    return Done(school, {"letters": letters, "found": found})

"""Going through the list for one's own profiles."""

from collections.abc import Sequence

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.moments import profiles
from schoolgate.moments.models import ProfileLook
from schoolgate.people.models import Person
from schoolgate.people.queries import today_of


@action(
    may=Permission.DECLARE,
    unless=profiles.refusals_to_look,
    records=EventType.PROFILES_LOOKED_AT,
    in_person=True,
)
def look_at_profiles(actor: Actor, person: Person, *, in_order: Sequence[str]) -> Done:
    """Keep what of one's own profiles is in order, with the day. The trail holds only that somebody looked."""
    look = ProfileLook.objects.create(
        school=actor.school,
        person=person,
        in_order=list(in_order),
        looked_on=today_of(actor.now),
        looked_at=actor.now,
    )
    return Done(look, {"person": f"person:{person.pk}"}, (f"moment.{profiles.CHECKLIST}",))

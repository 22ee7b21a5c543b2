"""Writing down whether a pupil understands what it means to be shown."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.pupils import givers
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Pupil, Understanding
from schoolgate.rules.refusals import Control


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=givers.refusals_to_assess,
    records=EventType.PUPIL_ASSESSED,
    locks=lock_pupil,
)
def assess_pupil(
    actor: Actor, pupil: Pupil, *, understands: bool, because: str, tells_parents: bool = False
) -> Done:
    """Say whether the pupil understands it, so that from now on the pupil answers alone, or a parent does.

    `tells_parents`: whether parents are written to when the pupil has answered.
    """
    Understanding.objects.create(
        school=pupil.school,
        pupil=pupil,
        understands=understands,
        tells_parents=understands and tells_parents,
        because=because.strip(),
        assessed_by=actor.person,
        assessed_at=actor.now,
    )
    told = understands and tells_parents
    return Done(pupil, {"understands": understands, "tells_parents": told}, (Control.CONSENT_GIVER.value,))

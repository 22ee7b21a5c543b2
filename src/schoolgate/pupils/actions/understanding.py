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
def assess_pupil(actor: Actor, pupil: Pupil, *, understands: bool, because: str) -> Done:
    """Say whether the pupil understands it, so that from now on the pupil answers alone, or a parent does."""
    Understanding.objects.create(
        school=pupil.school,
        pupil=pupil,
        understands=understands,
        because=because.strip(),
        assessed_by=actor.person,
        assessed_at=actor.now,
    )
    return Done(pupil, {"understands": understands}, (Control.CONSENT_GIVER.value,))

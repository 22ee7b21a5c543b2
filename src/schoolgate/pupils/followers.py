"""What follows from an import: the uploaded file goes."""

from datetime import datetime

from django_scopes import scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.follow_ups import follows
from schoolgate.pupils import stored_rolls
from schoolgate.pupils.models import RollImport, TrustRoll
from schoolgate.pupils.naming import names_changed


@follows(EventType.ROLL_IMPORTED, EventType.ROLL_IMPORT_DROPPED)
def throw_file_away(event: Event, now: datetime) -> None:
    """Delete the uploaded file; what was taken from it stands on the roll. Safe to run twice."""
    with scopes_disabled():
        roll_import = RollImport.objects.get(pk=event.subject_id)
    stored_rolls.throw_away(roll_import.stored_as)


@follows(EventType.TRUST_ROLL_PARTED, EventType.TRUST_ROLL_DROPPED)
def throw_trust_file_away(event: Event, now: datetime) -> None:
    """Delete the trust's file; each school has its part. Safe to run twice."""
    stored_rolls.throw_away(TrustRoll.objects.get(pk=event.subject_id).stored_as)


@follows(EventType.ROLL_FOLDER_READ, EventType.ROLL_SENT)
def throw_finished_file_away(event: Event, now: datetime) -> None:
    """Delete what came from the folder, or from a program, and has nothing left to confirm. Safe to run twice."""
    with scopes_disabled():
        roll_import = RollImport.objects.get(pk=event.subject_id)
    if roll_import.state == RollImport.State.DONE:
        stored_rolls.throw_away(roll_import.stored_as)


@follows(EventType.PERSON_ADDED, EventType.PERSON_CHANGED, EventType.PERSON_APPOINTED)
def look_staff_up_anew(event: Event, now: datetime) -> None:
    """A teacher who bears a pupil's name is known by it: the index of names is built anew. Safe to run twice."""
    if event.log_id.startswith("school:"):
        names_changed(int(event.log_id.partition(":")[2]))

"""What follows events of pictures: a picture that no post uses any more leaves the disk."""

from datetime import datetime

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture
from schoolgate.media.showing import picture_store


@follows(EventType.PICTURE_REMOVED)
def delete_removed_picture(event: Event, now: datetime) -> None:
    """Delete the file of a picture that was removed. Safe to run twice."""
    removed = Picture._base_manager.filter(pk=int(event.subject_id), removed_at__isnull=False).first()
    if removed is not None:
        picture_store().remove(removed.school_id, removed.stored_as)

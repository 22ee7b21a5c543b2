"""What follows events of pictures: what has gone, or what lay under a cover, leaves the disk."""

import json
from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture
from schoolgate.media.removing import files_go, original_goes


@follows(EventType.PICTURE_REMOVED, EventType.PICTURE_DELETED, EventType.PICTURE_REPORTED)
def delete_removed_picture(event: Event, now: datetime) -> None:
    """Delete the file of a picture that was removed. Safe to run twice."""
    removed = Picture._base_manager.filter(pk=int(event.subject_id), removed_at__isnull=False).first()
    if removed is not None:
        files_go(removed)


@follows(EventType.PICTURE_ORIGINAL_GONE)
def put_the_covered_in_its_place(event: Event, now: datetime) -> None:
    """What lay under the covers is destroyed. Safe to run twice."""
    picture = (
        Picture._base_manager.select_related("school")
        .filter(pk=int(event.subject_id), removed_at=None)
        .first()
    )
    detail = EventDetail.objects.filter(pk=event.pk).first()
    if picture is not None and detail is not None:
        with scope(school=picture.school):
            original_goes(picture, json.loads(detail.words)["was"])

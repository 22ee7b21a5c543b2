"""The report of a picture that may be a sexual image of somebody under 18: opened with the deletion, in words only."""

from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.concerns.actions import open_picture_report
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture


@follows(EventType.PICTURE_REPORTED)
def report_the_picture(event: Event, now: datetime) -> None:
    """Once for each picture, however often this runs."""
    picture = Picture._base_manager.select_related("school__trust").get(pk=int(event.subject_id))
    who = event.actor_id.partition(":")[2]
    with scope(school=picture.school):
        try:
            open_picture_report(
                clock(picture.school, now),
                picture.school,
                picture=picture.pk,
                teller=int(who) if who.isdecimal() else None,
            )
        except Refused:
            return  # It is reported already.

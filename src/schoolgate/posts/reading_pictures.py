"""What can be read in a picture is looked for after it was taken in, apart from it: nobody waits for it."""

from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.words_seen.finding import read_picture
from schoolgate.media.words_seen.matching import what_matters
from schoolgate.posts.actions.reading import note_words
from schoolgate.posts.models import Post
from schoolgate.rules.posts.words_seen import Reading


@follows(EventType.PICTURE_ADDED)
def read_added_pictures(event: Event, now: datetime) -> None:
    """Read each picture of this post that waits for it. Safe to run twice: what was read is not read again."""
    post = Post._base_manager.select_related("school__trust").get(pk=int(event.subject_id))
    with scope(school=post.school):
        waiting = Picture.objects.filter(in_posts__post=post, reading=Reading.WAITING, removed_at=None)
        for picture in waiting.distinct():
            _read(post, picture, now)


def _read(post: Post, picture: Picture, now: datetime) -> None:
    try:
        seen = read_picture(picture_store().read(picture.school_id, picture.stored_as))
        found = None if seen is None else what_matters(post.school, seen)
        note_words(clock(post.school, now), picture, found=found)
    except (PictureGone, Refused):
        return  # It was taken out meanwhile.

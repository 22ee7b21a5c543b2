"""What can be read in a picture is looked for after it was taken in, apart from it: nobody waits for it."""

from collections.abc import Iterator
from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture, Video
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.video import keeping
from schoolgate.media.video.asking import frame_at
from schoolgate.media.video.keeping import films
from schoolgate.media.video.words import FilmRefused
from schoolgate.media.words_seen.finding import models_are_there, read_picture
from schoolgate.media.words_seen.matching import Mattering, what_matters
from schoolgate.posts.actions.reading import note_words
from schoolgate.posts.models import Post
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.words_seen import Reading

MOST_MOMENTS = 5
SECONDS_APART = 2.0
"""Of a video one frame is read for so many seconds, and no more than so many of them: it may take no longer for it."""


@follows(EventType.PICTURE_ADDED)
def read_added_pictures(event: Event, now: datetime) -> None:
    """Read each picture of this post that waits for it. Safe to run twice: what was read is not read again."""
    post = Post._base_manager.select_related("school__trust").get(pk=int(event.subject_id))
    with scope(school=post.school):
        waiting = Picture.objects.filter(in_posts__post=post, reading=Reading.WAITING, removed_at=None)
        for picture in waiting.exclude(film=Film.WAITING).distinct():
            _read(picture, now)


@follows(EventType.VIDEO_LOOKED_THROUGH)
def read_video(event: Event, now: datetime) -> None:
    """Read a few moments of a video, once it was drawn anew."""
    picture = Picture._base_manager.select_related("school__trust").get(pk=int(event.subject_id))
    with scope(school=picture.school):
        if picture.reading == Reading.WAITING and picture.removed_at is None:
            _read(picture, now)


def _read(picture: Picture, now: datetime) -> None:
    try:
        note_words(clock(picture.school, now), picture, found=_found(picture))
    except (PictureGone, Refused):
        return  # It was taken out meanwhile.


def _found(picture: Picture) -> list[Mattering] | None:
    """What matters in the picture, or in any of the frames; None where nobody can read them."""
    found: list[Mattering] = []
    try:
        for jpeg in _frames(picture):
            seen = read_picture(jpeg)
            if seen is None:
                return None
            found += (one for one in what_matters(picture.school, seen) if not _is_there(one, found))
    except FilmRefused:
        return None
    return found


def _frames(picture: Picture) -> Iterator[bytes]:
    """The picture itself; of a video its poster, and frames from its whole length."""
    yield picture_store().read(picture.school_id, picture.stored_as)
    if not picture.film or not models_are_there():
        return
    seconds = Video.objects.get(picture=picture).seconds
    count = max(1, min(MOST_MOMENTS, round(seconds / SECONDS_APART)))
    with films().opened(keeping.master(picture.school_id, picture.stored_as)) as master:
        for number in range(count):
            yield frame_at(master, (number + 0.5) * seconds / count)


def _is_there(one: Mattering, found: list[Mattering]) -> bool:
    """Whether the same words were found at the same place in a frame before."""
    return any(
        (before.words, before.about) == (one.words, one.about)
        and abs(before.box.left - one.box.left) < one.box.width / 2
        and abs(before.box.top - one.box.top) < one.box.height / 2
        for before in found
    )

"""The long work on videos: each is drawn anew and looked through, then made as it goes out.

What is to be done stands in the rows (`Picture.film`, `Video`): a worker takes a video for a while, says how far it is,
and whatever was broken off is taken up again by the clock.
"""

import io
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import F, Q
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.away import Away
from schoolgate.kernel.beside import do_long_work
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.decoding.words import PictureRefused
from schoolgate.media.models import Picture, Video
from schoolgate.media.storing import PictureGone
from schoolgate.media.video import asking, keeping
from schoolgate.media.video.keeping import films
from schoolgate.media.video.limits import Reason
from schoolgate.media.video.made import note_whether_it_goes_out
from schoolgate.media.video.queries import covers_of_film, made_with
from schoolgate.media.video.words import FilmRefused, film_refused
from schoolgate.posts.actions.filming import note_film
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import PostPicture
from schoolgate.rules.posts.films import Film, is_accounted_for

LEASE = timedelta(minutes=2)
MOST_TRIES = 3
_TELLS_EVERY = 1.0  # seconds
log = logging.getLogger(__name__)


@follows(
    EventType.PICTURE_ADDED,
    EventType.PICTURE_DESCRIBED,
    EventType.PICTURE_PEOPLE_NAMED,
    EventType.PICTURE_PEOPLE_COVERED,
    EventType.PICTURE_WORDS_SETTLED,
    EventType.VIDEO_SOUND_CHOSEN,
)
def work_on_films_of_post(event: Event, now: datetime) -> None:
    """Begin what a change of this post asks for. Safe to run twice, and at the same time."""
    waiting = Picture._base_manager.filter(in_posts__post=int(event.subject_id), removed_at=None)
    for picture_id in waiting.filter(film__in=(Film.WAITING, Film.FOUND)).values_list("pk", flat=True):
        do_long_work(lambda picture_id=picture_id: work_on(picture_id, now))  # type: ignore[misc]


@follows(EventType.VIDEO_LOOKED_THROUGH)
def work_on_film(event: Event, now: datetime) -> None:
    """Where nobody is in it, nobody has to answer anything."""
    do_long_work(lambda: work_on(int(event.subject_id), now))


def take_up_again(now: datetime) -> int:
    """Begin whatever is to be done and nobody is at; how many."""
    left = Video._base_manager.filter(
        Q(let_go_at=None) | Q(let_go_at__lt=now),
        picture__film__in=(Film.WAITING, Film.FOUND),
        picture__removed_at=None,
    )
    ids = list(left.order_by("pk").values_list("picture_id", flat=True)[:20])
    for picture_id in ids:
        do_long_work(lambda picture_id=picture_id: work_on(picture_id, now))  # type: ignore[misc]
    return len(ids)


def work_on(picture_id: int, now: datetime) -> None:
    """Whatever is next for this video, if nobody else is at it."""
    video = Video._base_manager.select_related("picture__school__trust").filter(picture=picture_id).first()
    if video is None or video.picture.removed_at is not None:
        return
    with scope(school=video.picture.school):
        work = {Film.WAITING: _look_through, Film.FOUND: _make}.get(Film(video.picture.film))
        if work is not None:
            hours = _Hours(now)
            try:
                work(video, hours)
            except (Away, PictureRefused):
                if hours.took:
                    _does_not_count(video)
                raise


class _Hours:
    """The time, as it goes on while long work is done."""

    def __init__(self, now: datetime) -> None:
        self._began, self._from = now, time.monotonic()
        self.took = False

    def now(self) -> datetime:
        return self._began + timedelta(seconds=time.monotonic() - self._from)


def _taken(video: Video, hours: _Hours) -> bool:
    """Take it for this worker. False where another has it."""
    free = Video.objects.filter(Q(let_go_at=None) | Q(let_go_at__lt=hours.now()), pk=video.pk)
    hours.took = bool(free.update(let_go_at=hours.now() + LEASE, tries=F("tries") + 1, percent=0))
    return hours.took


def _does_not_count(video: Video) -> None:
    """The store does not answer, or the disk is full: that is nothing about this video, so it is tried for as long."""
    Video.objects.filter(pk=video.pk, tries__gt=0).update(tries=F("tries") - 1, let_go_at=None, percent=0)


def _let_go(video: Video) -> None:
    Video.objects.filter(pk=video.pk).update(let_go_at=None, percent=0)


def _telling(video: Video, hours: _Hours) -> Callable[[int], None]:
    """What the child is to say how far it is: kept about once a second, and so the lease goes on."""
    last = [time.monotonic() - _TELLS_EVERY]

    def tell(percent: int) -> None:
        if time.monotonic() - last[0] >= _TELLS_EVERY:
            last[0] = time.monotonic()
            Video.objects.filter(pk=video.pk).update(percent=percent, let_go_at=hours.now() + LEASE)

    return tell


def _look_through(video: Video, hours: _Hours) -> None:
    """Draw it anew, keep that, throw away what was sent, and note the faces."""
    if not _taken(video, hours):
        return
    picture = video.picture
    where = (picture.school_id, picture.stored_as)
    actor = clock(picture.school, hours.now())
    try:
        if video.tries >= MOST_TRIES:
            raise film_refused(Reason.TOO_HARD)
        with films().opened(keeping.upload(*where)) as upload:
            taken = asking.take(upload, video.container, video.seconds, _telling(video, hours))
    except (FilmRefused, PictureGone) as fault:
        why = fault.reason if isinstance(fault, FilmRefused) else Reason.GONE
        _note(actor, picture, why_not=why.value)
    else:
        films().put(keeping.master(*where), io.BytesIO(taken.film))
        _note(
            actor,
            picture,
            seconds=taken.seconds,
            size=len(taken.film),
            sha256=sha256(taken.film).hexdigest(),
            has_sound=taken.has_sound,
            tracks=taken.tracks,
        )
    films().delete(keeping.upload(*where))
    if not Picture._base_manager.filter(pk=picture.pk, removed_at=None).exists():
        films().delete(keeping.master(*where))  # It was taken out meanwhile.


def _note(actor: Actor, picture: Picture, **found: Any) -> None:
    try:
        note_film(actor, picture, **found)
    except Refused:
        return  # Another worker was quicker, or it was taken out.


def _make(video: Video, hours: _Hours) -> None:
    """Make what goes out, once everybody is accounted for; again where a cover changed meanwhile."""
    # A kill may have left what was sent.
    films().delete(keeping.upload(video.picture.school_id, video.picture.stored_as))
    if not _everybody_is_accounted_for(video.picture, hours.now()) or not _taken(video, hours):
        return
    if video.tries >= MOST_TRIES:
        Video.objects.filter(pk=video.pk).update(why_not=Reason.TOO_HARD)
        Picture.objects.filter(pk=video.picture_id).update(film=Film.FAILED)
        return
    try:
        for _try in range(MOST_TRIES):
            video.refresh_from_db()
            wanted = _made(video, _telling(video, hours))
            if not Picture._base_manager.filter(pk=video.picture_id, removed_at=None).exists():
                films().delete(_place_of(video.picture))  # It was taken out meanwhile.
                break
            Video.objects.filter(pk=video.pk).update(covered_for=wanted, tries=0)
            video.refresh_from_db()
            note_whether_it_goes_out(video)
            if Picture.objects.filter(pk=video.picture_id, film=Film.READY).exists():
                break
    except (FilmRefused, PictureGone):
        log.exception("a video could not be made as it goes out")
    finally:
        _let_go(video)


def _made(video: Video, tell: Callable[[int], None]) -> str:
    """Make it with the covers of now, and keep it; what it was made with."""
    covers = covers_of_film(video.picture)
    with films().opened(keeping.master(video.picture.school_id, video.picture.stored_as)) as master:
        made = asking.covered(master, covers, video.seconds, tell, with_sound=video.keeps_sound)
    films().put(_place_of(video.picture), io.BytesIO(made))
    return made_with(video, covers)


def _place_of(picture: Picture) -> str:
    return keeping.covered(picture.school_id, picture.stored_as)


def film_as_it_goes_out(picture: Picture) -> bytes:
    """What was approved. Where a restore lost it, it is made again from the same."""
    try:
        return keeping.film_bytes(picture)
    except PictureGone:
        _made(Video.objects.select_related("picture").get(picture=picture), lambda _percent: None)
        return keeping.film_bytes(picture)


def _everybody_is_accounted_for(picture: Picture, now: datetime) -> bool:
    """In every post that it is in."""
    inside = list(PostPicture.objects.filter(picture=picture).select_related("post__school__trust"))
    facts = ((one, post_facts(one.post, now)) for one in inside)
    return bool(inside) and all(
        is_accounted_for(shown) for one, post in facts for shown in post.pictures if shown.id == one.pk
    )

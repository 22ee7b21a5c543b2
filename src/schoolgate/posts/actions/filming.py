"""Videos of a post: looked through by the machine, with their sound or without, faces drawn on a frame."""

from collections.abc import Sequence

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Face, Picture, Track, Video
from schoolgate.media.video.asking import FoundTrack
from schoolgate.posts import films
from schoolgate.posts.actions.changing import content_changed
from schoolgate.posts.actions.picturing import LOOKED_AT
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.films import Film


@action(may=Permission.PICTURE_READ, unless=films.refusals_to_note, records=EventType.VIDEO_LOOKED_THROUGH)
def note_film(
    actor: Actor,
    picture: Picture,
    *,
    seconds: float = 0.0,
    size: int = 0,
    sha256: str = "",
    has_sound: bool = False,
    tracks: Sequence[FoundTrack] | None = None,
    why_not: str = "",
) -> Done:
    """The video was drawn anew and looked through; `why_not` is why it could not be. Faces wait for an answer."""
    Video.objects.filter(picture=picture).update(
        seconds=seconds,
        size=size,
        sha256=sha256,
        has_sound=has_sound,
        why_not=why_not,
        let_go_at=None,
        percent=0,
        tries=0,
    )
    for found in tracks or ():
        _keep_track(picture, found)
    picture.film = Film.FAILED if why_not else Film.FOUND
    picture.faces_found = None if tracks is None else len(tracks)
    picture.save(update_fields=["film", "faces_found"])
    for post in Post.objects.filter(pictures__picture=picture):
        post.version += 1
        post.digest = content_digest(post)
        post.save(update_fields=["version", "digest"])
    found_ = None if tracks is None else len(tracks)
    return Done(picture, {"faces": found_, "seconds": round(seconds), "why_not": why_not}, LOOKED_AT)


def _keep_track(picture: Picture, found: FoundTrack) -> None:
    best = min(found.looks, key=lambda look: abs(look[0] - found.at))
    face = Face.objects.create(picture=picture, box=[round(side, 5) for side in best[1:]])
    Track.objects.create(face=face, seconds=best[0], looks=[list(look) for look in found.looks])


@action(
    may=Permission.POST_WRITE, unless=films.refusals_to_choose_sound, records=EventType.VIDEO_SOUND_CHOSEN
)
def choose_sound(actor: Actor, post: Post, *, picture: int, keep: bool) -> Done:
    """Say whether the video goes out with what can be heard in it."""
    inside = PostPicture.objects.get(pk=picture, post=post)
    Video.objects.filter(picture=inside.picture_id).update(keeps_sound=keep)
    content_changed(actor, post)
    return Done(post, {"picture": inside.picture_id, "sound": keep, "version": post.version}, LOOKED_AT)

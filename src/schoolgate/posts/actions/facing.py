"""Every face accounted for: whose it is, covered as a whole person, or declared unrecognisable; marked by hand where
the machine missed it."""

from collections.abc import Sequence

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.faces.growing import lies_under, person_around
from schoolgate.media.models import Appearance, Face, Track
from schoolgate.media.queries import box_from, box_to
from schoolgate.media.video.covers import with_look
from schoolgate.posts import faces as known
from schoolgate.posts.actions.changing import content_changed
from schoolgate.posts.actions.picturing import LOOKED_AT, covers_changed, lay_cover
from schoolgate.posts.faces import SOMEBODY
from schoolgate.posts.models import Post, PostPicture


@action(
    may=Permission.POST_WRITE, unless=known.refusals_to_place_face, records=EventType.PICTURE_PEOPLE_NAMED
)
def place_face(actor: Actor, post: Post, *, picture: int, face: int, appearance: int | None) -> Done:
    """Say which of those named this face belongs to; with nobody, that it is not said."""
    placed = Face.objects.get(pk=face)
    placed.appearance_id, placed.unrecognisable_by, placed.unrecognisable_at = appearance, None, None
    placed.save()
    content_changed(actor, post)
    return _done(post, placed.picture_id, [face], appearance=appearance)


@action(
    may=Permission.POST_WRITE, unless=known.refusals_to_change_faces, records=EventType.PICTURE_PEOPLE_NAMED
)
def declare_unrecognisable(
    actor: Actor, post: Post, *, picture: int, faces: Sequence[int], undone: bool = False
) -> Done:
    """Say that nobody could be recognised by these faces, or that this was said in error."""
    told = {"unrecognisable_by": actor.person, "unrecognisable_at": actor.now, "appearance": None}
    if undone:
        told = {"unrecognisable_by": None, "unrecognisable_at": None}
    Face.objects.filter(pk__in=faces).update(**told)
    content_changed(actor, post)
    inside = PostPicture.objects.get(pk=picture)
    return _done(post, inside.picture_id, faces, unrecognisable=not undone)


@action(may=Permission.POST_WRITE, unless=known.refusals_to_mark_face, records=EventType.PICTURE_PEOPLE_NAMED)
def mark_face(
    actor: Actor,
    post: Post,
    *,
    picture: int,
    box: Sequence[float],
    face: int | None = None,
    seconds: float | None = None,
) -> Done:
    """Draw a face that was not found, or draw one anew. A cover that it has left no longer stands for it.

    In a video it is drawn in the frame at this many `seconds`; drawn again at another, it goes from here to there.
    """
    inside = PostPicture.objects.get(pk=picture, post=post)
    marked = (
        Face.objects.select_related("appearance").get(pk=face)
        if face is not None
        else Face(picture_id=inside.picture_id)
    )
    marked.box, marked.marked_by = box_to(box_from(box)), actor.person
    over = marked.appearance
    in_film = bool(inside.picture.film)
    if (
        not in_film
        and over is not None
        and over.is_covered
        and not lies_under(box_from(box), box_from(over.box or ()))
    ):
        marked.appearance = None
    marked.save()
    if in_film:
        _drawn_in_film(marked, box_to(box_from(box)), seconds or 0.0)
    content_changed(actor, post)
    return _done(post, inside.picture_id, [marked.pk], box=marked.box)


@action(
    may=Permission.POST_WRITE, unless=known.refusals_to_change_face, records=EventType.PICTURE_PEOPLE_COVERED
)
def cover_face(actor: Actor, post: Post, *, picture: int, face: int) -> Done:
    """Cover the whole person with this face, whoever it is; no name need be given."""
    found = Face.objects.select_related("appearance").get(pk=face)
    covered = found.appearance or Appearance(
        picture_id=found.picture_id,
        kind=Appearance.Kind.VISITOR,
        visitor_words=SOMEBODY,
        named_by=actor.person,
        named_at=actor.now,
    )
    _cover(found, covered)
    covers_changed(actor, post)
    return _done(post, found.picture_id, [face], appearance=covered.pk, box=covered.box)


@action(
    may=Permission.POST_WRITE, unless=known.refusals_to_cover_all, records=EventType.PICTURE_PEOPLE_COVERED
)
def cover_all(actor: Actor, post: Post, *, picture: int) -> Done:
    """Cover everybody in this picture who may not be shown where it goes and whose face is known."""
    inside = PostPicture.objects.get(pk=picture, post=post)
    covered = []
    for shown in known.barred_in(actor, post, picture):
        face = known.face_of(shown)
        if face is not None:
            _cover(face, shown)
            covered.append(shown.pk)
    covers_changed(actor, post)
    return _done(post, inside.picture_id, [], appearances=covered)


def _cover(face: Face, covered: Appearance) -> None:
    is_in_film = bool(face.picture.film)
    # In a video it goes with the face, and the poster is covered where that is.
    covered.box = None if is_in_film else box_to(person_around(box_from(face.box)))
    covered.is_covered = True
    covered.save()
    face.appearance, face.unrecognisable_by, face.unrecognisable_at = covered, None, None
    face.save()
    if not is_in_film:
        lay_cover(covered, box_from(covered.box or ()))


def _drawn_in_film(face: Face, box: list[float], seconds: float) -> None:
    """A track that somebody drew is held: a cover stays there until the next place where it was drawn."""
    track = Track.objects.filter(face=face).first() or Track(face=face, looks=[], is_held=True)
    track.looks, track.seconds = with_look(track.looks, seconds, box), seconds
    track.save()


def _done(post: Post, picture: int, faces: Sequence[int], **more: object) -> Done:
    details = {"picture": picture, "faces": list(faces), **more, "version": post.version}
    return Done(post, details, LOOKED_AT)

"""The faces in a picture of a post: whose each is, who may not be shown, and why a face cannot be changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from schoolgate.kernel.actor import Actor
from schoolgate.media.covering import Box
from schoolgate.media.faces.growing import is_face_alone
from schoolgate.media.models import Appearance, Face
from schoolgate.media.queries import box_from
from schoolgate.policies.queries import current_policy
from schoolgate.posts.changing import refusals_to_change_picture, refusals_to_cover
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.showing import everyone_recognisable_must_have_agreed
from schoolgate.rules.refusals import Control, Refusal

MOST_FACES = 200
SOMEBODY = "Somebody"
"""Stands for whoever is covered without a name."""


@dataclass(frozen=True, slots=True)
class FaceShown:
    """A face on the page, by its number in the picture from the top left."""

    id: int
    number: int
    box: Box
    appearance: int = 0
    is_covered: bool = False
    is_unrecognisable: bool = False
    is_drawn: bool = False
    seconds: float | None = None
    """Where it is seen best in a video; None in a picture."""

    @property
    def is_open(self) -> bool:
        return not (self.appearance or self.is_unrecognisable)

    @property
    def crop(self) -> Box:
        """The face and a little around it, as large as it can be shown."""
        return Box(
            max(0.0, self.box.left - self.box.width / 2),
            max(0.0, self.box.top - self.box.height / 2),
            self.box.width * 2,
            self.box.height * 2,
        )


def faces_in(picture_ids: Iterable[int]) -> dict[int, list[FaceShown]]:
    """The faces of these pictures, by picture. One query."""
    found: dict[int, list[FaceShown]] = {picture_id: [] for picture_id in picture_ids}
    faces: Any = Face.objects.filter(picture__in=found).annotate(at_seconds=F("track__seconds"))
    rows = faces.select_related("appearance") if found else ()
    for one in rows:
        there = found[one.picture_id]
        there.append(
            FaceShown(
                one.pk,
                len(there) + 1,
                box_from(one.box),
                one.appearance_id or 0,
                bool(one.appearance and one.appearance.is_covered),
                one.unrecognisable_by_id is not None,
                one.marked_by_id is not None,
                one.at_seconds,
            )
        )
    return found


def face_of(shown: Appearance) -> Face | None:
    """The face of somebody who is named, where it is known: placed by hand, or the only one that can be theirs."""
    placed = Face.objects.filter(appearance=shown).first()
    if placed is not None:
        return placed
    faces = Face.objects.filter(picture_id=shown.picture_id, appearance=None, unrecognisable_by=None)
    others = Appearance.objects.filter(picture_id=shown.picture_id, faces=None, is_covered=False)
    open_faces = list(faces[:2])
    return open_faces[0] if len(open_faces) == 1 and others.count() == 1 else None


def barred_in(actor: Actor, post: Post, picture: int) -> list[Appearance]:
    """Who is named in this picture of the post and may not be shown where it goes, in the order of naming."""
    policy = current_policy(post.school)
    facts = post_facts(post, actor.now, policy=policy)
    on = (post.goes_out_at or actor.now).date()
    ids = [
        int(one.about.removeprefix("shown:"))
        for shown in facts.pictures
        if shown.id == picture
        for one in everyone_recognisable_must_have_agreed(shown, facts.places, policy, on)
    ]
    return list(Appearance.objects.filter(pk__in=ids).order_by("pk"))


def refusals_to_change_faces(
    actor: Actor, post: Post, *, picture: int, faces: Sequence[int], **_: object
) -> list[Refusal]:
    refusals = refusals_to_change_picture(actor, post, picture=picture)
    there = Face.objects.filter(pk__in=faces, picture__in_posts=picture, picture__in_posts__post=post)
    if not faces or there.count() < len(set(faces)):
        refusals.append(
            Refusal(Control.STATE, "This face is no longer in the picture.", "Look at the post again.")
        )
    return refusals


def refusals_to_change_face(
    actor: Actor, post: Post, *, picture: int, face: int, **_: object
) -> list[Refusal]:
    return refusals_to_change_faces(actor, post, picture=picture, faces=[face])


def refusals_to_place_face(
    actor: Actor, post: Post, *, picture: int, face: int, appearance: int | None
) -> list[Refusal]:
    refusals = refusals_to_change_face(actor, post, picture=picture, face=face)
    if appearance is not None and not _is_named(post, picture, appearance):
        refusals.append(
            Refusal(
                Control.STATE, "This person is no longer named in the picture.", "Look at the post again."
            )
        )
    return refusals


def refusals_to_mark_face(
    actor: Actor,
    post: Post,
    *,
    picture: int,
    box: Iterable[float],
    face: int | None = None,
    seconds: float | None = None,
) -> list[Refusal]:
    refusals = refusals_to_cover(actor, post, picture=picture, box=box)
    if face is not None:
        refusals += refusals_to_change_face(actor, post, picture=picture, face=face)
    elif Face.objects.filter(picture__in_posts=picture).count() >= MOST_FACES:
        refusals.append(
            Refusal(
                Control.STATE,
                f"A picture takes at most {MOST_FACES} faces.",
                "Cover the crowd as one, or choose another picture.",
            )
        )
    return refusals


def refusals_to_cover_all(actor: Actor, post: Post, *, picture: int) -> list[Refusal]:
    refusals = refusals_to_change_picture(actor, post, picture=picture)
    if not refusals and not any(face_of(one) for one in barred_in(actor, post, picture)):
        refusals.append(
            Refusal(
                Control.STATE,
                "It is not said yet which face is theirs.",
                "Say it for each face, then cover them.",
                about=f"picture:{picture}",
                ways=("faces",),
            )
        )
    return refusals


def refusals_to_cover_person(
    actor: Actor, post: Post, *, picture: int, box: Sequence[float], appearance: int | None = None
) -> list[Refusal]:
    """A face alone is covered of a grown-up who is named, never of a pupil or of whoever has no name: one way for every
    pupil, so that no cover tells what stands against showing them."""
    refusals = refusals_to_cover(actor, post, picture=picture, box=box, appearance=appearance)
    if refusals or _is_a_grown_up(appearance):
        return refusals
    faces = Face.objects.filter(picture__in_posts=picture).values_list("box", flat=True)
    if any(is_face_alone(box_from(face), box_from(box)) for face in faces):
        refusals.append(
            Refusal(
                Control.EVERY_PICTURE_LOOKED_AT,
                "This covers a face alone.",
                "Make it larger: hair and clothes tell who it is too.",
                about="box",
            )
        )
    return refusals


def _is_a_grown_up(appearance: int | None) -> bool:
    covered = Appearance.objects.filter(pk=appearance).first() if appearance is not None else None
    return covered is not None and covered.pupil_id is None and covered.visitor_words != SOMEBODY


def _is_named(post: Post, picture: int, appearance: int) -> bool:
    return PostPicture.objects.filter(pk=picture, post=post, picture__appearances=appearance).exists()

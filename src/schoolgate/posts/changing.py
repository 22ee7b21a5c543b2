"""Why the content of a post cannot be changed by this person, and the facts that rest on it."""

from collections.abc import Iterable, Sequence

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Appearance
from schoolgate.media.queries import box_from, box_to
from schoolgate.people.models import Person
from schoolgate.people.queries import current, today_of
from schoolgate.posts.models import Post, PostPicture, Proposal
from schoolgate.posts.queries import refusals_to_edit
from schoolgate.pupils.models import Pupil
from schoolgate.rules.refusals import Control, Refusal

MOST_PICTURES = 30


def refusals_to_change(actor: Actor, post: Post, **_: object) -> list[Refusal]:
    """It can be changed while it is not public; by those who are not staff, only where they wrote it."""
    refusals = refusals_to_edit(actor, post)
    if post.author_id != actor.person_id and not actor.may(Permission.PUPIL_NAME):
        refusals.append(
            Refusal(
                Control.PERMISSION,
                "Somebody else wrote this post.",
                "Ask them, or a member of staff, to change it.",
            )
        )
    return refusals


def refusals_to_take_proposal(actor: Actor, post: Post, *, proposal: int) -> list[Refusal]:
    refusals = refusals_to_change(actor, post)
    if not Proposal.objects.filter(
        post=post, pk=proposal, taken_at__isnull=True, left_at__isnull=True
    ).exists():
        refusals.append(
            Refusal(Control.STATE, "This proposal is no longer there.", "Look at the post again.")
        )
    return refusals


def refusals_to_add_pictures(actor: Actor, post: Post, *, pictures: Iterable[object]) -> list[Refusal]:
    refusals = refusals_to_change(actor, post)
    if PostPicture.objects.filter(post=post).count() + len(list(pictures)) > MOST_PICTURES:
        refusals.append(no_room_for_more())
    return refusals


def no_room_for_more() -> Refusal:
    """Why a picture is left out of a post that is full."""
    return Refusal(
        Control.ONLY_OFFICIAL_ACCOUNTS,
        f"A post takes at most {MOST_PICTURES} pictures.",
        "Choose the best, or write a second post.",
        about="pictures",
    )


def refusals_to_change_picture(actor: Actor, post: Post, *, picture: int, **_: object) -> list[Refusal]:
    """`picture` is the id of the picture in this post."""
    return [*refusals_to_change(actor, post), *_must_be_in_the_post(post, picture)]


def refusals_to_name_pupils(
    actor: Actor, post: Post, *, picture: int, pupils: Sequence[int]
) -> list[Refusal]:
    refusals = refusals_to_change_picture(actor, post, picture=picture)
    if Pupil.objects.filter(pk__in=pupils, school_id=post.school_id).count() < len(set(pupils)):
        refusals.append(Refusal(Control.STATE, "A pupil is not on the roll.", "Look for the name again."))
    return refusals


def refusals_to_name_adult(
    actor: Actor,
    post: Post,
    *,
    picture: int,
    person: int | None = None,
    visitor: str = "",
    agreed: bool = False,
    agreed_how: str = "",
    agreed_words: str = "",
) -> list[Refusal]:
    refusals = refusals_to_change_picture(actor, post, picture=picture)
    if agreed_how == Appearance.Agreed.WRITTEN and not agreed_words.strip():
        refusals.append(
            Refusal(
                Control.CONSENT_FOR_EVERY_USE,
                "It is not said where what they wrote can be read.",
                "Write it in a few words: an e-mail of 3 November, the visitors’ book.",
                about="agreed_words",
            )
        )
    if person is not None and not holds_a_post_here(actor, person):
        refusals.append(
            Refusal(Control.STATE, "This person is not at the school.", "Look for the name again.")
        )
    if person is None and not visitor.strip():
        refusals.append(
            Refusal(
                Control.EVERY_PICTURE_LOOKED_AT,
                "The visitor has no name yet.",
                "Say who it is.",
                about="visitor",
            )
        )
    return refusals


def holds_a_post_here(actor: Actor, person: int) -> bool:
    """Whether this person is appointed at the actor's school today."""
    return Person.objects.filter(
        current(today_of(actor.now), "appointments__"), pk=person, appointments__school=actor.school
    ).exists()


def refusals_to_change_appearance(actor: Actor, post: Post, *, appearance: int, **_: object) -> list[Refusal]:
    refusals = refusals_to_change(actor, post)
    if not Appearance.objects.filter(pk=appearance, picture__in_posts__post=post).exists():
        refusals.append(
            Refusal(
                Control.STATE, "This person is no longer named in the picture.", "Look at the post again."
            )
        )
    return refusals


def refusals_to_cover(
    actor: Actor, post: Post, *, picture: int, box: Iterable[float], appearance: int | None = None
) -> list[Refusal]:
    refusals = refusals_to_change_picture(actor, post, picture=picture)
    if not _lies_in_the_picture(box):
        refusals.append(
            Refusal(Control.STATE, "The cover does not lie in the picture.", "Draw it again.", about="box")
        )
    if appearance is not None:
        shown = Appearance.objects.filter(
            pk=appearance, picture__in_posts=picture, picture__in_posts__post=post
        )
        if not shown.exists():
            refusals.append(
                Refusal(
                    Control.STATE, "This person is no longer named in the picture.", "Look at the post again."
                )
            )
    return refusals


def _lies_in_the_picture(box: Iterable[float]) -> bool:
    """Whether there is something to cover, also as short as a box is stored."""
    try:
        box_from(box_to(box_from(box)))
    except ValueError:
        return False
    return True


def _must_be_in_the_post(post: Post, picture: int) -> Iterable[Refusal]:
    if not PostPicture.objects.filter(pk=picture, post=post).exists():
        yield Refusal(Control.STATE, "This picture is no longer in the post.", "Look at the post again.")

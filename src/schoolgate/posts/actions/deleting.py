"""A picture that should never have been there goes at once, from everywhere; only that it went is written down."""

from django.db import connection

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Picture
from schoolgate.media.removing import rows_go
from schoolgate.posts.actions.changing import content_changed
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.states import CAN_BE_EDITED, State
from schoolgate.rules.refusals import Control, Refusal

COMPROMISING = ("noun.pictures.compromising",)
# Its content can be changed, or it is put away and could come back.
_NOT_OUT = CAN_BE_EDITED | {State.DISCARDED}


def refusals_to_delete(actor: Actor, picture: Picture) -> list[Refusal]:
    if picture.removed_at is None:
        return []
    return [Refusal(Control.STATE, "This picture is deleted already.", "Nothing is left to delete here.")]


def lock_its_posts(actor: Actor, picture: Picture) -> None:
    """The posts before the picture, so that none is approved or sent with it meanwhile."""
    if connection.vendor != "sqlite":
        posts = Post._base_manager.filter(
            pk__in=PostPicture._base_manager.filter(picture=picture).values("post")
        )
        list(posts.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


@action(
    may=Permission.PICTURE_DELETE,
    unless=refusals_to_delete,
    records=EventType.PICTURE_DELETED,
    locks=lock_its_posts,
    in_person=True,
)
def delete_compromising(actor: Actor, picture: Picture) -> Done:
    """It could be misunderstood or misused: it goes now. Its files are deleted by what follows."""
    return Done(picture, {"posts": _goes(actor, picture)}, COMPROMISING)


@action(
    may=Permission.PICTURE_DELETE,
    unless=refusals_to_delete,
    records=EventType.PICTURE_REPORTED,
    locks=lock_its_posts,
    in_person=True,
)
def report_as_sexual(actor: Actor, picture: Picture) -> Done:
    """It may show somebody under 18 in a sexual way: it goes now, unseen, and the safeguarding lead hears of it."""
    return Done(picture, {"posts": _goes(actor, picture)}, (Control.INDECENT_IMAGE_NEVER_STORED.value,))


def _goes(actor: Actor, picture: Picture) -> list[int]:
    """Out of every post that can be changed; of one that has left, nothing is kept that tells what it showed."""
    found = list(PostPicture.objects.filter(picture=picture).select_related("post__school").order_by("post"))
    rows_go([picture], actor.now)
    picture.sha256 = ""
    picture.save(update_fields=["sha256"])
    for inside in found:
        _leaves(actor, inside)
    return [inside.post_id for inside in found]


def _leaves(actor: Actor, inside: PostPicture) -> None:
    post = inside.post
    if post.state not in _NOT_OUT:
        # How many pictures it had must stay known: each copy that was made of them is found by its number.
        inside.alt = inside.people_in_words = inside.credit = ""
        inside.save(update_fields=["alt", "people_in_words", "credit"])
        return
    inside.delete()
    if post.state != State.DISCARDED:
        content_changed(actor, post)

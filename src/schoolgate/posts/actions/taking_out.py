"""Taking a picture out of the program, for a purpose that is written down."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.queries import judged
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.taking_out import refusals_to_take_out
from schoolgate.rules.refusals import Control, Refusal


def refusals(
    actor: Actor, post: Post, *, picture: int, purpose: str, promised: bool = False
) -> list[Refusal]:
    facts, policy = judged(actor, post)
    inside = next((one for one in facts.pictures if one.id == picture), None)
    if inside is None:
        return [
            Refusal(Control.STATE, "This picture is not in the post any more.", "Look at the post again.")
        ]
    if inside.film not in (Film.NONE, Film.READY):
        return [
            Refusal(
                Control.STATE,
                "This video is not made with its covers yet.",
                "Answer for everybody in it, and wait until it is made.",
            )
        ]
    return refusals_to_take_out(inside, policy, today_of(actor.now), purpose=purpose, promised=promised)


@action(may=Permission.PICTURE_TAKE_OUT, unless=refusals, records=EventType.PICTURE_TAKEN_OUT, in_person=True)
def take_out_picture(actor: Actor, post: Post, *, picture: int, purpose: str, promised: bool = False) -> Done:
    """Take a picture of this post out, as it is covered now. Who took it, when and what for is kept."""
    inside = PostPicture.objects.get(post=post, pk=picture)
    told = {"picture": inside.picture_id, "purpose": purpose}
    return Done(post, told, (Control.PICTURES_STAY_INSIDE.value,))

"""A post that came down begins again as a draft, with its pictures and who is in them. Everybody is asked anew."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, Post, PostPicture, PostTarget
from schoolgate.posts.speaking import own_voices
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control, Refusal

_AS_IT_WAS = ("title", "text", "objective", "taken_with", "single_pupil_reason", "other_route")
_OF_A_PICTURE = ("position", "alt", "people_count", "people_in_words", "rights", "credit")


def refusals_to_put_back(actor: Actor, post: Post) -> list[Refusal]:
    """Only what is gone comes back; a notice is sent anew from its page."""
    if post.state != State.DOWN:
        return [Refusal(Control.STATE, "This post is not down.", "Look at the post again.")]
    if post.from_notice_id is not None:
        return [Refusal(Control.STATE, "This was an urgent notice.", "Send the notice again.")]
    return []


@action(may=Permission.POST_WRITE, unless=refusals_to_put_back, records=EventType.POST_DRAFTED)
def put_post_back(actor: Actor, post: Post) -> Done:
    """Begin the same post again. It goes nowhere before it was judged as every new post is."""
    again: Post = Post.objects.create(
        school=post.school,
        author=actor.person,
        state=State.DRAFT,
        speaker=next(iter(own_voices(actor)), ""),
        digest="",
        created_at=actor.now,
        changed_at=actor.now,
        **{name: getattr(post, name) for name in _AS_IT_WAS},
    )
    PostTarget.objects.bulk_create(
        PostTarget(post=again, account_id=account)
        for account in PostTarget.objects.filter(post=post).values_list("account_id", flat=True)
    )
    kept = PostPicture.objects.filter(post=post, picture__removed_at__isnull=True).order_by("position")
    PostPicture.objects.bulk_create(
        PostPicture(
            post=again, picture_id=one.picture_id, **{name: getattr(one, name) for name in _OF_A_PICTURE}
        )
        for one in kept
    )
    Hand.objects.create(post=again, version=1, person=actor.person, at=actor.now)
    again.digest = content_digest(again)
    again.save(update_fields=["digest"])
    return Done(again, {"digest": again.digest, "again": post.pk})

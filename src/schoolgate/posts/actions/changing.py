"""What every change of content means: another version, another hand, another digest, and no decision holds."""

from datetime import datetime

from schoolgate.kernel.actor import Actor
from schoolgate.posts.digest import content_digest
from schoolgate.posts.films import films_are_others
from schoolgate.posts.models import Approval, Hand, Post, Release
from schoolgate.rules.posts.states import State


def content_changed(actor: Actor, post: Post) -> None:
    """The content of this post is another one now, by this person's hand. Saves the post."""
    post.version += 1
    _draft_again(actor, post)
    films_are_others(post)
    post.digest = content_digest(post)
    post.save()


def answered(actor: Actor, post: Post) -> None:
    """Somebody answered for this version, which makes them a hand; a decision did not know the answer. Saves it."""
    _draft_again(actor, post)
    post.save()


def withdraw_decisions(post: Post, now: datetime) -> None:
    """What was decided about this post no longer lets it out."""
    Approval.objects.filter(post=post, withdrawn_at__isnull=True).update(withdrawn_at=now)
    Release.objects.filter(post=post, withdrawn_at__isnull=True).update(withdrawn_at=now)


def _draft_again(actor: Actor, post: Post) -> None:
    Hand.objects.get_or_create(
        post=post, version=post.version, person=actor.person, defaults={"at": actor.now}
    )
    if post.state != State.DRAFT:
        withdraw_decisions(post, actor.now)
    post.state = State.DRAFT
    post.held_because = ""
    post.changed_at = actor.now

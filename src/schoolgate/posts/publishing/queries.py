"""Reads of publishing: what is due, and why something cannot be claimed, confirmed or taken down."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from schoolgate.connectors.contract import Address
from schoolgate.kernel.actions import Unless
from schoolgate.kernel.actor import Actor
from schoolgate.policies.queries import current_policy
from schoolgate.posts import queries
from schoolgate.posts.models import Delivery, Post, PostTarget, Stop, TakeDown
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.rules.posts.states import HAS_LEFT, WILL_GO_OUT, State
from schoolgate.rules.refusals import Control, Refusal

# After this long nobody waits for it any more: a person decides again.
LATEST = timedelta(hours=12)


def posts_to_start(now: datetime) -> QuerySet[Post]:
    """Posts of any school whose time has come and that still have a place without a delivery, nothing stopped."""
    stopped = Stop.objects.filter(
        Q(school=OuterRef("school_id")) | Q(school__isnull=True, trust=OuterRef("school__trust_id")),
        resumed_at__isnull=True,
    )
    delivered = Delivery._base_manager.filter(
        post=OuterRef("post_id"), account=OuterRef("account_id"), digest=OuterRef("post__digest")
    ).exclude(state=Delivery.State.NOT_SENT, claimed_at__lt=F("post__decided_at"))
    undelivered = PostTarget._base_manager.filter(~Exists(delivered), post=OuterRef("pk"))
    return (
        Post._base_manager.filter(
            Q(goes_out_at__isnull=True) | Q(goes_out_at__lte=now), state__in=[*WILL_GO_OUT, *HAS_LEFT]
        )
        .filter(Exists(undelivered), ~Exists(stopped))
        .select_related("school__trust")
        .order_by("goes_out_at", "pk")
    )


def places_to_start(post: Post) -> list[PostTarget]:
    """The places of this post that have no delivery of its content as it was decided."""
    delivered = Delivery.objects.filter(
        post=post, account=OuterRef("account_id"), digest=post.digest
    ).exclude(state=Delivery.State.NOT_SENT, claimed_at__lt=post.decided_at)
    return list(PostTarget.objects.filter(~Exists(delivered), post=post).select_related("account"))


def refusals_to_claim(actor: Actor, post: Post, *, account_id: int, **_: object) -> list[Refusal]:
    """Everything, judged again, and that it is not on its way there already."""
    return [*queries.refusals_to_publish(actor, post, account_id=account_id), *_on_its_way(post, account_id)]


def refusals_to_try_again(actor: Actor, delivery: Delivery) -> list[Refusal]:
    if delivery.state != Delivery.State.NOT_SENT:
        return [_state("This was sent, or is being sent.", "Look at the post.")]
    return refusals_to_claim(actor, delivery.post, account_id=delivery.account_id)


def refusals_to_refuse(actor: Actor, post: Post, *, account_id: int, **_: object) -> list[Refusal]:
    if post.state not in WILL_GO_OUT | HAS_LEFT:
        return [_state("This post is not going out.", "Look at the post.")]
    return _on_its_way(post, account_id)


def refusals_to_record_sent(
    actor: Actor, delivery: Delivery, *, addresses: Sequence[Address], **_: object
) -> list[Refusal]:
    """A copy that is up is recorded whatever was decided meanwhile; only twice it is not."""
    return (
        [_state("It is up already.", "Nothing is left to do.")] if delivery.state == Delivery.State.UP else []
    )


def refusals_unless(*states: str) -> Unless:
    """An `unless` that asks only where a delivery stands."""

    def unless(actor: Actor, delivery: Delivery, **_: object) -> list[Refusal]:
        if delivery.state in states:
            return []
        return [_state(f"This stands at: {delivery.get_state_display().lower()}.", "Look at the post again.")]

    return unless


def refusals_to_take_down(
    actor: Actor, post: Post, *, why: str, delivery_ids: Sequence[int] | None = None, **_: object
) -> list[Refusal]:
    if post.state not in HAS_LEFT | {State.COMING_DOWN}:
        return [_state("This post is not up.", "Nothing is left to do.")]
    live = Delivery.objects.filter(post=post, state__in=MAY_BE_PUBLIC)
    if delivery_ids is not None:
        live = live.filter(pk__in=delivery_ids)
    if not live.exists() and post.state == State.COMING_DOWN:
        return [_state("It is coming down already.", "Wait, or look at the post.")]
    return []


def may_be_left_up(delivery: Delivery) -> bool:
    """Whether our policy lets somebody say why this cannot come down. After a mistake no policy asks."""
    take_down = delivery.taken_down_for
    if take_down is None or take_down.why != TakeDown.Why.RECALL:
        return True
    policy = current_policy(delivery.post.school)
    return policy.setting("takedown_on_withdrawal") == "where_practicable"


def refusals_to_leave_up(actor: Actor, delivery: Delivery, **_: object) -> list[Refusal]:
    if delivery.state != Delivery.State.COMING_DOWN:
        return [_state(f"This stands at: {delivery.get_state_display().lower()}.", "Look at the post again.")]
    if may_be_left_up(delivery):
        return []
    return [
        Refusal(
            Control.CONSENT_FOR_EVERY_USE,
            "Our policy leaves nothing up that shows somebody against a no.",
            "Take it down, or ask those who run the place to do it.",
        )
    ]


def _on_its_way(post: Post, account_id: int) -> list[Refusal]:
    there = Delivery.objects.filter(post=post, account_id=account_id, digest=post.digest)
    if not there.exclude(state=Delivery.State.NOT_SENT).exists():
        return []
    return [_state("It is on its way there already, or was there.", "Look at the post.")]


def _state(words: str, next_step: str) -> Refusal:
    return Refusal(Control.STATE, words, next_step)

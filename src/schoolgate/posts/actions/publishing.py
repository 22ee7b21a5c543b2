"""Claiming a delivery, and recording what became of it. What talks to other machines lies in posts/publishing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.connectors.contract import Address
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.models import Appointment
from schoolgate.people.queries import current, today_of
from schoolgate.posts.locking import lock_delivery, lock_what_decides
from schoolgate.posts.models import Copy, Delivery, Post
from schoolgate.posts.models.publishing import delivery_key
from schoolgate.posts.publishing import queries
from schoolgate.posts.publishing.queries import refusals_unless
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC, ON_ITS_WAY
from schoolgate.rules.posts.states import WILL_GO_OUT, State
from schoolgate.rules.refusals import Control

JUDGED = (
    Control.APPROVED_AS_IT_STANDS.value,
    Control.CONSENT_FOR_EVERY_USE.value,
    Control.NOTHING_WHILE_SUSPENDED.value,
)
DeliveryState = Delivery.State


@action(
    may=Permission.POST_PUBLISH,
    unless=queries.refusals_to_claim,
    records=EventType.DELIVERY_CLAIMED,
    locks=lock_what_decides,
)
def claim_delivery(actor: Actor, post: Post, *, account_id: int) -> Done:
    """Take the post for this place: everything was judged again, its content is fixed, and it is being sent."""
    return _begun(post, account_id, DeliveryState.CLAIMED, actor.now)


@action(
    may=Permission.POST_PUBLISH,
    unless=queries.refusals_to_claim,
    records=EventType.DELIVERY_HANDED_OVER,
    locks=lock_what_decides,
)
def hand_over_delivery(actor: Actor, post: Post, *, account_id: int) -> Done:
    """Ask a person to put it up: everything was judged again, and its content is fixed."""
    return _begun(post, account_id, DeliveryState.ASKED, actor.now)


@action(
    may=Permission.POST_CONFIRM,
    unless=queries.refusals_to_try_again,
    records=EventType.DELIVERY_CLAIMED,
    locks=lock_delivery,
)
def try_again(actor: Actor, delivery: Delivery) -> Done:
    """Send once more to a place that had refused it, after what stood in the way was put right."""
    close_task(delivery, actor, _("Sent again."))
    return _begun(delivery.post, delivery.account_id, DeliveryState.CLAIMED, actor.now)


def _begun(post: Post, account_id: int, state: str, now: datetime) -> Done:
    delivery = _delivery(post, account_id, state, now)
    if post.state in WILL_GO_OUT:
        _stand(post, State.GOING_OUT, now)
    return Done(delivery, {"post": post.pk, "account": account_id, "digest": post.digest}, controls=JUDGED)


def _delivery(post: Post, account_id: int, state: str, now: datetime) -> Delivery:
    """The one delivery of this content to this place. A key that was once sent is never used again."""
    fresh = {
        "state": state,
        "key": delivery_key(),
        "remembered": {},
        "attempts": 0,
        "not_before": now,
        "claimed_at": now,
        "last_words": "",
        "may_repeat": False,
    }
    return Delivery.objects.update_or_create(
        post=post, account_id=account_id, digest=post.digest, defaults=fresh
    )[0]


@action(
    may=Permission.POST_PUBLISH,
    unless=queries.refusals_to_refuse,
    records=EventType.DELIVERY_REFUSED,
    locks=lock_what_decides,
)
def refuse_delivery(
    actor: Actor, post: Post, *, account_id: int, because: str, controls: tuple[str, ...] = ()
) -> Done:
    """At its moment this place could not take the post: it does not go there later by itself."""
    delivery = _delivery(post, account_id, DeliveryState.NOT_SENT, actor.now)
    _stands_at(delivery, DeliveryState.NOT_SENT, because)
    _ask_to_put_right(delivery, actor.now)
    return Done(delivery, {"post": post.pk, "account": account_id, "because": because}, controls=controls)


@action(
    may=Permission.POST_PUBLISH,
    unless=queries.refusals_to_record_sent,
    records=EventType.DELIVERY_SENT,
    locks=lock_delivery,
)
def record_sent(
    actor: Actor, delivery: Delivery, *, addresses: Sequence[Address], remote_id: str = "", note: str = ""
) -> Done:
    """It is public at these addresses. Where it was to come down meanwhile, it now does."""
    keep_copies(delivery, addresses, actor.now)
    delivery.last_words = note[:400]
    delivery.sent_at = actor.now
    if delivery.state in ON_ITS_WAY:
        _is_up(delivery, actor.now)
    else:
        delivery.state, delivery.not_before, delivery.attempts = DeliveryState.COMING_DOWN, actor.now, 0
        delivery.save()
    return Done(
        delivery,
        {"post": delivery.post_id, "addresses": [address.url for address in addresses], "note": note},
        controls=JUDGED,
    )


@action(
    may=Permission.POST_PUBLISH,
    unless=refusals_unless(DeliveryState.CLAIMED, DeliveryState.UNKNOWN),
    records=EventType.DELIVERY_FAILED,
    locks=lock_delivery,
)
def record_not_sent(actor: Actor, delivery: Delivery, *, why: str, controls: tuple[str, ...] = ()) -> Done:
    """Nothing is public there, and it is not tried again by itself. What it left behind is swept at once."""
    delivery.not_before, delivery.attempts = actor.now, 0
    _stands_at(delivery, DeliveryState.NOT_SENT, why)
    _ask_to_put_right(delivery, actor.now)
    return Done(delivery, {"post": delivery.post_id, "why": why}, controls=controls)


@action(
    may=Permission.POST_PUBLISH,
    unless=refusals_unless(DeliveryState.CLAIMED),
    records=EventType.DELIVERY_UNKNOWN,
    locks=lock_delivery,
)
def record_unknown(actor: Actor, delivery: Delivery, *, why: str, look_at: str, may_repeat: bool) -> Done:
    """It may be public or not; a person is asked to look, and we go on asking the place where that is safe."""
    delivery.look_at, delivery.may_repeat = look_at[:200], may_repeat
    _stands_at(delivery, DeliveryState.UNKNOWN, why)
    return Done(delivery, {"post": delivery.post_id, "why": why, "look_at": look_at})


@action(
    may=Permission.POST_CONFIRM,
    unless=refusals_unless(DeliveryState.ASKED, DeliveryState.UNKNOWN),
    records=EventType.DELIVERY_CONFIRMED,
    locks=lock_delivery,
)
def confirm_up(actor: Actor, delivery: Delivery, *, link: str = "") -> Done:
    """A person says: it is up."""
    Copy.objects.get_or_create(
        delivery=delivery, kind="page", url=link or delivery.look_at, defaults={"up_at": actor.now}
    )
    delivery.last_words, delivery.sent_at = "", actor.now
    _is_up(delivery, actor.now)
    return Done(delivery, {"post": delivery.post_id, "is_up": True, "link": link})


@action(
    may=Permission.POST_CONFIRM,
    unless=refusals_unless(DeliveryState.ASKED, DeliveryState.UNKNOWN),
    records=EventType.DELIVERY_CONFIRMED,
    locks=lock_delivery,
)
def confirm_not_up(actor: Actor, delivery: Delivery) -> Done:
    """A person says: it is not up, and will not be put up. What may be left there of our tries is swept."""
    delivery.not_before, delivery.attempts = actor.now, 0
    _stands_at(delivery, DeliveryState.NOT_SENT, _("Somebody looked: it is not up."))
    return Done(delivery, {"post": delivery.post_id, "is_up": False})


@action(
    may=Permission.POST_CONFIRM,
    unless=refusals_unless(DeliveryState.UP),
    records=EventType.COPY_LINKED,
    locks=lock_delivery,
)
def add_link(actor: Actor, delivery: Delivery, *, link: str) -> Done:
    """The link to what was put up by hand, which may follow later."""
    page = Copy.objects.filter(delivery=delivery, kind="page").first()
    if page is None:
        page = Copy(delivery=delivery, kind="page", up_at=actor.now)
    page.url = link
    page.save()
    return Done(delivery, {"post": delivery.post_id, "link": link})


def keep_copies(delivery: Delivery, addresses: Sequence[Address], now: datetime) -> list[Copy]:
    """A row for each address, once."""
    return [
        Copy.objects.get_or_create(
            delivery=delivery,
            kind=str(address.kind),
            url=address.url,
            defaults={"remote_id": address.remote_id, "up_at": now},
        )[0]
        for address in addresses
    ]


def _is_up(delivery: Delivery, now: datetime) -> None:
    _stands_at(delivery, DeliveryState.UP, delivery.last_words)
    post = delivery.post
    if post.state == State.GOING_OUT:
        _stand(post, State.UP, now, up_at=post.up_at or now)


def _stands_at(delivery: Delivery, state: str, words: str) -> None:
    delivery.state, delivery.last_words = state, words[:400]
    delivery.save()


def _stand(post: Post, state: State, now: datetime, **changed: object) -> None:
    post.state, post.changed_at = state, now
    for name, value in changed.items():
        setattr(post, name, value)
    post.save(update_fields=["state", "changed_at", *changed])


def _ask_to_put_right(delivery: Delivery, now: datetime) -> None:
    """Where the post is up elsewhere, somebody puts this place right. (Else the whole post is held.)"""
    others = Delivery.objects.filter(post_id=delivery.post_id, state__in=MAY_BE_PUBLIC)
    if others.exclude(pk=delivery.pk).exists():
        task_about(
            delivery,
            "duty.delivery_put_right",
            _("Not sent to %(place)s") % {"place": delivery.account.name},
            delivery.last_words,
            now + timedelta(days=1),
        )


def task_about(delivery: Delivery, key: str, what: str, more: str, due_at: datetime) -> None:
    """A task for the author, or for the headteacher where the author has gone; one open task of a kind each."""
    post = delivery.post
    author_is_here = Appointment.objects.filter(
        current(today_of(due_at)), person_id=post.author_id, school_id=post.school_id
    ).exists()
    Duty.objects.get_or_create(
        school_id=post.school_id,
        key=key,
        about=f"delivery:{delivery.pk}",
        done_at=None,
        defaults={
            "what": what[:200],
            "more": more[:300],
            "link": reverse("posts:confirm", args=[post.school.slug, delivery.pk]),
            "closes_itself": True,
            "owed_by_id": post.author_id if author_is_here else None,
            "owed_by_role": "" if author_is_here else Role.HEADTEACHER,
            "due_at": due_at,
        },
    )


def close_task(delivery: Delivery, actor: Actor, outcome: str) -> None:
    """A task about this delivery is done when the thing itself is."""
    Duty.objects.filter(about=f"delivery:{delivery.pk}", done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=outcome
    )

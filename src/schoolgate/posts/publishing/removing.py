"""Taking the copies of a delivery down, and looking at each address: one attempt, outside every transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django_scopes import scope

from schoolgate.connectors.contract import Address, AddressKind, TakeDownOutcome
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.official_accounts.sealing import credentials_of
from schoolgate.posts import noticeboard
from schoolgate.posts.actions.taking_down import Seen, record_removal
from schoolgate.posts.models import Copy, Delivery, DeliveryAttempt, PostPicture
from schoolgate.posts.publishing.starting import connector_of
from schoolgate.posts.publishing.states import NOT_PUBLIC

LEASE = timedelta(seconds=100)
WAITS = tuple(timedelta(seconds=seconds) for seconds in (20, 60, 300, 900, 3600, 6 * 3600))
# What a failed attempt left behind (a hidden draft) is asked after for this long.
SWEPT_FOR = timedelta(days=7)


def remove(delivery_id: int, now: datetime) -> None:
    """Take one delivery down, if it is to come down and nobody else is at it. Safe to run twice."""
    delivery = _take(delivery_id, now, (Delivery.State.COMING_DOWN,))
    if delivery is None:
        return
    actor = clock(delivery.post.school, now)
    with scope(school=delivery.post.school):
        if not connector_of(delivery.account).by_machine:
            return  # A person was asked when it was decided.
        attempt = DeliveryAttempt.objects.create(delivery=delivery, at=now, what="take_down", outcome="begun")
        outcome = _removed(delivery)
        told = "gone" if outcome.all_gone else "not_yet"
        DeliveryAttempt.objects.filter(pk=attempt.pk).update(outcome=told, words=outcome.why[:400])
        _record(actor, delivery, outcome)


def sweep(delivery_id: int, now: datetime) -> None:
    """Remove what a delivery that never became public left behind on the other machine."""
    delivery = _take(delivery_id, now, NOT_PUBLIC)
    if delivery is None or not delivery.remembered:
        return
    with scope(school=delivery.post.school):
        outcome = connector_of(delivery.account).take_down(
            (), credentials_of(delivery.account), remembered=delivery.remembered
        )
    if outcome.all_gone or now - delivery.claimed_at > SWEPT_FOR:
        Delivery._base_manager.filter(pk=delivery.pk).update(remembered={})


def _take(delivery_id: int, now: datetime, states: Iterable[str]) -> Delivery | None:
    """The delivery for this worker alone, its next attempt put off before this one begins."""
    with transaction.atomic():
        delivery = (
            Delivery._base_manager.select_for_update(of=("self",))
            .select_related("post__school__trust", "account")
            .get(pk=delivery_id)
        )
        if delivery.state not in states or delivery.not_before > now:
            return None
        wait = WAITS[min(delivery.attempts, len(WAITS) - 1)]
        delivery.not_before, delivery.attempts = now + max(wait, LEASE), delivery.attempts + 1
        delivery.save(update_fields=["not_before", "attempts"])
    return delivery


def _removed(delivery: Delivery) -> TakeDownOutcome:
    addresses = addresses_of(Copy.objects.filter(delivery=delivery))
    if delivery.account.connector == "noticeboard":
        pictures = PostPicture.objects.filter(post=delivery.post).count()
        addresses = noticeboard.own_addresses(delivery, pictures)
        noticeboard.delete_copies(delivery.post.school_id, addresses)
    return connector_of(delivery.account).take_down(
        addresses, credentials_of(delivery.account), remembered=delivery.remembered
    )


def _record(actor: Actor, delivery: Delivery, outcome: TakeDownOutcome) -> None:
    seen = [Seen(address, *words_of(look)) for address, look in outcome.looks]
    try:
        record_removal(
            actor,
            delivery,
            seen=seen,
            why=outcome.why,
            needs_person=outcome.permanent or delivery.attempts >= PATIENT_ATTEMPTS,
        )
    except Refused:
        return  # Somebody said meanwhile that it is gone.


PATIENT_ATTEMPTS = 3


def words_of(look: object) -> tuple[str, str]:
    """What a look found, as stored: the word and the reason."""
    return type(look).__name__.lower(), getattr(look, "why", "")


def addresses_of(copies: Iterable[Copy]) -> tuple[Address, ...]:
    """The copies as the connector knows them; one without a link is a person's to find."""
    return tuple(Address(AddressKind(copy.kind), copy.url, copy.remote_id) for copy in copies if copy.url)

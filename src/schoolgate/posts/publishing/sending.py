"""One attempt at one delivery: taken for this worker and judged again, sent outside every transaction, recorded.

A worker may be killed anywhere. Before the attempt the next one is already put off (the lease), so that what was
left half way is taken up again by the clock, with what the connector had stored until then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.connectors.contract import AskPerson, Facts, NotSent, Outcome, OutgoingPost, Sent, Unknown
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.official_accounts.sealing import credentials_of
from schoolgate.posts import noticeboard
from schoolgate.posts.actions.publishing import record_not_sent, record_sent, record_unknown
from schoolgate.posts.locking import lock_what_decides
from schoolgate.posts.models import Delivery, DeliveryAttempt
from schoolgate.posts.publishing.leaving import written_down
from schoolgate.posts.publishing.outgoing import outgoing_post
from schoolgate.posts.publishing.queries import LATEST
from schoolgate.posts.publishing.removing import remove, sweep
from schoolgate.posts.publishing.starting import connector_of
from schoolgate.posts.publishing.states import NOT_PUBLIC
from schoolgate.posts.queries import refusals_to_publish
from schoolgate.rules.refusals import Control, Refusal

# No worker holds a delivery longer than this; after a kill it is taken up again then.
LEASE = timedelta(seconds=100)
# A video of three minutes, over a school's slow line.
LEASE_OF_A_VIDEO = timedelta(minutes=15)
WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900, 3600))
# So many answers that tell nothing, within six minutes, and a person is asked to look.
DOUBTS_BEFORE_ASKING = 4
STOPPED_WAIT = timedelta(seconds=30)
_TO_SEND = (Delivery.State.CLAIMED, Delivery.State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that this worker alone holds for a while, and exactly what it is to send."""

    delivery: Delivery
    outgoing: OutgoingPost
    attempt: DeliveryAttempt


def send(delivery_id: int, now: datetime) -> None:
    """Make one attempt, if it is due and nobody else is at it. Safe to run twice, and at the same time."""
    delivery = Delivery._base_manager.select_related("post__school__trust").get(pk=delivery_id)
    actor = clock(delivery.post.school, now)
    with scope(school=delivery.post.school):
        taken = _take(actor, delivery_id)
        if taken is not None:
            _settle(actor, taken, written_down(taken.delivery, now) or _send(taken))


def _take(actor: Actor, delivery_id: int) -> Taken | None:
    """The short transaction: lock, judge everything again, put the next attempt off, write down that one begins."""
    with transaction.atomic():
        delivery = Delivery.objects.select_related("post__school__trust", "account").get(pk=delivery_id)
        lock_what_decides(actor, delivery.post)
        delivery = (
            Delivery.objects.select_for_update(of=("self",))
            .select_related("post__school__trust", "account")
            .get(pk=delivery_id)
        )
        if delivery.state not in _TO_SEND or delivery.not_before > actor.now:
            return None
        if delivery.state == Delivery.State.UNKNOWN and not delivery.may_repeat:
            return None
        refusals = _refusals(actor, delivery)
        if not refusals:
            return _lease(actor, delivery)
        if _only_waits(actor, delivery, refusals):
            _put_off(delivery, actor.now + STOPPED_WAIT, delivery.last_words or refusals[0].words)
            return None
    _give_up(actor, delivery, refusals)
    return None


def _refusals(actor: Actor, delivery: Delivery) -> list[Refusal]:
    """Why it may not be sent now, judged again."""
    found = refusals_to_publish(actor, delivery.post, account_id=delivery.account_id)
    if delivery.digest != delivery.post.digest or not _is_in_time(actor, delivery):
        found.append(
            Refusal(
                Control.APPROVED_AS_IT_STANDS, _("It could not be sent in time."), _("Choose a new time.")
            )
        )
    return [refusal for refusal in found if not refusal.warning]


def _only_waits(actor: Actor, delivery: Delivery, refusals: Sequence[Refusal]) -> bool:
    """A stop is waited for. What may be up already is never given up: a person was asked, or it is asked again."""
    is_stop = {refusal.control for refusal in refusals} == {Control.NOTHING_WHILE_SUSPENDED}
    return delivery.state == Delivery.State.UNKNOWN or (is_stop and _is_in_time(actor, delivery))


def _is_in_time(actor: Actor, delivery: Delivery) -> bool:
    return actor.now - delivery.claimed_at < LATEST


def _lease(actor: Actor, delivery: Delivery) -> Taken:
    outgoing = outgoing_post(delivery)
    is_long = any(one.media_type == "video/mp4" for one in outgoing.pictures)
    delivery.not_before = actor.now + (LEASE_OF_A_VIDEO if is_long else LEASE)
    delivery.attempts += 1
    delivery.save(update_fields=["not_before", "attempts"])
    attempt = DeliveryAttempt.objects.create(delivery=delivery, at=actor.now, what="send", outcome="begun")
    return Taken(delivery, outgoing, attempt)


def _give_up(actor: Actor, delivery: Delivery, refusals: Sequence[Refusal]) -> None:
    because = " ".join(refusal.words for refusal in refusals)
    controls = tuple(sorted({refusal.control.value for refusal in refusals}))
    record_not_sent(actor, delivery, why=because, controls=controls)


def _send(taken: Taken) -> Outcome:
    """The call to the other machine. What the connector wants remembered is committed before it goes on."""
    delivery = taken.delivery
    if delivery.account.connector == "noticeboard":
        noticeboard.put_copies(delivery, taken.outgoing)

    def keep(facts: Facts) -> None:
        Delivery._base_manager.filter(pk=delivery.pk).update(remembered=facts)

    return connector_of(delivery.account).publish(
        taken.outgoing, credentials_of(delivery.account), remembered=delivery.remembered, remember=keep
    )


def _settle(actor: Actor, taken: Taken, outcome: Outcome) -> None:
    """Record what came of it. Whatever was decided meanwhile, a copy that is up is known, and comes down if it must."""
    delivery, words = taken.delivery, _words(outcome)
    DeliveryAttempt.objects.filter(pk=taken.attempt.pk).update(
        outcome=type(outcome).__name__.lower(), words=words
    )
    delivery.refresh_from_db()
    try:
        if isinstance(outcome, Sent):
            record_sent(
                actor,
                delivery,
                addresses=outcome.addresses,
                remote_id=outcome.remote_id,
                note=outcome.note,
            )
        elif delivery.state in _TO_SEND:
            _settle_what_is_not_up(actor, delivery, outcome)
    except Refused:
        pass  # Another worker recorded the same.
    delivery.refresh_from_db()
    if delivery.state == Delivery.State.COMING_DOWN:
        remove(delivery.pk, actor.now)
    elif delivery.state in NOT_PUBLIC:
        sweep(delivery.pk, actor.now)


def _settle_what_is_not_up(actor: Actor, delivery: Delivery, outcome: NotSent | Unknown | AskPerson) -> None:
    if isinstance(outcome, NotSent):
        if outcome.permanent or not _is_in_time(actor, delivery):
            record_not_sent(actor, delivery, why=outcome.why)
        else:
            _put_off(delivery, actor.now + _wait(delivery, outcome.retry_after), outcome.why)
    elif isinstance(outcome, Unknown):
        if delivery.state == Delivery.State.CLAIMED and (
            not outcome.may_repeat or delivery.attempts >= DOUBTS_BEFORE_ASKING
        ):
            record_unknown(
                actor, delivery, why=outcome.why, look_at=outcome.look_at, may_repeat=outcome.may_repeat
            )
        _put_off(delivery, actor.now + _wait(delivery, None), outcome.why)


def _put_off(delivery: Delivery, until: datetime, words: str) -> None:
    Delivery._base_manager.filter(pk=delivery.pk).update(not_before=until, last_words=words[:400])


def _wait(delivery: Delivery, asked_s: int | None) -> timedelta:
    """The longer of our own patience and what the place asked for."""
    ours = WAITS[min(max(delivery.attempts - 1, 0), len(WAITS) - 1)]
    return max(ours, timedelta(seconds=asked_s or 0))


def _words(outcome: Outcome) -> str:
    return (getattr(outcome, "why", "") or getattr(outcome, "note", ""))[:400]

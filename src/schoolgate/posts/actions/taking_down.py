"""Taking a post down: deciding it, recording what was removed, what was seen at each address, and when all is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.connectors.contract import Address
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.calendars import school_calendar
from schoolgate.people.queries import holders, today_of
from schoolgate.posts.actions.publishing import close_task, keep_copies, task_about
from schoolgate.posts.locking import lock_delivery, lock_what_decides
from schoolgate.posts.models import Copy, Delivery, Look, Post, TakeDown
from schoolgate.posts.publishing import queries
from schoolgate.posts.publishing.queries import refusals_unless
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC, NOT_PUBLIC
from schoolgate.rules.posts.states import HAS_LEFT, State

TAKEDOWN = ("noun.posts.takedown",)
LOOKS_AFTER = (timedelta(hours=1), timedelta(days=1))
BY_HAND_WITHIN = timedelta(hours=24)
LOOKED_AT_WITHIN_SCHOOL_DAYS = 5
DeliveryState = Delivery.State


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at an address: "gone", "there" or "unknown", and why."""

    address: Address
    found: str
    words: str = ""


@action(
    may=Permission.POST_TAKE_DOWN,
    unless=queries.refusals_to_take_down,
    records=EventType.POST_TAKEN_DOWN,
    locks=lock_what_decides,
)
def take_down_post(
    actor: Actor,
    post: Post,
    *,
    why: str,
    words: str = "",
    delivery_ids: Sequence[int] | None = None,
    recall_id: int | None = None,
) -> Done:
    """Take the post down everywhere (or only these deliveries): what a machine can at once, the rest by a person."""
    live = Delivery.objects.filter(post=post, state__in=MAY_BE_PUBLIC).select_related(
        "account", "post__school"
    )
    if delivery_ids is not None:
        live = live.filter(pk__in=delivery_ids)
    deliveries = list(live)
    take_down = TakeDown.objects.create(
        post=post, why=why, words=words, recall_id=recall_id, asked_at=actor.now, asked_by=actor.person
    )
    for delivery in deliveries:
        _comes_down(delivery, take_down, actor.now)
    if not deliveries:
        take_down.all_gone_at = actor.now
        take_down.save(update_fields=["all_gone_at"])
    _settle_post(post, actor.now)
    detail = {
        "take_down": take_down.pk,
        "why": why,
        "words": words,
        "deliveries": [one.pk for one in deliveries],
    }
    return Done(post, detail, controls=TAKEDOWN)


def _comes_down(delivery: Delivery, take_down: TakeDown, now: datetime) -> None:
    by_hand = delivery.account.connector == "by_hand"
    delivery.state, delivery.taken_down_for = DeliveryState.COMING_DOWN, take_down
    delivery.not_before, delivery.attempts, delivery.last_words = now, 0, ""
    delivery.save()
    Copy.objects.filter(delivery=delivery, state=Copy.State.LIVE).update(state=Copy.State.GOING)
    if by_hand:
        _ask_person(delivery, now)


@action(
    may=Permission.POST_PUBLISH,
    unless=refusals_unless(DeliveryState.COMING_DOWN),
    records=EventType.COPY_TAKEN_DOWN,
    locks=lock_delivery,
)
def record_removal(
    actor: Actor, delivery: Delivery, *, seen: Sequence[Seen], why: str, needs_person: bool
) -> Done:
    """What a machine removed, and what was seen at each address right after."""
    keep_copies(delivery, [one.address for one in seen], actor.now)
    _note_looks(delivery, seen, actor.now)
    _plan_looks(delivery, actor.now)
    delivery.last_words = why[:400]
    if not why and all(one.found == "gone" for one in seen):
        _is_down(delivery, actor, _("Every address is gone."))
    else:
        delivery.save()
        if needs_person:
            _ask_person(delivery, actor.now)
    return Done(delivery, _told(delivery, seen, why), controls=TAKEDOWN)


@action(
    may=Permission.POST_PUBLISH,
    unless=refusals_unless(DeliveryState.COMING_DOWN, DeliveryState.DOWN),
    records=EventType.COPY_LOOKED_AT,
    locks=lock_delivery,
)
def record_looks(actor: Actor, delivery: Delivery, *, seen: Sequence[Seen]) -> Done:
    """What was seen at addresses when looking again. One that is there again comes down again, with a person's help."""
    _note_looks(delivery, seen, actor.now)
    if any(one.found == "there" for one in seen):
        delivery.state, delivery.not_before, delivery.attempts = DeliveryState.COMING_DOWN, actor.now, 0
        delivery.last_words = _("It can still be seen.")
        delivery.save()
        _ask_person(delivery, actor.now)
        TakeDown.objects.filter(deliveries=delivery).update(all_gone_at=None)
        _settle_post(delivery.post, actor.now)
    elif (
        delivery.state == DeliveryState.COMING_DOWN
        and not _not_gone(delivery).exists()
        and not delivery.last_words
    ):
        _is_down(delivery, actor, _("Every address is gone."))
    return Done(delivery, _told(delivery, seen, ""), controls=TAKEDOWN)


@action(
    may=Permission.POST_CONFIRM,
    unless=refusals_unless(DeliveryState.COMING_DOWN),
    records=EventType.COPY_TAKEN_DOWN,
    locks=lock_delivery,
)
def confirm_gone(actor: Actor, delivery: Delivery) -> Done:
    """A person says: it is gone from there."""
    Copy.objects.filter(delivery=delivery).exclude(state=Copy.State.GONE).update(
        state=Copy.State.GONE, gone_at=actor.now
    )
    _is_down(delivery, actor, _("Somebody looked: it is gone."))
    return Done(delivery, {"post": delivery.post_id, "said_by_person": True}, controls=TAKEDOWN)


@action(
    may=Permission.POST_TAKE_DOWN,
    unless=queries.refusals_to_leave_up,
    records=EventType.COPY_LEFT_UP,
    locks=lock_delivery,
)
def leave_up(actor: Actor, delivery: Delivery, *, why: str) -> Done:
    """It cannot be taken down, and why. The data protection lead looks whether that is so."""
    delivery.left_up_at, delivery.left_up_because = actor.now, why
    delivery.save(update_fields=["left_up_at", "left_up_because"])
    close_task(delivery, actor, _("It cannot be taken down."))
    _ask_whether_that_is_so(delivery, actor.now)
    return Done(delivery, {"post": delivery.post_id}, controls=TAKEDOWN)


def _note_looks(delivery: Delivery, seen: Sequence[Seen], now: datetime) -> None:
    """What was seen goes to each copy, and fills the looks that are due."""
    copies = {(copy.kind, copy.url): copy for copy in Copy.objects.filter(delivery=delivery)}
    for one in seen:
        copy = copies[str(one.address.kind), one.address.url]
        if one.found == "gone":
            copy.state, copy.gone_at = Copy.State.GONE, copy.gone_at or now
        elif one.found == "there":
            copy.state, copy.gone_at = Copy.State.STILL_THERE, None
        copy.save(update_fields=["state", "gone_at"])
        found = {"looked_at": now, "found": one.found, "words": one.words[:200]}
        if not Look.objects.filter(copy=copy, looked_at__isnull=True, due_at__lte=now).update(**found):
            Look.objects.create(copy=copy, due_at=now, **found)


def _plan_looks(delivery: Delivery, now: datetime) -> None:
    """Two more looks at each address, once."""
    unplanned = Copy.objects.filter(~Q(looks__due_at__gt=now), delivery=delivery).exclude(url="")
    Look.objects.bulk_create(
        Look(copy=copy, due_at=now + after) for copy in unplanned.distinct() for after in LOOKS_AFTER
    )


def _ask_person(delivery: Delivery, now: datetime) -> None:
    """Somebody takes it down by hand, with the link, by a time."""
    task_about(
        delivery,
        "duty.take_down_by_hand",
        _("Take it down from %(place)s") % {"place": delivery.account.name},
        delivery.post.heading,
        now + BY_HAND_WITHIN,
    )


def _ask_whether_that_is_so(delivery: Delivery, now: datetime) -> None:
    school = delivery.post.school
    lead = holders(school, [Role.DATA_PROTECTION_LEAD], today_of(now)).exists()
    Duty.objects.create(
        school=school,
        key="duty.left_up_looked_at",
        what=(_("Look whether it must stay up on %(place)s") % {"place": delivery.account.name})[:200],
        more=_("Somebody says that it cannot be taken down. The reason stands on its page."),
        about=f"left-up:{delivery.pk}",
        link=reverse("posts:confirm", args=[school.slug, delivery.pk]),
        owed_by_role=Role.DATA_PROTECTION_LEAD if lead else Role.HEADTEACHER,
        due_at=school_calendar(school, now).school_days_after(now, LOOKED_AT_WITHIN_SCHOOL_DAYS),
    )


def _is_down(delivery: Delivery, actor: Actor, outcome: str) -> None:
    delivery.state, delivery.down_at, delivery.remembered = DeliveryState.DOWN, actor.now, {}
    delivery.last_words = ""
    delivery.save()
    close_task(delivery, actor, outcome)
    take_down = delivery.taken_down_for
    if take_down is not None and not take_down.deliveries.exclude(state=DeliveryState.DOWN).exists():
        take_down.all_gone_at = actor.now
        take_down.save(update_fields=["all_gone_at"])
    _settle_post(delivery.post, actor.now)


def _settle_post(post: Post, now: datetime) -> None:
    """The post stands where its deliveries stand."""
    if post.state not in HAS_LEFT | {State.COMING_DOWN, State.DOWN}:
        return
    states = set(Delivery.objects.filter(post=post).values_list("state", flat=True))
    if states & set(MAY_BE_PUBLIC):
        return
    state = State.DOWN if states <= set(NOT_PUBLIC) else State.COMING_DOWN
    if post.state != state:
        post.state, post.changed_at = state, now
        post.save(update_fields=["state", "changed_at"])


def _not_gone(delivery: Delivery) -> QuerySet[Copy]:
    return Copy.objects.filter(delivery=delivery).exclude(state=Copy.State.GONE).exclude(url="")


def _told(delivery: Delivery, seen: Sequence[Seen], why: str) -> dict[str, object]:
    return {
        "post": delivery.post_id,
        "seen": [{"url": one.address.url, "found": one.found} for one in seen],
        "why": why,
    }

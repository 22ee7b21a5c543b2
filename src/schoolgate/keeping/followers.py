"""What is written into the never-forget journal because of an event, right after it was committed.

A no is written after its commit, not before: before, a transaction that is rolled back would leave a no that nobody
said. The follow-up is queued in the event's own transaction, so as long as the database lives the line is written,
also after a crash; the clock runs these follow-ups every second beside the worker, so about a second is what a
machine that burns down can forget. Writing a line twice does no harm. (What is *sent* is written the other way
round, before anything leaves: see leaving.py.)
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django_scopes import scopes_disabled

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.families.models import FamilyLink
from schoolgate.keeping.gone_pictures import LINE
from schoolgate.keeping.installation import journal, key_of
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture
from schoolgate.media.storing import COPIES
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Appointment, Person
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.posts.models import Copy, Delivery, Post, Stop, TakeDown
from schoolgate.posts.publishing.calling_back import call_back
from schoolgate.posts.publishing.deleting import copies_of
from schoolgate.pupils.models import Answer, ConsentNow, KeptApart, Pupil, Responsibility
from schoolgate.registers.models import TiedDevice
from schoolgate.rules.consents import Said

Line = tuple[str, dict[str, Any]]
Told = Callable[[Event], Iterable[Line]]


def _nos_of_pupil(event: Event) -> Iterable[Line]:
    nos = ConsentNow._base_manager.filter(pupil_id=int(event.subject_id)).exclude(said=Said.YES)
    uses = {one.use: one.said for one in nos}
    if uses:
        yield "nos", {"pupils": {event.subject_id: uses}}


def _nos_of_import(event: Event) -> Iterable[Line]:
    """The first nos of a file: where a use stands until somebody objects, forgetting one would be a yes."""
    nos = Answer._base_manager.filter(roll_import_id=int(event.subject_id), pupil__isnull=False)
    pupils: dict[str, dict[str, str]] = {}
    for pupil_id, use, said in nos.exclude(said=Said.YES).values_list("pupil_id", "use", "said"):
        pupils.setdefault(str(pupil_id), {})[use] = said
    if pupils:
        yield "nos", {"pupils": pupils}


def _of_import(event: Event) -> Iterable[Line]:
    """Its nos, whom nobody writes to any more, and how many adults a court keeps from which child."""
    yield from _nos_of_import(event)
    school = {"pupil__school_id": int(event.log_id.partition(":")[2])}
    ended = Responsibility.objects.filter(**school, may_be_written_to=False, may_answer=False)
    if ties := [list(tie) for tie in ended.order_by("pk").values_list("pupil_id", "adult_id")]:
        yield "adults", {"ties": ties}
    apart = KeptApart._base_manager.filter(roll_import_id=int(event.subject_id))
    if pupils := sorted(set(apart.values_list("pupil_id", flat=True))):
        yield "apart", {"pupils": pupils}


def _links(event: Event) -> Iterable[Line]:
    """The family's links that ended with this event: one that was given up, or those that a new one took over from."""
    if event.type == EventType.FAMILY_LINK_ENDED:
        ended = FamilyLink._base_manager.filter(pk=int(event.subject_id))
    else:
        ended = FamilyLink._base_manager.filter(school_id=int(event.subject_id), ended_at=event.at)
    if ids := list(ended.order_by("pk").values_list("pk", flat=True)):
        yield "family_links", {"links": ids}


def _held(event: Event) -> Iterable[Line]:
    yield "held", {"pupil": int(event.subject_id)}


def _restriction(event: Event) -> Iterable[Line]:
    yield "restricted", {"pupil": int(event.subject_id)}


def _ties(event: Event) -> Iterable[Line]:
    ties = Responsibility.objects.filter(pupil_id=int(event.subject_id))
    for tie in ties:
        if not (tie.may_answer and tie.may_be_written_to):
            may = {"may_answer": tie.may_answer, "may_be_written_to": tie.may_be_written_to}
            yield "adult", {"pupil": tie.pupil_id, "adult": tie.adult_id, **may}


def _end(event: Event) -> Iterable[Line]:
    last_on = Appointment.objects.values_list("last_on", flat=True).get(pk=int(event.subject_id))
    if last_on is not None:
        yield "ended", {"appointment": int(event.subject_id), "last_on": last_on.isoformat()}


def _standing(event: Event) -> Iterable[Line]:
    account = OfficialAccount._base_manager.get(pk=int(event.subject_id))
    if account.standing != OfficialAccount.Standing.LIVE:
        yield "account", {"account": account.pk, "standing": account.standing}


def _stop(event: Event) -> Iterable[Line]:
    stop = Stop.objects.get(pk=int(event.subject_id))
    yield "stopped", {"school": stop.school_id, "trust": stop.trust_id}


def _sign_in(event: Event) -> Iterable[Line]:
    if event.subject_id.isdecimal():
        yield "sign_in", {"person": int(event.subject_id), "what": event.type}


def _account_elsewhere(event: Event) -> Iterable[Line]:
    """Said at a school, and like every way in a matter of the trust."""
    person = Person.objects.get(pk=int(event.subject_id))
    yield "sign_in", {"person": person.pk, "what": event.type, "trust": person.trust_id, "school": None}


def _key_of_program(event: Event) -> Iterable[Line]:
    yield "token", {"token": int(event.subject_id)}


def _calendar_address(event: Event) -> Iterable[Line]:
    """Where it was renewed, or may have been; which address it was is not in the journal."""
    detail = EventDetail.objects.filter(pk=event.pk).first()
    if detail is None or json.loads(detail.words).get("feed") == "renewed":
        yield "calendar", {}


def _way_in_from_outside(event: Event) -> Iterable[Line]:
    ended = SignInProvider.objects.filter(trust_id=int(event.subject_id), ended_at=event.at)
    yield from (("provider", {"provider": one.pk}) for one in ended)


def _devices(event: Event) -> Iterable[Line]:
    """The browsers that are known on a school device no longer: one that was untied, or all of a device that left the
    register."""
    ended = (
        Q(pk=int(event.subject_id))
        if event.type == EventType.DEVICE_UNTIED
        else Q(entry=int(event.subject_id))
    )
    if ids := list(TiedDevice._base_manager.filter(ended).order_by("pk").values_list("pk", flat=True)):
        yield "devices", {"devices": ids}


def _erasure(event: Event) -> Iterable[Line]:
    erased = Event.objects.get(pk=int(event.subject_id))
    yield "erased", {"erased": erased.pk, "commitment": erased.commitment, "log": erased.log_id}


def _emptied(event: Event) -> Iterable[Line]:
    yield "emptied", {"what": event.subject_type, "id": int(event.subject_id)}


def _reader(event: Event) -> Iterable[Line]:
    yield "reader", {"reader": int(event.subject_id)}


def _picture_gone(event: Event) -> Iterable[Line]:
    """Where it lay, and the copies made of it; `since` where no backup may keep it."""
    picture = Picture._base_manager.get(pk=int(event.subject_id))
    posts = Post._base_manager.filter(pictures__picture=picture).distinct()
    copies = [f"{COPIES}/{picture.school_id}/{name}" for post in posts for name in copies_of(post)]
    since = {"since": picture.added_at.isoformat()} if event.type == EventType.PICTURE_REPORTED else {}
    before = EventDetail.objects.filter(
        event__type=EventType.PICTURE_ORIGINAL_GONE,
        event__subject_type=Picture._meta.label_lower,
        event__subject_id=event.subject_id,
    )
    stored = {picture.stored_as, *(json.loads(one.words)["was"] for one in before)}
    names = [*(f"{picture.school_id}/{name.removesuffix('.jpg')}" for name in sorted(stored)), *copies]
    yield LINE, {"places": [f"{name}{end}" for name in names for end in (".jpg", ".mp4")], **since}


def _sent(event: Event) -> Iterable[Line]:
    delivery = Delivery._base_manager.select_related("post").get(pk=int(event.subject_id))
    copies = Copy._base_manager.filter(delivery=delivery).exclude(kind="feed")
    kind = {
        Delivery.State.UP: "sent",
        Delivery.State.COMING_DOWN: "down",
        Delivery.State.DOWN: "down",
        Delivery.State.NOT_SENT: "not_sent",
        Delivery.State.ASKED: "asked",
    }.get(Delivery.State(delivery.state))
    if kind:
        addresses = [[one.kind, one.url, one.remote_id] for one in copies.order_by("pk")]
        yield kind, {**facts_of(delivery), **({"addresses": addresses} if kind == "sent" else {})}


def _down(event: Event) -> Iterable[Line]:
    take_down = TakeDown._base_manager.filter(post_id=int(event.subject_id)).order_by("-pk").first()
    for delivery in Delivery._base_manager.filter(taken_down_for=take_down).select_related("post"):
        yield "down", facts_of(delivery)


def facts_of(delivery: Delivery) -> dict[str, Any]:
    """Which delivery it is: by its key, which no other one ever has, and by what it was of and where to."""
    return {
        "school": delivery.post.school_id,
        "delivery": delivery.key,
        "post": delivery.post_id,
        "account": delivery.account_id,
        "digest": delivery.digest,
    }


REMEMBERED: dict[EventType, Told] = {
    EventType.CONSENT_WITHDRAWN: _nos_of_pupil,
    EventType.CONSENT_ANSWERED: _nos_of_pupil,
    EventType.ROLL_IMPORTED: _of_import,
    EventType.ROLL_FOLDER_READ: _of_import,
    EventType.ROLL_SENT: _of_import,
    EventType.FAMILY_LINK_ENDED: _links,
    EventType.FAMILY_LINKS_SENT: _links,
    EventType.PUPIL_RESTRICTED: _restriction,
    EventType.PUPIL_HELD: _held,
    EventType.ADULT_CHANGED: _ties,
    EventType.APPOINTMENT_ENDED: _end,
    EventType.STAND_IN_ENDED: _end,
    EventType.ACCOUNT_SUSPENDED: _standing,
    EventType.ACCOUNT_CLOSED: _standing,
    EventType.POSTS_STOPPED: _stop,
    EventType.PASSWORD_CHANGED: _sign_in,
    EventType.PASSKEY_REMOVED: _sign_in,
    EventType.SECOND_FACTOR_REMOVED: _sign_in,
    EventType.OUTSIDE_ACCOUNT_FORGOTTEN: _account_elsewhere,
    EventType.TOKEN_REVOKED: _key_of_program,
    EventType.CALENDAR_CHANGED: _calendar_address,
    EventType.DEVICE_UNTIED: _devices,
    EventType.ENTRY_ENDED: _devices,
    EventType.SIGN_IN_ENDED: _way_in_from_outside,
    EventType.DETAIL_ERASED: _erasure,
    EventType.PERSONAL_DATA_ERASED: _emptied,
    EventType.READER_ENDED: _reader,
    EventType.PICTURE_DELETED: _picture_gone,
    EventType.PICTURE_REPORTED: _picture_gone,
    EventType.DELIVERY_SENT: _sent,
    EventType.DELIVERY_CONFIRMED: _sent,
    EventType.DELIVERY_HANDED_OVER: _sent,
    EventType.DELIVERY_FAILED: _sent,
    EventType.DELIVERY_REFUSED: _sent,
    EventType.COPY_LINKED: _sent,
    EventType.POST_TAKEN_DOWN: _down,
}


@follows(*REMEMBERED)
def remember(event: Event, now: datetime) -> None:
    """Write down what must not be forgotten of this event. Twice is as good as once."""
    with scopes_disabled():
        lines = list(REMEMBERED[EventType(event.type)](event))
    if not lines:
        return
    log, _, number = event.log_id.partition(":")
    whose = {log: int(number)} if number.isdecimal() else {}
    for kind, facts in lines:
        journal().append(
            kind, event.at, of=key_of(now), event=event.pk, mark=event.commitment, **{**whose, **facts}
        )


@follows(EventType.JOURNAL_REPLAYED)
def bring_down_what_may_not_be_shown(event: Event, now: datetime) -> None:
    """After a no was put back: whatever still shows the pupil comes down. The family was told at the time."""
    if event.subject_type == Pupil._meta.label_lower:
        pupil = Pupil._base_manager.select_related("school__trust").get(pk=int(event.subject_id))
        call_back(pupil, event, now, always=False, tells_family=False)

"""After a restore: what the journal says was sent is known again, and nothing goes out that was decided before.

The journal says where each delivery stood last. What the database can hold of it is written into it; what it cannot,
because it has no such post or no decision about it, is listed for a person (`unknown_here`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.keeping.journal import Entry
from schoolgate.keeping.leaving import addresses_in
from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.posts.models import Approval, Copy, Delivery, Post, Release, TakeDown
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.rules.posts.states import WILL_GO_OUT, State

Is = Delivery.State
_OWN = "noticeboard"
_STANDS = {
    "leaving": Is.UNKNOWN,
    "asked": Is.ASKED,
    "sent": Is.UP,
    "not_sent": Is.NOT_SENT,
    "down": Is.COMING_DOWN,
}
# Where a later line cannot make an earlier one undone: what was taken down stays down.
_FIRMNESS = {
    Is.NOT_SENT: 0,
    Is.CLAIMED: 0,
    Is.ASKED: 1,
    Is.UNKNOWN: 2,
    Is.UP: 3,
    Is.COMING_DOWN: 4,
    Is.DOWN: 5,
}


@dataclass
class Fate:
    """What became of one delivery, by its last lines."""

    last: Entry
    addresses: list[list[str]] = field(default_factory=list)


@dataclass
class WentOut:
    """What was put back of what was sent."""

    known: int = 0
    held_posts: int = 0
    unknown_here: list[dict[str, Any]] = field(default_factory=list)


def know_again(actor: Actor, school: School, entries: Iterable[Entry], *, has_journal: bool) -> WentOut:
    """Everything about deliveries."""
    result, fates = WentOut(), _fates(entries)
    there = {one.key: one for one in _deliveries(school).filter(key__in=fates)}
    for key, fate in fates.items():
        delivery = there.get(key) or _insert(school, key, fate)
        if delivery is not None:
            result.known += _stand(delivery, fate, actor.now)
        elif fate.last.kind in {"leaving", "asked", "sent"} and not _is_own(fate):
            result.unknown_here.append(_unknown(school, fate))
    # Begun when the backup was made: without a line nothing had left, without a journal nobody can tell.
    begun = _deliveries(school).filter(state=Is.CLAIMED)
    begun.update(state=Is.NOT_SENT if has_journal else Is.UNKNOWN, last_words=_because())
    _deliveries(school).filter(state=Is.UNKNOWN).update(may_repeat=False)
    result.held_posts = _hold_what_waits(school, actor.now)
    return result


def _fates(entries: Iterable[Entry]) -> dict[str, Fate]:
    fates: dict[str, Fate] = {}
    for entry in entries:
        if entry.kind in _STANDS:
            fate = fates.setdefault(entry.facts["delivery"], Fate(entry))
            fate.last = entry
            fate.addresses = entry.facts.get("addresses") or fate.addresses
    return fates


def _deliveries(school: School) -> Any:
    return Delivery.objects.filter(post__school=school).select_related("post", "account")


def _insert(school: School, key: str, fate: Fate) -> Delivery | None:
    """A delivery of a post that is here with the same words and a decision for them; the database demands both."""
    post_id, digest = fate.last.facts["post"], fate.last.facts["digest"]
    account_id = fate.last.facts["account"]
    decided = any(
        model.objects.filter(post_id=post_id, digest=digest, withdrawn_at__isnull=True).exists()
        for model in (Approval, Release)
    )
    is_here = Post.objects.filter(pk=post_id, school=school, digest=digest).exists()
    has_account = OfficialAccount.objects.filter(pk=account_id, school=school).exists()
    if not (decided and is_here and has_account):
        return None
    return Delivery.objects.select_related("post", "account").get(
        pk=Delivery.objects.update_or_create(
            post_id=post_id,
            account_id=account_id,
            digest=digest,
            defaults={
                "key": key,
                "state": Is.NOT_SENT,
                "remembered": {},
                "not_before": fate.last.at,
                "claimed_at": fate.last.at,
            },
        )[0].pk
    )


def _stand(delivery: Delivery, fate: Fate, now: datetime) -> int:
    """Bring the delivery to where it stood; 1 where that changed it."""
    state = _STANDS[fate.last.kind]
    is_own = delivery.account.connector == _OWN
    if is_own and delivery.state != Is.UP and state in {Is.UNKNOWN, Is.UP}:
        state = Is.NOT_SENT  # Our own place shows what this database shows: it is not there.
    if state != Is.NOT_SENT and _FIRMNESS[Is(delivery.state)] >= _FIRMNESS[state]:
        return 0
    if state == Is.NOT_SENT and delivery.state not in {Is.CLAIMED, Is.UNKNOWN}:
        return 0
    delivery.state, delivery.last_words, delivery.may_repeat = state, _because(), False
    delivery.not_before, delivery.attempts = now, 0
    if state == Is.UNKNOWN:
        delivery.look_at = delivery.account.address
    if state in {Is.UP, Is.COMING_DOWN}:
        _keep_copies(delivery, fate)
        delivery.sent_at = delivery.sent_at or fate.last.at
    if state == Is.COMING_DOWN:
        delivery.taken_down_for = TakeDown.objects.create(
            post=delivery.post, why=TakeDown.Why.ASKED, words=_because(), asked_at=now, asked_by=None
        )
        Copy.objects.filter(delivery=delivery, state=Copy.State.LIVE).update(state=Copy.State.GOING)
    delivery.save()
    _stand_post(delivery.post, now)
    return 1


def _keep_copies(delivery: Delivery, fate: Fate) -> None:
    for kind, url, remote_id in fate.addresses:
        Copy.objects.get_or_create(
            delivery=delivery, kind=kind, url=url, defaults={"remote_id": remote_id, "up_at": fate.last.at}
        )


def _stand_post(post: Post, now: datetime) -> None:
    """The post stands where its deliveries stand."""
    states = set(Delivery.objects.filter(post=post).values_list("state", flat=True))
    if Is.UP in states:
        post.state, post.up_at = State.UP, post.up_at or now
    elif states & set(MAY_BE_PUBLIC):
        post.state = State.GOING_OUT
    elif Is.COMING_DOWN in states:
        post.state = State.COMING_DOWN
    else:
        return
    post.changed_at = now
    post.save(update_fields=["state", "up_at", "changed_at"])


def _hold_what_waits(school: School, now: datetime) -> int:
    """What was approved before the restore is decided again: since then somebody may have thought better of it."""
    held = 0
    on_the_way = Post.objects.filter(school=school, state__in=[*WILL_GO_OUT, State.GOING_OUT])
    for post in on_the_way.exclude(deliveries__state__in=MAY_BE_PUBLIC):
        for model in (Approval, Release):
            model.objects.filter(post=post, withdrawn_at__isnull=True).update(withdrawn_at=now)
        post.state, post.changed_at = State.HELD, now
        post.held_because = _(
            "The school was put back from a backup. Look at it, then send it for approval again."
        )
        post.save(update_fields=["state", "changed_at", "held_because"])
        held += 1
    return held


def _is_own(fate: Fate) -> bool:
    account = OfficialAccount._base_manager.filter(pk=fate.last.facts["account"]).first()
    return account is not None and account.connector == _OWN


def _unknown(school: School, fate: Fate) -> dict[str, Any]:
    post = Post.objects.filter(pk=fate.last.facts["post"], school=school).first()
    addresses = [[str(one.kind), one.url, one.remote_id] for one in addresses_in(fate.last)]
    return {
        "account": fate.last.facts["account"],
        "post": post.pk if post else None,
        "at": fate.last.at.isoformat(),
        "kind": fate.last.kind,
        "addresses": addresses or fate.addresses,
    }


def _because() -> str:
    return _("Known from the journal, after a restore.")

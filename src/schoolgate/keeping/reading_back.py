"""After a restore, every place is looked at as a stranger would: what is up there, and what is not."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.connectors.contract import Address, AddressKind
from schoolgate.keeping.actions.holding import record_reading
from schoolgate.keeping.followers import bring_down_what_may_not_be_shown
from schoolgate.keeping.holds import hold_of
from schoolgate.keeping.models import Hold
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.posts.models import Copy
from schoolgate.posts.publishing.starting import connector_of

# Pages of the newest posts first; with a second for each, a restore is looked through in minutes.
MOST_LOOKED_AT = 400


@follows(EventType.BACKUP_RESTORED)
def read_back(event: Event, now: datetime) -> None:
    """First what may no longer be shown comes down, then every place is looked at."""
    if event.subject_type != School._meta.label_lower:
        return
    school = School.objects.select_related("trust").get(pk=int(event.subject_id))
    hold = hold_of(school)
    if hold is None or hold.read_back_at is not None:
        return
    nos = Event.objects.filter(log_id=event.log_id, type=EventType.JOURNAL_REPLAYED, at__gte=hold.since)
    for no in nos.order_by("pk"):
        bring_down_what_may_not_be_shown(no, now)
    with scope(school=school):
        found = [*_seen(_public_copies()), *_unknown_here(hold)]
        try:
            record_reading(clock(school, now), hold, found=found)
        except Refused:
            return  # Another run was quicker.


def _public_copies() -> QuerySet[Copy]:
    """The pages that may be public, of every place but our own noticeboard."""
    return (
        Copy.objects.filter(kind=AddressKind.PAGE)
        .exclude(url="")
        .exclude(state=Copy.State.GONE)
        .exclude(delivery__account__connector="noticeboard")
        .select_related("delivery__account")
        .order_by("-delivery__pk", "pk")
    )


def _seen(copies: QuerySet[Copy]) -> Iterator[dict[str, Any]]:
    for number, copy in enumerate(copies.iterator()):
        delivery = copy.delivery
        address = Address(AddressKind(copy.kind), copy.url, copy.remote_id)
        yield {
            "account": delivery.account.name,
            "post": delivery.post_id,
            "delivery": delivery.pk,
            "stands": delivery.state,
            "url": copy.url,
            "found": _found(delivery.account, address) if number < MOST_LOOKED_AT else "not_looked_at",
        }


def _unknown_here(hold: Hold) -> Iterator[dict[str, Any]]:
    accounts = OfficialAccount.objects.filter(school=hold.school).in_bulk()
    for one in hold.unknown_here:
        account = accounts.get(one["account"])
        pages = [address for address in one["addresses"] if address[0] == AddressKind.PAGE and address[1]]
        for kind, url, remote_id in pages or [[AddressKind.PAGE, "", ""]]:
            known = account is not None and url
            yield {
                "account": account.name if account else "",
                "post": one["post"],
                "delivery": None,
                "stands": "unknown_here",
                "url": url,
                "found": _found(account, Address(AddressKind(kind), url, remote_id)) if known else "unknown",
            }


def _found(account: OfficialAccount | None, address: Address) -> str:
    """ "there", "gone" or "unknown"."""
    if account is None:
        return "unknown"
    return type(connector_of(account).look(address)).__name__.lower()

"""Before anything leaves, that it leaves is written into the journal and flushed to the disk.

The order is: the delivery is claimed and its attempt put off (committed), the journal says that it leaves (flushed),
then the other machine is called, then the outcome is committed. So whatever a restore takes away, the journal never
lacks something that is public. It may name something that was not sent after all; then somebody looks once too often.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.connectors.contract import (
    Address,
    AddressKind,
    Gone,
    NotSent,
    Outcome,
    Sent,
    There,
    Unknown,
)
from schoolgate.keeping.followers import facts_of
from schoolgate.keeping.installation import is_ahead, journal, key_of, lost_numbers, ours
from schoolgate.keeping.journal import Entry
from schoolgate.posts.models import Delivery
from schoolgate.posts.publishing.starting import connector_of

_OWN = "noticeboard"
_LATER_S = 300


def before_leaving(delivery: Delivery, now: datetime) -> Outcome | None:
    """Write it down. An outcome instead where nothing may be sent: it is there already, or nobody can tell."""
    key = key_of(now)
    if is_ahead(key):
        return NotSent(_("This installation was put back from a backup. Somebody looks first."), _LATER_S)
    if delivery.account.connector != _OWN and (before := _left_before_a_restore(key, delivery)) is not None:
        return _what_became_of(before, delivery)
    try:
        journal().append("leaving", now, of=key, **facts_of(delivery))
    except OSError:
        return NotSent(_("There is no room to write down that it is sent."), _LATER_S)
    return None


def _left_before_a_restore(key: str, delivery: Delivery) -> Entry | None:
    """The newest line of the same content to the same place, written in a time that a restore took away."""
    entries = ours(key)
    lost = lost_numbers(entries)
    found: dict[str, Entry] = {}
    wanted = facts_of(delivery)
    del wanted["delivery"]
    for entry in entries:
        if entry.number in lost and wanted.items() <= entry.facts.items():
            name = entry.facts["delivery"]
            if entry.kind in {"leaving", "asked", "sent"} and name != delivery.key:
                found[name] = entry
            else:
                found.pop(name, None)
    return max(found.values(), key=lambda entry: entry.number, default=None)


def _what_became_of(before: Entry, delivery: Delivery) -> Outcome | None:
    """Whether it is there already: looked at as a stranger would. None: it is not, so it may be sent."""
    addresses = addresses_in(before)
    connector = connector_of(delivery.account)
    seen = [connector.look(address) for address in addresses if address.url]
    if any(isinstance(look, There) for look in seen):
        remote = next((one.remote_id for one in addresses if one.kind == AddressKind.PAGE), "")
        return Sent(addresses, remote, _("It was there already, from before the restore."))
    if seen and all(isinstance(look, Gone) for look in seen):
        return None
    look_at = next((one.url for one in addresses if one.url), delivery.account.address)
    return Unknown(_("It may be there already, from before the restore. Please look."), look_at)


def addresses_in(entry: Entry) -> tuple[Address, ...]:
    """The addresses that a line tells of."""
    return tuple(
        Address(AddressKind(kind), url, remote) for kind, url, remote in entry.facts.get("addresses", ())
    )

"""The noticeboard as a platform like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.connectors.contract import (
    Address,
    Checked,
    Connector,
    Credentials,
    Look,
    Outcome,
    OutgoingPost,
    Remember,
    Sent,
    Surroundings,
    TakeDownOutcome,
)
from schoolgate.connectors.looking import look_at


@dataclass(frozen=True, slots=True)
class Noticeboard:
    surroundings: Surroundings
    kind: str = "noticeboard"
    title: str = "Noticeboard"
    by_machine: bool = True

    def publish(
        self,
        post: OutgoingPost,
        credentials: Credentials,
        *,
        remembered: Mapping[str, Any],
        remember: Remember,
    ) -> Outcome:
        """The caller's row is the publication; this only repeats where it can be seen."""
        return Sent(post.own_addresses, remote_id=post.delivery_key)

    def take_down(
        self, addresses: tuple[Address, ...], credentials: Credentials, *, remembered: Mapping[str, Any]
    ) -> TakeDownOutcome:
        """The caller has already taken the row and the files away; this looks whether that is so."""
        return TakeDownOutcome(tuple((address, self.look(address)) for address in addresses))

    def look(self, address: Address) -> Look:
        if self.surroundings.look_at_own is not None:
            return self.surroundings.look_at_own(address)
        return look_at(address, self.surroundings)

    def check_credentials(self, credentials: Credentials) -> Checked:
        return Checked(True, _("The noticeboard is part of this program and needs no key."))


def connector(surroundings: Surroundings) -> Connector:
    return Noticeboard(surroundings)

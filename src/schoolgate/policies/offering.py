"""The forms that open from the policy's page. The room that holds forms says which, for whoever reads the page."""

from collections.abc import Callable
from dataclasses import dataclass

from schoolgate.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Offered:
    """A form that somebody may fill in: the key in its address, and its title."""

    key: str
    title: str


Offers = Callable[[Actor], list[Offered]]
_offers: list[Offers] = []


def offer_forms_with(offers: Offers) -> None:
    """Said once, at start."""
    _offers[:] = [offers]


def forms_offered_to(actor: Actor) -> list[Offered]:
    """The forms of the policy that this person may fill in."""
    return [one for offers in _offers for one in offers(actor)]

"""What opens from the policy's page: its forms, and the policies beside it. The rooms that hold them say which."""

from collections.abc import Callable
from dataclasses import dataclass

from schoolgate.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Offered:
    """A form that somebody may fill in: the key in its address, and its title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A policy that is read together with this one: its title, and where it is, as far as the school said."""

    title: str
    number: str
    link: str
    place: str


Offers = Callable[[Actor], list[Offered]]
_offers: list[Offers] = []
Besides = Callable[[Actor], list[Beside]]
_besides: list[Besides] = []


def offer_forms_with(offers: Offers) -> None:
    """Said once, at start."""
    _offers[:] = [offers]


def forms_offered_to(actor: Actor) -> list[Offered]:
    """The forms of the policy that this person may fill in."""
    return [one for offers in _offers for one in offers(actor)]


def read_beside_with(besides: Besides) -> None:
    """Said once, at start."""
    _besides[:] = [besides]


def read_beside(actor: Actor) -> list[Beside]:
    """The policies that stand beside this one."""
    return [one for besides in _besides for one in besides(actor)]

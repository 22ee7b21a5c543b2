"""What must be in order before pupils' data comes in. `keeping` says at start what that is; else nothing is asked."""

from collections.abc import Callable, Iterable
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.rules.refusals import Refusal

# Schools, which the kernel does not know by name; None for the actor's own.
Asks = Callable[[Actor, Iterable[Any] | None], list[Refusal]]
_asks: list[Asks] = []


def must_be_put_right_first(refusals: Asks) -> None:
    """Called by keeping when it starts."""
    _asks[:] = [refusals]


def refusals_before_pupils_data(actor: Actor, schools: Iterable[Any] | None = None) -> list[Refusal]:
    """Why no pupils' data may come in yet: to the actor's own school, or to these schools of the trust."""
    return _asks[0](actor, schools) if _asks else []

"""What must be in order before pupils' data comes in. `keeping` says at start what that is; else nothing is asked."""

from collections.abc import Callable

from schoolgate.kernel.actor import Actor
from schoolgate.rules.refusals import Refusal

_asks: list[Callable[[Actor], list[Refusal]]] = []


def must_be_put_right_first(refusals: Callable[[Actor], list[Refusal]]) -> None:
    """Called by keeping when it starts."""
    _asks[:] = [refusals]


def refusals_before_pupils_data(actor: Actor) -> list[Refusal]:
    """Why no roll may come in yet."""
    return _asks[0](actor) if _asks else []

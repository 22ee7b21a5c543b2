"""How a clause lives in this program, in one honest word."""

from collections.abc import Iterable
from enum import StrEnum


class Lives(StrEnum):
    """What the program does for a row of a policy."""

    HELD = "held"
    TIMED = "timed"
    REGISTERED = "registered"
    LIMITED = "limited"
    SHOWN = "shown"
    SIGNED = "signed"
    ASKED = "asked"
    DECLINED = "declined"
    OPEN = "open"

    @property
    def is_proved(self) -> bool:
        """Whether a scene must prove it: everything but what is declined or not there yet."""
        return self not in (Lives.DECLINED, Lives.OPEN)


# What each mechanism can do for a clause; anything may be declined or open.
ABLE: dict[str, frozenset[Lives]] = {
    "gate": frozenset({Lives.HELD, Lives.ASKED}),
    "request": frozenset({Lives.HELD, Lives.ASKED, Lives.REGISTERED}),
    "duty": frozenset({Lives.TIMED, Lives.SIGNED}),
    "register": frozenset({Lives.REGISTERED}),
    "moment": frozenset({Lives.SHOWN, Lives.SIGNED}),
    "case": frozenset({Lives.HELD, Lives.ASKED, Lives.REGISTERED}),
    "access": frozenset({Lives.LIMITED}),
    "setting": frozenset({Lives.HELD, Lives.LIMITED, Lives.SHOWN, Lives.ASKED}),
    "noun": frozenset(Lives) - {Lives.DECLINED, Lives.OPEN},
}
# A clause on several rows counts as the weakest of them: what is open first, then declined, then asked.
WEAKEST_FIRST = (Lives.OPEN, Lives.DECLINED, Lives.ASKED)


def can_live(instance: str, lives: Lives) -> bool:
    """Whether the mechanism of this instance ("gate.four_eyes") can serve a clause in this way."""
    return not lives.is_proved or lives in ABLE.get(instance.partition(".")[0], frozenset())


def life_of_clause(rows: Iterable[Lives]) -> Lives:
    """How a clause lives by all its rows: a part that is open, declined or asked speaks for the whole."""
    each = tuple(rows)
    for weak in WEAKEST_FIRST:
        if weak in each:
            return weak
    return each[0] if each else Lives.OPEN

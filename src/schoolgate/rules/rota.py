"""A rota: who looks after what, from when until when, on which days of the week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn. No `account` means all of them, no `days` every day, no `until_on` that it goes on."""

    person: int
    what: str
    account: str
    from_on: date
    until_on: date | None = None
    days: frozenset[str] = frozenset()

    def is_on(self, on: date) -> bool:
        return (
            self.from_on <= on
            and (self.until_on is None or on <= self.until_on)
            and (not self.days or WEEK[on.weekday()] in self.days)
        )

    def is_of(self, account: str) -> bool:
        return not self.account or _plain(self.account) == _plain(account)


def on_duty(turns: Iterable[Turn], on: date, *, account: str) -> int | None:
    """Whose turn it is: one for this account goes before one for all of them, then the first given."""
    found = sorted(
        (one for one in turns if one.is_on(on) and one.is_of(account)), key=lambda one: not one.account
    )
    return found[0].person if found else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

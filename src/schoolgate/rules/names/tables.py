"""The index of one school's names as plain tables: a form in folded letters, and who bears it."""

from dataclasses import dataclass
from typing import NamedTuple

# Everybody who bears a form, smallest id first: namesakes are never dropped.
Bearers = tuple[int, ...]
NOBODY: Bearers = ()

# What a word of the index may be; a word may be several things.
GIVEN = 1  # part of a forename
FAMILY = 2  # part of a surname
CLASS = 4
YEAR = 8
SCHOOLS_OWN = 16  # the school's name, its road: never a pupil


class Hit(NamedTuple):
    """A word of the index at `shape[start:end]`."""

    start: int
    end: int
    word: str
    kinds: int


@dataclass(frozen=True, slots=True)
class Tables:
    """Forms by kind. `full` and `part` are forename first: "reka o leary"; `initials` are "rol".

    `part` holds names of which a piece is left out: half a double surname, the middle name as forename.
    `standing` gives a pupil's class, year and forenames, `near` leads from misspelt words to right ones.
    """

    full: dict[str, Bearers]
    part: dict[str, Bearers]
    forenames: dict[str, Bearers]
    short_names: dict[str, Bearers]
    surnames: dict[str, Bearers]
    surname_parts: dict[str, Bearers]
    initialled: dict[str, Bearers]
    initials: dict[str, Bearers]
    standing: dict[int, tuple[str, ...]]
    near: dict[str, tuple[str, ...]]
    adults: frozenset[str]

    def whole(self, phrase: str) -> Bearers:
        """Who bears a forename and surname, whole or in part."""
        return self.full.get(phrase) or self.part.get(phrase, NOBODY)

    def knows(self, word: str) -> bool:
        """Whether somebody's name is exactly this."""
        return word in self.forenames or word in self.surnames

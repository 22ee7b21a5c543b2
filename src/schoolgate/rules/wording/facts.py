"""What the reading of a text may raise, and the lists it goes by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from schoolgate.rules.wording.lists import plain, politics, rude


class Kind(StrEnum):
    CONTACT = "contact"
    PERSONAL = "personal"
    POLITICAL = "political"
    OPINION = "opinion"
    OFFENSIVE = "offensive"
    JARGON = "jargon"
    HARD_SENTENCE = "hard_sentence"


@dataclass(frozen=True, slots=True, order=True)
class Suspicion:
    """The words `text[start:end]` that raised it, and why, so that a page can ask about them alone."""

    start: int
    end: int
    kind: Kind
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words a check goes by. A policy adds its own with `with_more`.

    `swearing` and `insults` are rude wherever they stand. `jargon` pairs a word with plain ones.
    `allowed` are words that this school has good reason to use. A sentence of more than `longest_sentence`
    words is hard.
    """

    swearing: frozenset[str] = rude.SWEARING
    insults: frozenset[str] = rude.SLIGHTS
    parties: frozenset[str] = politics.PARTIES
    jargon: frozenset[tuple[str, str]] = plain.JARGON
    allowed: frozenset[str] = frozenset()
    longest_sentence: int = 25

    def with_more(
        self,
        *,
        swearing: frozenset[str] = frozenset(),
        insults: frozenset[str] = frozenset(),
        parties: frozenset[str] = frozenset(),
        jargon: Mapping[str, str] | None = None,
        allowed: frozenset[str] = frozenset(),
    ) -> "WordLists":
        """These lists and the words of a policy, in small letters."""
        return replace(
            self,
            swearing=self.swearing | swearing,
            insults=self.insults | insults,
            parties=self.parties | parties,
            jargon=frozenset((dict(self.jargon) | dict(jargon or {})).items()),
            allowed=self.allowed | allowed,
        )

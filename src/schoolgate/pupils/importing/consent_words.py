"""The words that files use for consent. An unknown word is never a yes; "yes, but" is for a person to read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from schoolgate.pupils.importing.vocabulary import Code
from schoolgate.rules.roll import InFile

_YES = "granted, yes, y, true, accepted, agreed, consented, given, ticked, 1, ✓, ✔, consent given, consent granted"
_NO = (
    "refused, no, n, false, declined, denied, withdrawn, revoked, not granted, not given, 0, consent refused"
)
_NOT_ASKED = (
    ", not requested, not asked, no response, no answer, not answered, unanswered, pending, not recorded"
)
# An empty cell is a word too: nobody was asked.
KNOWN_WORDS: dict[str, InFile] = {
    word: answer
    for words, answer in ((_YES, InFile.YES), (_NO, InFile.NO), (_NOT_ASKED, InFile.NOT_ASKED))
    for word in words.split(", ")
}
_BEGINS_LIKE_AN_ANSWER = re.compile(r"(yes|y|granted|ok|okay|no|n|refused)\b[\W_]*\w")
_CONDITION = re.compile(r"\b(but|except|only|unless|if|not on|as long as|provided)\b")


@lru_cache(maxsize=1000)
def plain_word(cell: str) -> str:
    """A cell as it is looked up: small letters, one space between words, no full stop."""
    return " ".join(cell.split()).casefold().rstrip(".")


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What one cell says. With a code, a person has to read it."""

    answer: InFile
    code: Code | None = None


def read_answer(cell: str, words: Mapping[str, InFile]) -> ReadAnswer:
    """What a cell says by these words."""
    word = plain_word(cell)
    known = words.get(word)
    if known is not None and known is not InFile.UNCLEAR:
        return ReadAnswer(known)
    if _BEGINS_LIKE_AN_ANSWER.match(word) or _CONDITION.search(word):
        return ReadAnswer(InFile.UNCLEAR, Code.CONDITIONAL_CONSENT)
    return ReadAnswer(InFile.UNCLEAR, Code.UNKNOWN_CONSENT_WORD)


def words_in(cells: Iterable[str]) -> dict[str, InFile]:
    """What the words of these cells are proposed to mean; unknown ones as UNCLEAR, for a person to say."""
    return {word: KNOWN_WORDS.get(word, InFile.UNCLEAR) for word in {plain_word(cell) for cell in cells}}


def lookups_in(cell: str) -> list[str]:
    """The lookups ticked in a list cell, in their order."""
    return [item for item in (" ".join(part.split()) for part in re.split(r"[;|\n]", cell)) if item]


def is_tidy_list(cell: str) -> bool:
    """True for "one; two; three"."""
    return cell == "; ".join(lookups_in(cell))

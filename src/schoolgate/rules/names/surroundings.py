"""What stands around one name in a text, worked out only as far as a question needs it."""

import re

from schoolgate.rules.names import cues
from schoolgate.rules.names.folding import Folded

_NEXT_WORD = re.compile(r"([^0-9A-Za-z]*)([0-9A-Za-z]+)")
_REACH = 80
_FAR = 200
_SENTENCE_ENDS = ".!?\n|"
_ENDS_SENTENCE = frozenset(_SENTENCE_ENDS)
_NO_LETTERS = "".join(chr(code) for code in range(128) if not chr(code).isalpha())


def is_verb(word: str) -> bool:
    """Whether a lower-case word reads as something a person does or did."""
    return (
        word in cues.PRESENT_VERBS or word in cues.IRREGULAR_PAST or (word.endswith("ed") and len(word) > 4)
    )


def is_a_role(word: str) -> bool:
    """Whether a lower-case word says what a person is: captain, champions."""
    return word in cues.ROLES or word.removesuffix("s") in cues.ROLES


def has_capitals_around(text: Folded, start: int, end: int) -> bool:
    """Whether the author writes capitals hereabouts, so that their absence says something."""
    around = text.shape[max(0, start - _FAR) : end + _FAR]
    return around != around.lower()


class Surroundings:
    """The neighbourhood of `shape[start:end]`.

    `before` are the words before the name in its own sentence, the nearest last; `gap_before` and `gap_after`
    what stands between the name and its neighbours; `previous_written` and `next_written` keep capitals.
    What every question needs is worked out at once, the rest when it is asked for.
    """

    __slots__ = (
        "_following",
        "before",
        "end",
        "gap_after",
        "gap_before",
        "last",
        "next",
        "next_end",
        "next_written",
        "previous_written",
        "shape",
        "start",
        "words",
    )  # fmt: skip

    def __init__(self, text: Folded, start: int, end: int) -> None:
        self.shape, self.words, self.start, self.end = text.shape, text.words, start, end
        self._following: list[str] | None = None
        self._look_back()
        after = _NEXT_WORD.match(text.shape, end)
        self.gap_after, self.next_written = after.groups() if after else (text.shape[end:], "")
        self.next = self.next_written.lower()
        self.next_end = after.end() if after else len(text.shape)

    def _look_back(self) -> None:
        low = max(0, self.start - _REACH)
        window = self.shape[low : self.start]
        sentence = window.rstrip(_NO_LETTERS)
        gap = self.gap_before = window[len(sentence) :]
        self.previous_written = sentence[-20:].replace("-", " ").rpartition(" ")[2].lstrip(_NO_LETTERS)
        if ":" not in gap and not _ENDS_SENTENCE.isdisjoint(gap):
            self.before, self.last = [], ""
            return
        cut = max([sentence.rfind(mark) for mark in _SENTENCE_ENDS])
        self.before = self.words[low + cut + 1 : low + len(sentence)].split()
        self.last = self.before[-1] if self.before else ""

    # ------------------------------------------------------------------ as it is written

    @property
    def is_lower(self) -> bool:
        return self.shape[self.start].islower()

    @property
    def is_shouted(self) -> bool:
        """In capitals among capitals, where a capital tells nothing."""
        name = self.shape[self.start : self.end]
        near = self.shape[max(0, self.start - 25) : self.start] + self.shape[self.end : self.end + 25]
        return (
            name.isupper()
            and len(name) > 1
            and sum(c.islower() for c in near) < sum(c.isupper() for c in near)
        )

    @property
    def is_in_a_text_without_capitals(self) -> bool:
        around = self.shape[max(0, self.start - _FAR) : self.end + _FAR]
        return around == around.lower()

    @property
    def is_possessive(self) -> bool:
        gap = self.gap_after
        return gap[:1] in ("'", "`") and (self.next == "s" or gap[1:2] == " ") and not self.is_quoted

    @property
    def is_quoted(self) -> bool:
        mark = self.shape[self.start - 1]
        return mark in "\"'*_" and self.gap_after.lstrip("!?.,")[:1] == mark

    @property
    def is_joined_by_hyphen(self) -> bool:
        """One half of another word: Jean-Paul, Hope-filled."""
        shape, end = self.shape, self.end
        return (shape[end] == "-" and shape[end + 1].isalpha()) or (
            shape[self.start - 1] == "-" and shape[self.start - 2].isalnum()
        )

    # ------------------------------------------------------------------ before the name

    @property
    def last_two(self) -> str:
        return "-".join(self.before[-2:])

    @property
    def touches_last(self) -> bool:
        """Only a blank between the last word and the name."""
        return self.gap_before == " " and bool(self.before)

    @property
    def starts_sentence(self) -> bool:
        return not self.before

    # ------------------------------------------------------------------ after the name

    @property
    def touches_next(self) -> bool:
        return self.gap_after == " " and bool(self.next)

    @property
    def following(self) -> list[str]:
        """The words after the name to the end of its sentence, at most a dozen."""
        if self._following is None:
            window = self.shape[self.end : self.end + 2 * _REACH]
            stop = min([place for place in map(window.find, ".!?\n") if place >= 0], default=len(window))
            self._following = self.words[self.end : self.end + stop].split()[:14]
        return self._following

    @property
    def begins_next_sentence(self) -> str:
        """The first word of the sentence after this one."""
        found = re.search(r"[.!?]\W+(\w+)", self.shape[self.end : self.end + 2 * _REACH])
        return found.group(1).lower() if found else ""

    @property
    def verb(self) -> list[str]:
        """What follows the name from its verb on, adverbs left out."""
        words = self.following
        place = 0
        while place < len(words) and (words[place] in cues.ADVERBS or words[place].endswith("ly")):
            place += 1
        return words[place:]

    @property
    def stands_alone(self) -> bool:
        """Not the first half of a noun: "Summer, …" or "Summer for …", but not "Summer fair"."""
        if not self.touches_next:
            return True
        word = self.next
        return word in cues.FUNCTION_WORDS or word in cues.ADVERBS or word.endswith("ly") or is_verb(word)

    @property
    def has_a_he_or_she(self) -> bool:
        """A "she" or "his" later in the sentence, or at the start of the next."""
        return not cues.PRONOUNS.isdisjoint(self.following) or self.begins_next_sentence in cues.PRONOUNS

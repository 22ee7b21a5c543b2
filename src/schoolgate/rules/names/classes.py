"""Classes and years in a text: "Piers (2K)", "3L's Orla", "Joy from Year 5", "M.P. in 4K"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from schoolgate.rules.names import cues
from schoolgate.rules.names.facts import Form
from schoolgate.rules.names.folding import fold_name
from schoolgate.rules.names.misspelt import near_words
from schoolgate.rules.names.tables import CLASS, NOBODY, Bearers, Hit, Tables

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen".split()
_AFTER = re.compile(
    r"(?:'s)?[ ~]*(?P<stop>[,(\[\-|/]?)[ ]*(?:(?:who is |who's |who are )?(?:in|of|from|at)[ ])?(?:our |the )?"
    r"(?:class |form |tutor group |team )?",
    re.IGNORECASE,
)
_LEADS_TO_CLASS = (" class", " form", " our", " the", " in", " of", " from", " at", "'s", ",", " -")
_INITIALS_AT_END = re.compile(r"(?<![\w.'-])([A-Z](?:[. ]{0,2}-?[A-Z]){1,3}\.?)$")
_WORD_AT_END = re.compile(r"(?<![\w'-])[A-Z][a-z]{3,}$")
_INITIALS_AFTER = re.compile(r"(?:'s?|:) ([A-Z](?:[. ]{0,2}-?[A-Z]){1,3}\.?)(?![\w'])")
_REACH = 30
_ABBREVIATIONS = frozenset(
    """pe re it dt tv uk ta tas pta sen send ok ve vj pshe ict rse mfl eal ks sat sats gcse btec am pm bbc
    cbbc dvd cd pc hq id usa us eu un ad bc dj mc vip faq tba tbc asap rip lol omg ps pp nb eg ie slt hlta
    nqt ect cpd eyfs senco stem steam ai iq ufo xl pb gb nhs raf rnli pcso mp mps qr wc ww wwi wwii asc
    ptfa fos dbs gp dfe ofsted phd""".split()
)

_DOTTED_ABBREVIATIONS = frozenset("pe re it tv uk am pm eg ie dt ict nb".split())


def year_key(year: str) -> str:
    """The one form of a year: "r", "n" or its number."""
    folded = fold_name(str(year)).removeprefix("year").strip()
    return {"reception": "r", "nursery": "n", "0": "r"}.get(folded, folded)


def year_phrases(year: str) -> Iterator[str]:
    """How a year key is written in words, folded: "year 4", "y4", "year four", "reception"."""
    if year == "r":
        yield from ("reception", "year r", "yr r")
    elif year == "n":
        yield "nursery"
    elif year.isdigit():
        yield from (f"year {year}", f"y{year}", f"yr {year}", f"yr{year}", f"year{year}")
        if int(year) < len(_NUMBERS):
            yield f"year {_NUMBERS[int(year)]}"


class Marks:
    """The classes and years that a text names, each at its place."""

    def __init__(self, shape: str, hits: list[Hit], tables: Tables) -> None:
        self._shape, self._tables = shape, tables
        self._by_start = {hit.start: hit for hit in hits}
        self._in_order = hits
        self._starts = [hit.start for hit in hits]

    def beside(self, start: int, end: int) -> Hit | None:
        """The class or year that belongs to the name at `start:end`, if one does."""
        if not self._in_order:
            return None
        place = bisect_left(self._starts, end)
        if place < len(self._starts) and self._starts[place] - end < _REACH and (mark := self._after(end)):
            return mark
        return self._before(start, place)

    def _after(self, end: int) -> Hit | None:
        """ "Piers (2K)", "Piers in 2K"; but not "We love Kendal - Year 5 were there"."""
        found = _AFTER.match(self._shape, end)
        mark = self._by_start.get(found.end()) if found and found.end() > end else None
        if mark and found and found.group("stop") in (",", "-", "|", "/") and not mark.kinds & CLASS:
            rest = self._shape[mark.end :].lstrip(" ")
            return mark if not rest or not rest[0].isalnum() else None
        return mark

    def _before(self, start: int, place: int) -> Hit | None:
        for mark in reversed(self._in_order[max(0, place - 2) : place]):
            if 0 < start - mark.end <= _REACH and self._leads_to_a_name(self._shape[mark.end : start]):
                return mark
        return None

    @staticmethod
    def _leads_to_a_name(gap: str) -> bool:
        """ "'s ", ": ", " pupil ", "'s very own "."""
        if gap in ("'s ", "' ", ": ", ":\n", "'s own "):
            return True
        words = [word for word in fold_name(gap).split() if word != "s"]
        return (
            0 < len(words) <= 3
            and all(word in cues.ROLES or word in cues.LABELS for word in words)
            and "." not in gap
        )

    def only(self, bearers: Bearers, mark: Hit) -> Bearers:
        """Those of `bearers` who are in the class or year of the mark."""
        place = 0 if mark.kinds & CLASS else 1
        standing = self._tables.standing
        return tuple(pupil for pupil in bearers if standing[pupil][place] == mark.word)

    def named_beside(self) -> Iterator[tuple[Form, int, int, Bearers]]:
        """Who is named only with the help of a class: "M.P. in 4K", "6K's UA-B", "Marny in 4K"."""
        for mark in self._in_order:
            before, low = self._up_to(mark)
            if before[-1:].isupper() or before[-1:] == ".":
                yield from self._initials(_INITIALS_AT_END.search(before), low, mark)
            elif mark.kinds & CLASS:
                yield from self._misspelt(before, low, mark)
            if self._shape[mark.end] in "':":
                yield from self._initials(_INITIALS_AFTER.match(self._shape, mark.end), 0, mark)

    def _misspelt(self, before: str, low: int, mark: Hit) -> Iterator[tuple[Form, int, int, Bearers]]:
        """An unknown word before a class that is nearly a forename there."""
        found = _WORD_AT_END.search(before)
        forenames = self._tables.forenames
        if not found or found.group().lower() in forenames:
            return
        for name in near_words(found.group(), self._tables.near):
            if bearers := self.only(forenames.get(name, NOBODY), mark):
                yield Form.MISSPELT, low + found.start(), low + found.end(), bearers
                return

    def _up_to(self, mark: Hit) -> tuple[str, int]:
        """The text before a mark without what leads to it (" in", " of class"), and where it begins."""
        low = max(0, mark.start - _REACH)
        before = self._shape[low : mark.start].rstrip(" ([")
        for ending in _LEADS_TO_CLASS:
            before = before.removesuffix(ending)
        return before, low

    def _initials(
        self, found: re.Match[str] | None, offset: int, mark: Hit
    ) -> Iterator[tuple[Form, int, int, Bearers]]:
        if not found:
            return
        letters = fold_name(found.group(1)).replace(" ", "")
        if letters in (_DOTTED_ABBREVIATIONS if "." in found.group(1) else _ABBREVIATIONS):
            return
        bearers = self.only(self._tables.initials.get(letters, NOBODY), mark)
        if bearers:
            yield Form.INITIALS, offset + found.start(1), offset + found.end(1), bearers

"""One text being read: its folded letters, the school's tables, the classes it mentions."""

import re
from dataclasses import dataclass

from schoolgate.rules.names import cues
from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.classes import Marks
from schoolgate.rules.names.folding import Folded
from schoolgate.rules.names.short_names import names_related_to
from schoolgate.rules.names.surroundings import Surroundings, is_verb
from schoolgate.rules.names.tables import NOBODY, Bearers, Tables

_DIMINUTIVE = re.compile(r"(?<=..)(?:ie|y|s|o|z)$")
_SHORTEST_IN_SMALL_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Page:
    text: Folded
    tables: Tables
    marks: Marks

    def around(self, start: int, end: int) -> Surroundings:
        return Surroundings(self.text, start, end)

    def narrow(self, found: Candidate) -> bool:
        """Let the class or year beside the name choose between namesakes. True if it does."""
        mark = self.marks.beside(found.start, found.end)
        if not mark:
            return False
        there = self.marks.only(found.bearers, mark)
        found.certain = found.certain and bool(there)
        found.bearers = there or found.bearers
        return bool(there)

    def related(self, given: str, surname: str) -> Bearers:
        """Who has this surname and a forename for which `given` is a short form or another spelling."""
        whole = self.tables.whole
        found = {pupil for name in names_related_to(given) for pupil in whole(f"{name} {surname}")}
        if found or given in self.tables.forenames:
            return tuple(sorted(found))
        return self._cut_short(given, surname)

    def _cut_short(self, given: str, surname: str) -> Bearers:
        """ "Fin MacDonald" for Finlay, "Ty Campbell" for Tyrese, "Suzie Bell" for the one Susannah Bell."""
        stem = _DIMINUTIVE.sub("", given)
        if len(stem) < 2:
            return NOBODY
        alike = self.tables.initialled.get(f"{given[0]} {surname}", NOBODY)
        found = self._who_begins_with(stem, alike)
        if not found and stem != given:
            found = self._who_begins_with(given[:2], alike)
            return found if len(found) == 1 else NOBODY
        return found

    def _who_begins_with(self, stem: str, pupils: Bearers) -> Bearers:
        standing = self.tables.standing
        return tuple(
            pupil for pupil in pupils if any(forename.startswith(stem) for forename in standing[pupil][2:])
        )


def may_be_misspelt(word: str, beside: str) -> bool:
    """Whether an unknown word beside a name may be a name too, only misspelt. Both as they are written."""
    if word[0].islower() and (beside[0].isupper() or len(word) < _SHORTEST_IN_SMALL_LETTERS):
        return False
    if word[0].isupper() and beside[0].islower():
        return False
    folded = word.lower()
    return not (folded in cues.NOT_A_SURNAME or folded in cues.FUNCTION_WORDS or is_verb(folded))

"""A surname of the roll: after an initial or another forename, before "twins", with a class beside it."""

import re

from schoolgate.rules.names import cues
from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.facts import Form
from schoolgate.rules.names.known_figures import is_in_a_known_phrase
from schoolgate.rules.names.misspelt import near_words
from schoolgate.rules.names.page import Page, may_be_misspelt
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.tables import NOBODY, Bearers
from schoolgate.rules.names.titles import is_titled

_INITIAL_BEFORE = re.compile(r"(?<![A-Za-z0-9'])([A-Z])(?:[. ]{1,2}[A-Z])?[. ]{1,2}$")
_INITIAL_AFTER = re.compile(r",? ([A-Z])(?:\.|(?=[,;:)\n(]|\s*$| \())")
_WORD_BEFORE = re.compile(r"([A-Za-z0-9][A-Za-z0-9'-]*[A-Za-z0-9])[\s~]+$")


def beside_a_surname(page: Page, surname: str, start: int, end: int) -> Candidate | None:
    """What stands around a surname makes it a person: "M. Pettigrew", "the Marchbanks twins", "Jonny Venables"."""
    return (
        _with_initial(page, surname, start, end)
        or _siblings(page, surname, start, end)
        or _with_other_forename(page, surname, start, end)
    )


def surname_alone(page: Page, surname: str, start: int, end: int) -> Candidate | None:
    """A surname alone names a pupil only with an initial after it or a class beside it."""
    shape = page.text.shape
    bearers = page.tables.surnames.get(surname) or page.tables.surname_parts.get(surname, NOBODY)
    if not bearers or shape[start].islower() or is_titled(page.text, start):
        return None
    initial = _INITIAL_AFTER.match(shape, end)
    if initial and (own := page.tables.initialled.get(f"{initial.group(1).lower()} {surname}")):
        return Candidate(start, initial.end(), own, Form.INITIAL_AND_SURNAME, surname=surname)
    found = Candidate(start, end, bearers, Form.SURNAME, certain=False, surname=surname)
    return found if page.narrow(found) else None


def _with_initial(page: Page, surname: str, start: int, end: int) -> Candidate | None:
    low = max(0, start - 8)
    found = _INITIAL_BEFORE.search(page.text.shape[low:start])
    if not found:
        return None
    begin, letter = low + found.start(), found.group(1)
    phrase = f"{letter.lower()} {surname}"
    bearers = page.tables.initialled.get(phrase, NOBODY)
    if not bearers or is_titled(page.text, begin) or _is_a_small_word(letter, found.group(), surname):
        return None
    certain = phrase not in page.tables.adults
    candidate = Candidate(begin, end, bearers, Form.INITIAL_AND_SURNAME, certain=certain, surname=surname)
    page.narrow(candidate)
    return candidate


def _is_a_small_word(letter: str, written: str, surname: str) -> bool:
    """ "A King", "I May": no initial without its stop."""
    return letter in "AI" and "." not in written and sense_of(surname) is not Sense.ORDINARY


def _siblings(page: Page, surname: str, start: int, end: int) -> Candidate | None:
    """ "The Marchbanks twins": everybody of that surname."""
    if page.text.words[end : end + 12].split(" ", 2)[1] not in cues.KIN:
        return None
    near = page.around(start, end)
    if not near.touches_next or near.is_lower:
        return None
    if sense_of(surname) is not Sense.ORDINARY and near.last not in ("the", "our"):
        return None
    bearers = page.tables.surnames.get(surname, NOBODY)
    if not bearers:
        return None
    return Candidate(start, near.next_end, bearers, Form.SIBLINGS, certain=False, surname=surname)


def _with_other_forename(page: Page, surname: str, start: int, end: int) -> Candidate | None:
    """A short form or a misspelt forename before a right surname."""
    shape = page.text.shape
    low = max(0, start - 30)
    found = _WORD_BEFORE.search(shape[low:start])
    if not found or not may_be_misspelt(found.group(1), shape[start:end]):
        return None
    if is_in_a_known_phrase(surname, page.text.words, start, end):
        return None
    begin = low + found.start(1)
    given = found.group(1).lower().replace("'", "").replace("-", "")
    bearers, form = _other_forename(page, given, surname)
    if not bearers or f"{given} {surname}" in page.tables.adults or is_titled(page.text, begin):
        return None
    return Candidate(begin, end, bearers, form, certain=False, given=given, surname=surname)


def _other_forename(page: Page, given: str, surname: str) -> tuple[Bearers, Form]:
    if bearers := page.related(given, surname):
        return bearers, Form.SHORT_NAME
    for name in near_words(given, page.tables.near):
        if bearers := page.tables.whole(f"{name} {surname}"):
            return bearers, Form.MISSPELT
    return NOBODY, Form.MISSPELT

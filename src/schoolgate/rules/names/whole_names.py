"""Forename and surname side by side: in either order, in part, with a short form for the forename."""

from schoolgate.rules.names import cues
from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.facts import Form
from schoolgate.rules.names.meaning import Meaning
from schoolgate.rules.names.page import Page
from schoolgate.rules.names.plain_words import reads_as_a_word
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.surroundings import has_capitals_around
from schoolgate.rules.names.tables import NOBODY, Hit
from schoolgate.rules.names.titles import is_titled

_WORDLY = (Sense.WORD, Sense.CALENDAR)


def whole_name(page: Page, run: list[Hit], comma: int) -> tuple[Candidate | None, int] | None:
    """The longest name at the start of `run` and how many words it takes.

    `comma` tells after how many words a comma stands, 0 for none. Nothing where there is no whole name; no
    candidate where there is one, but of an adult or of no person.
    """
    words = [hit.word for hit in run]
    for size in range(len(run), 1, -1):
        inner = comma if comma < size else 0
        found = _surname_first(page, run, words[:size], inner) if inner else _in_order(page, words[:size])
        found = found or _surname_first(page, run, words[:size], inner)
        if found and not _is_half_a_word(page, run[0], run[size - 1]):
            found.start, found.end = run[0].start, run[size - 1].end
            return _judged(page, found), size
    return None


def _in_order(page: Page, words: list[str]) -> Candidate | None:
    phrase, tables = " ".join(words), page.tables
    if bearers := tables.full.get(phrase):
        return Candidate(0, 0, bearers, Form.FULL_NAME, given=words[0], surname=words[-1])
    if phrase in tables.adults:
        return Candidate(0, 0, NOBODY, Form.FULL_NAME, meaning=Meaning.NOBODY)
    if bearers := tables.part.get(phrase):
        return Candidate(0, 0, bearers, Form.PART_OF_NAME, given=words[0], surname=words[-1])
    for middle in range(1, len(words)):
        given, surname = " ".join(words[:middle]), " ".join(words[middle:])
        if sense_of(given) in _WORDLY and sense_of(surname) in _WORDLY:
            continue
        if bearers := page.related(given, surname):
            return Candidate(0, 0, bearers, Form.SHORT_NAME, certain=False, given=given, surname=surname)
    return None


def _surname_first(page: Page, run: list[Hit], words: list[str], comma: int) -> Candidate | None:
    for middle in (comma,) if comma else range(1, len(words)):
        bearers = page.tables.whole(" ".join(words[middle:] + words[:middle]))
        if bearers and (not comma or _begins_an_entry(page, run[0])):
            return Candidate(0, 0, bearers, Form.SURNAME_FIRST, given=words[middle], surname=words[0])
    return None


def _begins_an_entry(page: Page, hit: Hit) -> bool:
    """A surname before a comma opens a line or an item, or is no forename: not "Thomas, Grace and Leo"."""
    if hit.word not in page.tables.forenames:
        return True
    shape = page.text.shape
    before = shape[: hit.start].rstrip(" ")
    return not before or before[-1] in "\n;:.)|-" or shape[hit.start : hit.end].isupper()


def _is_half_a_word(page: Page, first: Hit, last: Hit) -> bool:
    """ "Sunny day", "Iona ferry": a capital for the one, none for the other, which is a word; or none for both."""
    shape = page.text.shape
    small_first, small_last = shape[first.start].islower(), shape[last.start].islower()
    if sense_of(last.word) is Sense.ORDINARY or not (small_first or small_last):
        return False
    if small_first != small_last:
        return True
    return sense_of(first.word) is not Sense.ORDINARY and has_capitals_around(
        page.text, first.start, last.end
    )


def _judged(page: Page, found: Candidate) -> Candidate | None:
    if found.meaning is Meaning.NOBODY or is_titled(page.text, found.start) or _reads_as_words(page, found):
        return None
    page.narrow(found)
    if f"{found.given} {found.surname}" in page.tables.adults:
        near = page.around(found.start, found.end)
        found.certain = found.certain and cues.ADULT_WORDS.isdisjoint(near.before + near.following)
    return found


def _reads_as_words(page: Page, found: Candidate) -> bool:
    """Both names are words: "Will power alone", "the May Queen"."""
    if sense_of(found.given) not in _WORDLY or sense_of(found.surname) not in _WORDLY:
        return False
    near = page.around(found.start, found.end)
    if near.is_lower or near.starts_sentence:
        return reads_as_a_word(Sense.WORD, near)
    return near.touches_last and near.last in cues.DETERMINERS

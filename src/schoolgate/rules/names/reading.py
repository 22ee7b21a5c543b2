"""Reading the names in a text: from words of the index to pupils, left to right, the longest form first."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.classes import Marks
from schoolgate.rules.names.coordination import settle_lists
from schoolgate.rules.names.facts import Form, NameFound
from schoolgate.rules.names.folding import Folded
from schoolgate.rules.names.forenames import forename
from schoolgate.rules.names.forms import PARTICLES
from schoolgate.rules.names.joined import joined_names
from schoolgate.rules.names.meaning import Meaning
from schoolgate.rules.names.page import Page
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.surnames import beside_a_surname, surname_alone
from schoolgate.rules.names.surroundings import has_capitals_around
from schoolgate.rules.names.tables import CLASS, FAMILY, GIVEN, SCHOOLS_OWN, YEAR, Bearers, Hit, Tables
from schoolgate.rules.names.whole_names import whole_name

_JOINS = re.compile(r"[\s~'`\"*_-]+")
_COMMA = re.compile(r"\s*,\s*")
_LONGEST_RUN = 6
_LONGEST_PART = 4


def read_names(author_text: str, text: Folded, hits: list[Hit], tables: Tables) -> list[NameFound]:
    """Every pupil named in the text, in the order of the text. `hits` are the words of the index in it."""
    joined, places = joined_names(text, tables)
    marks = [hit for hit in hits if hit.kinds & (CLASS | YEAR) and _is_written_as_a_class(text, hit)]
    places += [(hit.start, hit.end) for hit in hits if hit.kinds & SCHOOLS_OWN]
    names = [hit for hit in hits if hit.kinds & (GIVEN | FAMILY)]
    if places:
        names = _outside(names, sorted(places))
    page = Page(text, tables, Marks(text.shape, marks, tables))
    candidates = joined + list(_candidates(page, names))
    return [
        _found(author_text, text, candidate)
        for candidate in settle_lists(_each_place_once(candidates), text, tables)
    ]


def _each_place_once(candidates: list[Candidate]) -> list[Candidate]:
    """In the order of the text; of two that overlap the one that begins first, then the longer."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: (candidate.start, -candidate.end)):
        if not kept or kept[-1].end <= candidate.start:
            kept.append(candidate)
    return kept


def _is_written_as_a_class(text: Folded, hit: Hit) -> bool:
    """ "4a" is a class however it is written; a class called Oak has its capital."""
    return bool(hit.kinds & YEAR) or not hit.word.isalpha() or text.shape[hit.start].isupper()


def _outside(hits: list[Hit], places: list[tuple[int, int]]) -> list[Hit]:
    """Those that touch none of the places."""
    starts = [start for start, _ in places]
    return [
        hit
        for hit in hits
        if places[bisect_left(starts, hit.end) - 1][1] <= hit.start or hit.end <= starts[0]
    ]


def _found(author_text: str, text: Folded, candidate: Candidate) -> NameFound:
    start, end = text.origin(candidate.start), text.origin(candidate.end)
    certain = candidate.certain and candidate.meaning is Meaning.PERSON
    words, form = author_text[start:end], candidate.form.value
    return NameFound(start, end, words, candidate.bearers, certain, form, candidate.is_full)


def _candidates(page: Page, hits: list[Hit]) -> Iterator[Candidate]:
    for form, start, end, bearers in page.marks.named_beside():
        yield Candidate(start, end, bearers, form, certain=form is Form.INITIALS)
    place = 0
    while place < len(hits):
        run, comma = _run_from(page.text, hits, place)
        candidate, used = _read(page, run, comma)
        if candidate:
            yield candidate
        place += used


def _run_from(text: Folded, hits: list[Hit], place: int) -> tuple[list[Hit], int]:
    """Words of the index with nothing but blanks between, and after how many of them a comma stands."""
    run, comma = [hits[place]], 0
    for hit in hits[place + 1 : place + _LONGEST_RUN]:
        end = run[-1].end
        if not text.words[end : hit.start].isspace():
            break
        gap = text.shape[end : hit.start]
        if gap != " " and not _JOINS.fullmatch(gap) and not (gap == ". " and run[-1].word == "st"):
            if comma or not _COMMA.fullmatch(gap):
                break
            comma = len(run)
        run.append(hit)
    return run, comma


def _read(page: Page, run: list[Hit], comma: int) -> tuple[Candidate | None, int]:
    """The name at the start of a run, and how many words of the run it takes."""
    if len(run) > 1 and _has_a_surname(run) and (whole := whole_name(page, run, comma)):
        return whole
    if _is_a_small_word(page.text, run[0]) and (len(run) == 1 or run[0].word not in PARTICLES):
        return None, 1
    if comma:
        run = run[:comma]
    tables = page.tables
    size, given = _longest(run, tables.forenames, tables.short_names)
    family_size, family = _longest(run, tables.surnames, tables.surname_parts)
    start, end, family_end = run[0].start, run[size - 1].end, run[family_size - 1].end
    if family and run[0].kinds & FAMILY and (found := beside_a_surname(page, family, start, family_end)):
        return found, family_size
    if given and size >= family_size:
        return forename(page, given, start, end), size
    if family:
        return surname_alone(page, family, start, family_end), family_size
    return None, 1


def _has_a_surname(run: list[Hit]) -> bool:
    return any(hit.kinds & FAMILY for hit in run)


def _is_a_small_word(text: Folded, hit: Hit) -> bool:
    """ "we hope to mark it": a word in small letters in a text that has capitals."""
    if not text.shape[hit.start].islower() or sense_of(hit.word) is Sense.ORDINARY:
        return False
    return has_capitals_around(text, hit.start, hit.end)


def _longest(run: list[Hit], one: dict[str, Bearers], other: dict[str, Bearers]) -> tuple[int, str]:
    for size in range(min(_LONGEST_PART, len(run)), 1, -1):
        phrase = " ".join([hit.word for hit in run[:size]])
        if phrase in one or phrase in other:
            return size, phrase
    word = run[0].word
    return 1, word if word in one or word in other else ""

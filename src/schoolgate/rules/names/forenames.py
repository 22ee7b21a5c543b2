"""A forename of the roll: with the first letter of the surname, with a misspelt surname, or alone."""

import re

from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.facts import Form
from schoolgate.rules.names.known_figures import is_in_a_known_phrase
from schoolgate.rules.names.meaning import Meaning, meaning_of
from schoolgate.rules.names.misspelt import near_words
from schoolgate.rules.names.page import Page, may_be_misspelt
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.short_names import names_related_to
from schoolgate.rules.names.surroundings import Surroundings
from schoolgate.rules.names.tables import NOBODY, Bearers
from schoolgate.rules.names.titles import follows_a_title

_INITIAL_AFTER = re.compile(r"[ ~]+([A-Z](?:[- ]?[A-Z]){0,2})(?:\.(?! ?[A-Za-z]*@)|(?![\w']|\.\w)|(?='s?\b))")
_TWO_WORDS = re.compile(r"\s+([A-Za-z0-9][A-Za-z0-9']+)(?:[ -]([A-Za-z][A-Za-z']+))?")


def forename(page: Page, given: str, start: int, end: int) -> Candidate | None:
    """Who is meant by the folded forename at `start:end`, if anybody is."""
    near = page.around(start, end)
    if follows_a_title(near):
        return None
    if near.gap_after.isspace() or near.gap_after[:2] in (" ~", "~"):
        written = near.next_written
        if len(written) <= 3 and written.isupper() and (found := _with_initial(page, given, near)):
            return found
        if len(written) > 3 and (found := _with_misspelt_surname(page, given, near)):
            return found
    return _alone(page, given, near)


def _with_initial(page: Page, given: str, near: Surroundings) -> Candidate | None:
    """ "Piers T", "Udoka A-B"."""
    found = _INITIAL_AFTER.match(near.shape, near.end)
    if not found:
        return None
    letters = found.group(1).lower().replace("-", "").replace(" ", "")
    if letters in ("a", "i") and near.shape[found.end()].isspace():
        return None
    bearers = page.tables.initialled.get(f"{given} {letters}", NOBODY)
    related = () if bearers else _bearers_of_related(page, given, letters)
    if not bearers and not related:
        return None
    candidate = Candidate(
        near.start,
        found.end(),
        bearers or related,
        Form.FORENAME_AND_INITIAL,
        certain=bool(bearers),
        given=given,
    )
    page.narrow(candidate)
    return candidate


def _bearers_of_related(page: Page, given: str, letters: str) -> Bearers:
    initialled = page.tables.initialled
    found = {
        pupil for name in names_related_to(given) for pupil in initialled.get(f"{name} {letters}", NOBODY)
    }
    return tuple(sorted(found))


def _with_misspelt_surname(page: Page, given: str, near: Surroundings) -> Candidate | None:
    """ "Marnie Pettigrow": the word after the forename is nearly a surname of hers."""
    shape = near.shape
    if page.tables.knows(near.next) or not may_be_misspelt(near.next_written, shape[near.start : near.end]):
        return None
    found = _TWO_WORDS.match(shape, near.end)
    if not found or is_in_a_known_phrase(given, near.words, near.start, near.end):
        return None
    for size in (1, 2) if found.group(2) else (1,):
        for surname in near_words("".join(found.groups()[:size]), page.tables.near):
            bearers = page.tables.whole(f"{given} {surname}") or page.related(given, surname)
            if bearers:
                return Candidate(
                    near.start,
                    found.end(size),
                    bearers,
                    Form.MISSPELT,
                    certain=False,
                    given=given,
                    surname=surname,
                )
    return None


def _alone(page: Page, given: str, near: Surroundings) -> Candidate | None:
    bearers = page.tables.forenames.get(given)
    sense, form = sense_of(given), Form.FORENAME
    if not bearers:  # a short form of somebody's forename: taken for a word until more shows
        bearers, form = page.tables.short_names.get(given, NOBODY), Form.SHORT_NAME
        sense = Sense.WORD if sense is Sense.ORDINARY else sense
    found = Candidate(near.start, near.end, bearers, form, certain=form is Form.FORENAME, given=given)
    tagged = page.narrow(found)
    found.meaning = meaning_of(given, sense, near, tagged=tagged)
    return found if found.meaning is not Meaning.NOBODY else None

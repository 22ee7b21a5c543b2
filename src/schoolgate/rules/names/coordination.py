"""Names in a row: what is known of one is true of its neighbours."""

import re
from itertools import pairwise

from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.folding import Folded
from schoolgate.rules.names.meaning import Meaning
from schoolgate.rules.names.plain_words import is_named_with_a_place
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.surroundings import Surroundings
from schoolgate.rules.names.tables import Tables

# "Ruby, Piers and Joy", one name a line, numbered or not.
_IN_A_ROW = re.compile(
    r"\s*,\s*(?:and\s+|&\s*)?"
    r"|\s+(?:and|&|n|with)\s+"
    r"|\s*[/&+]\s*"
    r"|[ \t]*(?:\(\w+\))?[ \t]*\n\s*(?:\d+[.)]\s*|[-*~|]\s*)?",
    re.IGNORECASE,
)


def settle_lists(candidates: list[Candidate], text: Folded, tables: Tables) -> list[Candidate]:
    """Drop what nothing shows to be a person, after each has heard of its neighbours in the row."""
    for one, other in pairwise(candidates):
        if (_has_to_learn(other) or len(one.bearers) > 1) and _in_a_row(one, other, text):
            _share_meaning(one, other)
            _share_surname(one, other, tables)
    for other, one in pairwise(reversed(candidates)):
        if _has_to_learn(one) and _in_a_row(one, other, text):
            _share_meaning(other, one)
    return [candidate for candidate in candidates if _is_kept(candidate, text)]


def _has_to_learn(candidate: Candidate) -> bool:
    return candidate.meaning is Meaning.UNSURE


def _in_a_row(one: Candidate, other: Candidate, text: Folded) -> bool:
    return bool(_IN_A_ROW.fullmatch(text.shape, one.end, other.start))


def _share_meaning(known: Candidate, other: Candidate) -> None:
    if _has_to_learn(other) and known.meaning in (Meaning.PERSON, Meaning.LIKELY):
        other.meaning = Meaning.LIKELY


def _share_surname(one: Candidate, other: Candidate, tables: Tables) -> None:
    """ "Orla and Piers Yelland": this Orla, not every Orla."""
    if one.given and not one.surname and other.is_full and len(one.bearers) > 1:
        one.bearers = tables.whole(f"{one.given} {other.surname}") or one.bearers


def _is_kept(candidate: Candidate, text: Folded) -> bool:
    """A town in a sentence that does not speak of places may well be a child."""
    if candidate.meaning is not Meaning.UNSURE:
        return True
    near = Surroundings(text, candidate.start, candidate.end)
    return (
        sense_of(candidate.given) is Sense.PLACE
        and near.stands_alone
        and not (near.is_shouted or is_named_with_a_place(near))
    )

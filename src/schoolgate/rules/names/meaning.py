"""Whether a name in a text is meant as a person: rules about kinds of language, in the order of their weight."""

from enum import Enum

from schoolgate.rules.names.called_by_name import is_called_by_name
from schoolgate.rules.names.doings import does_what_people_do
from schoolgate.rules.names.plain_words import reads_as_a_place, reads_as_a_word
from schoolgate.rules.names.senses import Sense, is_surely_a_name
from schoolgate.rules.names.strangers import is_a_stranger, is_an_animal
from schoolgate.rules.names.surroundings import Surroundings


class Meaning(Enum):
    PERSON = "a person"
    LIKELY = "probably a person"
    UNSURE = "nothing tells"
    NOBODY = "nobody of the roll"


def meaning_of(name: str, sense: Sense, near: Surroundings, *, tagged: bool) -> Meaning:
    """Judge a forename that stands alone, without a title. `tagged`: its class or year stands beside it."""
    if near.is_joined_by_hyphen or is_an_animal(near):
        return Meaning.NOBODY
    if tagged and not _is_a_class_trip(sense, near):
        return Meaning.PERSON
    if is_a_stranger(name, near):
        return Meaning.NOBODY
    if is_surely_a_name(sense):
        return _of_an_ordinary_name(sense, near)
    return _of_a_word(name, sense, near)


def _is_a_class_trip(sense: Sense, near: Surroundings) -> bool:
    """ "Welcome home from Florence, Year 6!": the town, though a class stands beside it."""
    return sense is Sense.PLACE and reads_as_a_place(near) and not is_called_by_name(sense, near)


def _of_a_word(name: str, sense: Sense, near: Surroundings) -> Meaning:
    """Judge a name that is also a word, a month or a place: signs of a person first, then of the word."""
    if is_called_by_name(sense, near):
        return Meaning.PERSON
    if reads_as_a_word(sense, near):
        return Meaning.NOBODY
    if does_what_people_do(name, sense, near):
        return Meaning.LIKELY
    return _by_its_capital(sense, near)


def _of_an_ordinary_name(sense: Sense, near: Surroundings) -> Meaning:
    if near.touches_last and near.last in ("the", "a", "an"):  # the Victoria line
        return Meaning.NOBODY
    if not near.is_lower or is_called_by_name(sense, near):
        return Meaning.PERSON
    if sense is Sense.ORDINARY and near.is_in_a_text_without_capitals:
        return Meaning.LIKELY
    return Meaning.NOBODY


def _by_its_capital(sense: Sense, near: Surroundings) -> Meaning:
    """In the middle of a sentence a word has no capital, so "we heard Ruby on the violin" is a girl."""
    if near.is_shouted or near.is_lower or not near.stands_alone:
        return Meaning.UNSURE
    if near.starts_sentence:  # "Heather! What a goal."
        return Meaning.LIKELY if sense is Sense.WORD and near.gap_after.startswith("!") else Meaning.UNSURE
    if sense is Sense.WORD and near.touches_last and near.previous_written.islower():
        return Meaning.LIKELY
    return Meaning.UNSURE

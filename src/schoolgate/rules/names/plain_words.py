"""Words, dates and places that only look like a name."""

from schoolgate.rules.names import cues
from schoolgate.rules.names.senses import Sense, sense_of
from schoolgate.rules.names.surroundings import Surroundings


def reads_as_a_word(sense: Sense, near: Surroundings) -> bool:
    """Small letters, an article before it, a noun after it, a month's preposition."""
    if near.is_lower and not near.is_in_a_text_without_capitals:
        return True
    if near.touches_last and (near.last in cues.DETERMINERS or near.last in cues.SUBJECTS):
        return True
    if near.touches_next and (near.next in cues.WORDS_AFTER_A_WORD or not near.stands_alone):
        return True
    if not cues.VALUE_WORDS.isdisjoint(near.before) or not cues.VALUE_WORDS.isdisjoint(near.following[:5]):
        return True
    if sense is Sense.CALENDAR:
        return _reads_as_a_date(near)
    if sense is Sense.PLACE:
        return reads_as_a_place(near)
    return near.touches_last and near.last in ("in", "of", "at")


def _reads_as_a_date(near: Surroundings) -> bool:
    if any(char.isdigit() for char in near.gap_before) or near.next.isdigit():
        return True
    if near.last in cues.CALENDAR_PREPOSITIONS:
        return True
    return near.is_possessive and any(thing in cues.CALENDAR_THINGS for thing in near.following[1:3])


def reads_as_a_place(near: Surroundings) -> bool:
    """A preposition of place before it, a score or a street after it."""
    if near.last in cues.PLACE_PREPOSITIONS or near.last in ("to", "of"):
        return True
    if near.last == "from":
        return not near.has_a_he_or_she
    if near.touches_next and near.next.isdigit():
        return True
    if near.is_possessive:
        return any(thing in cues.PLACE_THINGS for thing in near.following[1:4])
    if near.next in ("is", "was"):
        return not cues.PLACE_NOUNS.isdisjoint(near.following[:6])
    return near.next in cues.PLACE_VERBS


def is_named_with_a_place(near: Surroundings) -> bool:
    """ "Kendal and Carlisle", "Vienna, Austria"."""
    if near.gap_after == ", " and sense_of(near.next) is Sense.PLACE:
        return True
    return near.next in ("and", "or", "to") and any(sense_of(w) is Sense.PLACE for w in near.following[1:2])

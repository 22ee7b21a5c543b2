"""Names of others than pupils: the school dog, a figure of history or fiction, a grown-up, a whole other name."""

from schoolgate.rules.names import cues
from schoolgate.rules.names.known_figures import is_in_a_known_phrase
from schoolgate.rules.names.senses import WORK_TITLES, is_surely_a_name, sense_of
from schoolgate.rules.names.short_names import KNOWN_FORENAMES
from schoolgate.rules.names.surroundings import Surroundings, is_verb

_REACH = 40


def is_a_stranger(name: str, near: Surroundings) -> bool:
    """Whether the name belongs to somebody who is no pupil here, as far as the words around it tell."""
    return (
        is_in_a_known_phrase(name, near.words, near.start, near.end)
        or is_a_character(name, near)
        or is_somebody_elses_name(near)
        or is_a_grown_up(near)
    )


def is_an_animal(near: Surroundings) -> bool:
    """The school dog has a name too."""
    if near.before and not cues.ANIMALS.isdisjoint(near.before[-2:]):
        return near.gap_before in (" ", ", ") and not near.is_possessive
    if near.next in ("the", "our") and near.gap_after in (" ", ", "):
        return not cues.ANIMALS.isdisjoint(near.following[1:4])
    return False


def is_a_grown_up(near: Surroundings) -> bool:
    """ "Ursula, our caretaker"."""
    if near.gap_after != ", " or near.next not in ("our", "the", "who"):
        return False
    return not cues.ADULT_ROLES.isdisjoint(near.following[1:4])


def is_somebody_elses_name(near: Surroundings) -> bool:
    """A capital word beside it that is no word of the sentence: Grace Hopper, Marcus James."""
    if near.touches_next and not near.is_lower and _is_capital_name(near.next_written):
        word = near.next
        if not (word in cues.NOT_A_SURNAME or word in cues.FUNCTION_WORDS or is_verb(word)):
            return True
    if not near.touches_last or not near.previous_written[0].isupper() or near.is_shouted:
        return False
    return near.last in KNOWN_FORENAMES and is_surely_a_name(sense_of(near.last))


def _is_capital_name(written: str) -> bool:
    return len(written) > 1 and written[0].isupper() and not written.isupper()


def is_a_character(name: str, near: Surroundings) -> bool:
    """A book, a play, somebody learnt about: "our production of", "X and the Giant", “X”."""
    if near.is_quoted or _goes_on_like_a_title(near) or _is_played_by_somebody(near):
        return True
    if near.last and (near.last in cues.STAGE or near.last_two in cues.STAGE):
        return not near.is_possessive
    if near.last in cues.PARTS and not cues.STAGE_WORDS.isdisjoint(near.before + near.following):
        return True
    return name in WORK_TITLES and _is_on_the_bill(near)


def _is_played_by_somebody(near: Surroundings) -> bool:
    return near.next in ("is", "was", "were") and near.following[1:3] == ["played", "by"]


def _is_on_the_bill(near: Surroundings) -> bool:
    if near.gap_after.startswith("!") and near.next_written.islower():
        return True
    if near.is_possessive or is_verb(near.next):
        return False
    if near.last in cues.PUTS_ON:
        return True
    return near.last in cues.SEES and not cues.STAGE_WORDS.isdisjoint(near.before + near.following)


def _goes_on_like_a_title(near: Surroundings) -> bool:
    """ "Emil and the Detectives", "Thomas the Tank", "Anne of Green Gables", "Alice in Wonderland"."""
    if not near.touches_next or near.next not in ("and", "the", "of", "in"):
        return False
    words = near.shape[near.end : near.end + _REACH].split()[:4]
    rest = words[2:] if words[:2] in (["and", "the"], ["of", "the"]) else words[1:]
    if not rest or (near.next == "and" and rest == words[1:]):
        return False
    if near.next == "in":
        return rest[0].startswith("Wonderland")
    return rest[0][0].isupper() and rest[0].strip(".,!?'").lower() not in cues.NOT_A_SURNAME

"""What only people do and are: verbs, possessions, a he or a she in the same breath."""

from schoolgate.rules.names import cues
from schoolgate.rules.names.senses import Sense
from schoolgate.rules.names.surroundings import Surroundings, is_a_role, is_verb

_TIMES = frozenset("month months season seasons time term day days week weeks year half".split())
_NOT_YET = frozenset(
    """coming approaching ending nearing starting beginning blooming looming being bringing fading""".split()
)
_SAME_IN_PRESENT = frozenset(
    """put cut hit let set hurt read come shut spread split beat run need cost""".split()
)
_MODALS = ("will", "may", "can", "mark")
_ITS_OBJECT = (["a"], ["an"], ["our"], ["my"], ["their"])
_FILLERS = frozenset("a an the our one of so very really in just".split())


def does_what_people_do(name: str, sense: Sense, near: Surroundings) -> bool:
    """A verb after it that takes a person, a thing of her own, a he or she in the same breath."""
    if near.is_lower:
        return False
    if near.is_possessive:
        return not near.is_shouted
    if near.is_shouted and not near.starts_sentence:
        return False
    if near.touches_next and near.verb and (is_verb(near.verb[0]) or near.verb[0] in cues.AUXILIARIES):
        return _is_a_persons_verb(name, sense, near)
    return near.stands_alone and near.has_a_he_or_she


def _is_a_persons_verb(name: str, sense: Sense, near: Surroundings) -> bool:
    verb = near.verb[0]
    if verb == "did" and sense is Sense.WORD:
        return True
    if verb in cues.AUXILIARIES:
        if sense is Sense.CALENDAR and not _TIMES.isdisjoint(near.following[:5]):
            return False
        return _is_said_of_a_person(near.verb, sense) or near.has_a_he_or_she
    if verb in (cues.SEASONS_VERBS if sense is Sense.CALENDAR else cues.WORDLY_VERBS):
        return near.has_a_he_or_she or (sense is Sense.WORD and near.verb[1:2] in _ITS_OBJECT)
    return not (name in _MODALS and verb in _SAME_IN_PRESENT)


def _is_said_of_a_person(words: list[str], sense: Sense) -> bool:
    """Of "has been chosen", "is our captain", "was helping"."""
    rest = [word for word in words[1:] if word not in _FILLERS and word not in cues.ADVERBS]
    if not rest:
        return False
    if rest[0] == "been":
        return bool(rest[1:]) and _is_a_persons(rest[1])
    if words[0] == "have":  # "Joy, Hope and Grace have": several, so no virtue
        return _is_participle(rest[0])
    if words[0] in ("has", "had"):
        wordly = cues.SEASONS_VERBS if sense is Sense.CALENDAR else cues.WORDLY_VERBS
        if words[1] in ("a", "an", "two", "three") and sense is Sense.WORD:
            return True
        return _is_participle(rest[0]) and rest[0] not in wordly
    if words[0] in ("is", "was", "are", "were"):
        return _is_a_persons(rest[0]) or rest[0].isdigit() or any(map(is_a_role, rest[1:3]))
    return False


def _is_participle(word: str) -> bool:
    return is_verb(word) or word in cues.IRREGULAR_PARTICIPLES


def _is_a_persons(word: str) -> bool:
    if word in cues.PERSON_PREDICATES or is_a_role(word):
        return True
    return word.endswith("ing") and len(word) > 5 and word not in _NOT_YET

"""What one adult answered for their children, and whether it counts. Never what anybody else answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from schoolgate.families.standing import namesakes
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.models import Adult, Answer, ConsentNow
from schoolgate.rules.consents import Capacity, Said

_FOR_A_CHILD = (Capacity.PARENT, Capacity.OTHER_RESPONSIBLE)


@dataclass(frozen=True, slots=True)
class Own:
    """This adult's newest answer for one use of one child; `counts` is False for a yes that does not hold now."""

    says_yes: bool
    counts: bool


def evidence_of(adult: Adult) -> str:
    """Where an answer by a link can be seen later."""
    return f"The family's own link (adult {adult.pk})"


def own_history(adult: Adult, pupils: Iterable[int]) -> Iterator[tuple[int, datetime, bool]]:
    """Each answer of this adult ever: of which child, when it was given, whether it was a yes. Two queries."""
    for pupil, _use, said, at in _given_by(adult, pupils):
        yield pupil, at, said == Said.YES


def _given_by(adult: Adult, pupils: Iterable[int]) -> Iterator[tuple[int, str, str, datetime]]:
    """Where another adult of the child has the same name, only what came by this adult's own link."""
    ids = list(pupils)
    with_namesake, evidence, name = namesakes(adult, ids), evidence_of(adult), folded(adult.name)
    given = Answer.objects.filter(pupil__in=ids, capacity__in=_FOR_A_CHILD).order_by("pk")
    rows = given.values_list("pupil_id", "use", "said", "answered_at", "given_by", "evidence")
    for pupil, use, said, at, giver, seen_in in rows:
        if folded(giver) == name and (pupil not in with_namesake or seen_in.startswith(evidence)):
            yield pupil, use, said, at


def own_answers(adult: Adult, pupils: Iterable[int]) -> Mapping[tuple[int, str], Own]:
    """By child and use. Three queries. A yes that somebody else's no stands against says only that it does not hold."""
    ids = list(pupils)
    said = {(pupil, use): one == Said.YES for pupil, use, one, _at in _given_by(adult, ids)}
    holds = set(ConsentNow.objects.filter(pupil__in=ids, said=Said.YES).values_list("pupil_id", "use"))
    return {key: Own(yes, key in holds if yes else True) for key, yes in said.items()}

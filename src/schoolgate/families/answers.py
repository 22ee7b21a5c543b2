"""What one adult answered for their children, and whether it counts. Never what anybody else answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


def own_answers(adult: Adult, pupils: Iterable[int]) -> Mapping[tuple[int, str], Own]:
    """By child and use. Three queries. A yes that somebody else's no stands against says only that it does not hold."""
    ids = list(pupils)
    with_namesake, evidence, name = namesakes(adult, ids), evidence_of(adult), folded(adult.name)
    said: dict[tuple[int, str], bool] = {}
    given = Answer.objects.filter(pupil__in=ids, capacity__in=_FOR_A_CHILD).order_by("pk")
    for pupil, use, one, giver, seen_in in given.values_list(
        "pupil_id", "use", "said", "given_by", "evidence"
    ):
        if folded(giver) == name and (pupil not in with_namesake or seen_in.startswith(evidence)):
            said[pupil, use] = one == Said.YES
    holds = set(ConsentNow.objects.filter(pupil__in=ids, said=Said.YES).values_list("pupil_id", "use"))
    return {key: Own(yes, key in holds if yes else True) for key, yes in said.items()}

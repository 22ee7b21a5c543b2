"""Who may say yes for a pupil: facts for the rules, and the assessment that lets a pupil answer alone."""

from collections.abc import Mapping

from schoolgate.kernel.actor import Actor
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.models import ConsentNow, Pupil, Responsibility, Understanding
from schoolgate.rules import answers as rules
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Refusal

_FOR_THE_CHILD = (Capacity.PARENT, Capacity.OTHER_RESPONSIBLE)


def understanding_of(pupil: Pupil) -> Understanding | None:
    """The newest assessment of this pupil, or None where nobody made one."""
    return Understanding.objects.filter(pupil=pupil).select_related("assessed_by").first()


def refusals_to_this_giver(
    pupil: Pupil, answers: Mapping[str, Said], *, given_by: str, capacity: str, evidence: str = ""
) -> list[Refusal]:
    """Why a yes of this person does not count for this pupil. A no counts from anybody."""
    agreed = [use for use, said in answers.items() if said == Said.YES]
    if not agreed:
        return []
    assessed = understanding_of(pupil)
    name = folded(given_by)
    return list(
        rules.refusals_to_this_giver(
            rule=current_policy(pupil.school).setting("consent_giver"),
            capacity=capacity,
            understands=assessed is not None and assessed.understands,
            is_known_without_responsibility=_has_no_responsibility(pupil, name),
            another_said_no=capacity in _FOR_THE_CHILD and _another_said_no(pupil, agreed, name),
            evidence=evidence,
        )
    )


def _has_no_responsibility(pupil: Pupil, name: str) -> bool:
    ties = Responsibility.objects.filter(pupil=pupil).values_list("adult__name", "may_answer")
    mine = [may for known, may in ties if folded(known) == name]
    return bool(mine) and not any(mine)


def _another_said_no(pupil: Pupil, uses: list[str], name: str) -> bool:
    """Whether a no of another adult of the family stands for one of these uses."""
    nos = ConsentNow.objects.filter(
        pupil=pupil, use__in=uses, said__in=(Said.NO, Said.WITHDRAWN, Said.OBJECTED)
    ).filter(answer__capacity__in=_FOR_THE_CHILD)
    givers = {folded(giver) for giver in nos.values_list("answer__given_by", flat=True)}
    return any(giver and giver != name for giver in givers)


def refusals_to_assess(actor: Actor, pupil: Pupil, *, understands: bool, because: str) -> list[Refusal]:
    return list(rules.refusals_to_assess(because=because))

"""Who may say yes for a pupil: facts for the rules, and the assessment that lets a pupil answer alone."""

from collections.abc import Iterable, Mapping

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.holds import deciders_of
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.models import Answer, ConsentNow, Pupil, Responsibility, Understanding
from schoolgate.rules import answers as rules
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Refusal

_FOR_THE_CHILD = (Capacity.PARENT, Capacity.OTHER_RESPONSIBLE)
_NOES = frozenset({Said.NO, Said.WITHDRAWN, Said.OBJECTED})


def understanding_of(pupil: Pupil) -> Understanding | None:
    """The newest assessment of this pupil, or None where nobody made one."""
    return Understanding.objects.filter(pupil=pupil).select_related("assessed_by").first()


def who_answer_alone(school: School, pupils: Iterable[int] | None = None) -> dict[int, Understanding]:
    """Those of these pupils, or of all here, whose own yes counts, with the assessment it rests on. One query.

    Nobody where the school's policy asks a parent.
    """
    if current_policy(school).setting("consent_giver") != rules.PUPIL_OR_PARENT:
        return {}
    rows = Understanding.objects.filter(school=school).select_related("assessed_by").order_by("pk")
    if pupils is not None:
        rows = rows.filter(pupil__in=list(pupils))
    newest = {one.pupil_id: one for one in rows}
    return {pupil: one for pupil, one in newest.items() if one.understands}


def answers_in_confidence(pupil: Pupil) -> bool:
    """Whether the pupil answers alone, and the assessment says that parents are not told."""
    found = who_answer_alone(pupil.school, [pupil.pk]).get(pupil.pk)
    return found is not None and not found.tells_parents


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
            another_said_no=capacity in _FOR_THE_CHILD and bool(noes_of_others(pupil, agreed, given_by)),
            evidence=evidence,
        )
    )


def _has_no_responsibility(pupil: Pupil, name: str) -> bool:
    decider = deciders_of([pupil.pk]).get(pupil.pk)
    if decider is not None and decider.is_said and not decider.are_parents:
        return not decider.may_say_yes(name)
    ties = Responsibility.objects.filter(pupil=pupil).values_list("adult__name", "may_answer")
    mine = [may for known, may in ties if folded(known) == name]
    return bool(mine) and not any(mine)


def noes_of_others(pupil: Pupil, uses: Iterable[str], given_by: str) -> set[str]:
    """The uses for which a no of another adult of the family stands.

    What counts is the newest word of each adult: a no of one's own in between does not lift the no of the other.
    """
    name = folded(given_by)
    asked = set(uses) - set(_allowed_now(pupil))
    newest: dict[tuple[str, str], str] = {}
    given = Answer.objects.filter(pupil=pupil, use__in=asked, capacity__in=_FOR_THE_CHILD).order_by("pk")
    for use, giver, said in given.values_list("use", "given_by", "said"):
        newest[use, folded(giver)] = said
    return {use for (use, giver), said in newest.items() if giver and giver != name and said in _NOES}


def _allowed_now(pupil: Pupil) -> Iterable[str]:
    """Uses for which a yes holds: whoever said no has agreed since, or the office has settled it."""
    return ConsentNow.objects.filter(pupil=pupil, said=Said.YES).values_list("use", flat=True)


def refusals_to_assess(
    actor: Actor, pupil: Pupil, *, understands: bool, because: str, tells_parents: bool = False
) -> list[Refusal]:
    return list(rules.refusals_to_assess(because=because))

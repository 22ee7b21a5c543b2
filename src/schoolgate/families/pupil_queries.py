"""Reads for what pupils do by their own code: what stands against it, what they answered, whom to tell."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from schoolgate.families.answers import Own
from schoolgate.families.codes import is_here, who_may_have_one
from schoolgate.families.models import PupilCode
from schoolgate.families.standing import reachable_adults
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils.answer_queries import refusals_to_record_answer
from schoolgate.pupils.givers import who_answer_alone
from schoolgate.pupils.holds import who_cannot_agree
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import Adult, Answer, ConsentNow, Pupil
from schoolgate.rules import families as rules
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.refusals import Refusal

EVIDENCE = "The pupil’s own code"


def own_code(actor: Actor, code: int) -> PupilCode | None:
    """The actor's own code of this id that opens something now."""
    found = PupilCode.objects.filter(pk=code, pupil=actor.pupil_id).first()
    return found if found is not None and found.opens(actor.now) else None


def refusals_to_give_codes(actor: Actor, school: School, *, pupils: Sequence[int]) -> list[Refusal]:
    """A teacher's own are those that are offered; whoever else is asked for is named by what stands against it."""
    offered = {one.pupil.pk for one in who_may_have_one(actor)}
    here = Pupil.objects.filter(school=school, pk__in=pupils)
    alone = who_answer_alone(school, pupils)
    today = today_of(actor.now)
    able = {one.pk for one in here if one.pk in alone and is_here(one, today)}
    return list(rules.refusals_to_give_codes(wanted=pupils, alone=able, own=offered))


def refusals_to_answer_by_code(
    actor: Actor, pupil: Pupil, *, code: int, answers: Mapping[str, Said], words: str = ""
) -> list[Refusal]:
    """What stands against the code, then what would stand against the same answer at the office."""
    found = list(
        rules.refusals_to_answer_by_code(
            is_open=own_code(actor, code) is not None
            and pupil.pk == actor.pupil_id
            and is_here(pupil, today_of(actor.now)),
            asks_them=set(answers) <= set(uses_of(pupil.school)),
        )
    )
    return found or refusals_to_record_answer(
        actor,
        pupil,
        answers=answers,
        given_by=pupil.full_name,
        capacity=Capacity.PUPIL,
        evidence=EVIDENCE,
    )


def held_back_of(pupil: Pupil, answers: Mapping[str, Said]) -> set[str]:
    """The uses for which the pupil's yes does not count at present: somebody else decides for them."""
    agreed = {use for use, said in answers.items() if said is Said.YES}
    return agreed if agreed and pupil.pk in who_cannot_agree(pupil.school, pupil.full_name) else set()


def answers_of(pupil: Pupil) -> Mapping[str, Own]:
    """The pupil's own newest answer for each use, and whether it counts. Two queries."""
    given = Answer.objects.filter(pupil=pupil, capacity=Capacity.PUPIL).order_by("pk")
    said = {use: one == Said.YES for use, one in given.values_list("use", "said")}
    holds = set(ConsentNow.objects.filter(pupil=pupil, said=Said.YES).values_list("use", flat=True))
    return {use: Own(yes, use in holds if yes else True) for use, yes in said.items()}


def whom_to_tell(pupil: Pupil, now: datetime) -> Sequence[Adult]:
    """The parents, where the assessment says that they are told; else nobody."""
    assessed = who_answer_alone(pupil.school, [pupil.pk]).get(pupil.pk)
    if assessed is None or not assessed.tells_parents:
        return []
    return reachable_adults(pupil, today_of(now))

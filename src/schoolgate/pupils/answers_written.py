"""What a family answered, written down: the body of every action that records an answer for one pupil.

The office's and the family's own action stand on it, so that both write the same and the same follows.
"""

from collections.abc import Mapping

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened
from schoolgate.kernel.actor import Actor
from schoolgate.pupils.answer_queries import said_now
from schoolgate.pupils.answering import (
    Given,
    NewAnswer,
    bases_of,
    basis_of,
    overtake_questions,
    write_answers,
)
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Basis, Said
from schoolgate.rules.refusals import Control

_CONTROLS = (Control.CONSENT_FOR_EVERY_USE,)


def answered(actor: Actor, pupil: Pupil, answers: Mapping[str, Said], given: Given) -> Done:
    """Write these answers down, with the words of the event. A no in place of a yes is a withdrawal as well."""
    before = said_now(pupil)
    new = {use: Said(said) for use, said in answers.items() if said}
    write_for(actor, pupil, new, given)
    withdrawn = sorted(
        use for use, said in new.items() if said is not Said.YES and before.get(use) is Said.YES
    )
    also: tuple[Happened, ...] = ()
    if withdrawn:
        also = (Happened(EventType.CONSENT_WITHDRAWN, pupil, {"uses": withdrawn}, _CONTROLS),)
    return Done(pupil, {"answers": {use: str(said) for use, said in sorted(new.items())}}, _CONTROLS, also)


def objections(answers: Mapping[str, Said], pupil: Pupil) -> dict[str, Said]:
    """The same answers; a no where the school rests on its task is an objection, which counts at once."""
    bases = bases_of(pupil.school)
    return {
        use: Said.OBJECTED if said == Said.NO and basis_of(use, bases) is Basis.PUBLIC_TASK else said
        for use, said in answers.items()
    }


def write_for(actor: Actor, pupil: Pupil, answers: Mapping[str, Said], given: Given) -> None:
    """The rows themselves; what the office was asked about these uses is overtaken."""
    write_answers(
        actor, pupil.school, (NewAnswer(pupil.pk, use, said) for use, said in answers.items()), given
    )
    overtake_questions(actor, ((pupil.pk, use) for use in answers))

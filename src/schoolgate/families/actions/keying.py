"""Answers that come on paper or by word, keyed in by the office; and the letters that ask on paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from schoolgate.audit.event_types import EventType
from schoolgate.families import queries
from schoolgate.families.actions.objecting import note_objection
from schoolgate.families.keys import new_links
from schoolgate.families.models import FamilyLink
from schoolgate.families.progress import asked_of, in_class, on_paper
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.letters import whole_address
from schoolgate.people.models import School
from schoolgate.pupils.answering import Given
from schoolgate.pupils.answers_written import answered, objections
from schoolgate.pupils.locking import lock_pupil
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.rules.consents import Capacity, Said


@dataclass(frozen=True, slots=True)
class ToPrint:
    """One letter: to whom, about which children, and the address of the link that is printed in it."""

    name: str
    pupils: tuple[int, ...]
    address: str


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_print,
    records=EventType.FAMILY_LETTERS_PRINTED,
    in_person=True,
)
def print_letters(actor: Actor, school: School, *, class_name: str = "") -> Done:
    """Letters with a link of their own for whoever has still to answer: without an e-mail address, or of a class.

    They are given back once (`school.letters_to_print`) and kept nowhere.
    """
    asked = {one.adult: one for one in asked_of(school, actor.now)}
    wanted = on_paper(list(asked.values()), in_class(school, class_name))
    made = new_links(school, wanted, FamilyLink.Way.PAPER, by=actor)
    FamilyLink.objects.bulk_create([link for link, _ in made])
    school.letters_to_print = [  # type: ignore[attr-defined]  # for whoever asked, stored nowhere
        ToPrint(asked[link.adult_id].name, asked[link.adult_id].pupils, whole_address(path))
        for link, path in made
    ]
    return Done(school, {"letters": len(made)})


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_key_in,
    records=EventType.CONSENT_ANSWERED,
    locks=lock_pupil,
)
def key_answer_in(
    actor: Actor, pupil: Pupil, *, adult: int, how: str, answers: Mapping[str, Said], words: str = ""
) -> Done:
    """Write down what one adult answered on paper or by word; who heard it is who keys it in."""
    giver = Adult.objects.get(pk=adult)
    given = Given(giver.name, Capacity.PARENT, queries.how_it_came(actor, how), actor.now)
    counting = objections(answers, pupil)
    note_objection(actor, pupil, giver, counting, words)
    return answered(actor, pupil, counting, given)

"""The yearly look at one's own use: four questions, and where a yes leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.moments.models import Declaration
from schoolgate.people.models import Person
from schoolgate.rules.refusals import Control, Refusal

YEARLY_CHECK = "duty.yearly_personal_use_check"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its words, what a yes asks to be written, and the request that it leads to."""

    key: str
    words: str
    more: str
    request: str = ""


QUESTIONS: tuple[Asked, ...] = (
    Asked(
        "checked",
        "Have you looked at the privacy settings and at whom you are connected with, on every account of your own?",
        "",
    ),
    Asked(
        "names_school",
        "Does an account of your own name our school, or show that you work here?",
        "Which account, and does it say that the views are your own?",
    ),
    Asked(
        "earns",
        "Does anything you do online earn money, or could it sit badly with your work here?",
        "What is it, and where?",
        "declaration_of_interest",
    ),
    Asked(
        "ties",
        "Are you in touch online with a pupil, a former pupil or a family from here, or did one of them get in touch?",
        "Who with in a word (a relative, a friend’s child), where, and since when?",
        "contact_exception",
    ),
)
# To the first question a no leads on: then something is still to be done.
NEEDS_WORDS = {"names_school", "earns", "ties"}


def refusals_to_declare(
    actor: Actor, person: Person, *, answers: Mapping[str, Mapping[str, Any]]
) -> list[Refusal]:
    """Only for oneself; every question is answered, and a yes says what it is."""
    if person.pk != actor.person_id:
        return [
            Refusal(Control.PERMISSION, "Nobody declares for somebody else.", "Ask them to do it themselves.")
        ]
    found = []
    for question in QUESTIONS:
        said = answers.get(question.key)
        if said is None:
            found.append(
                Refusal(
                    Control.STATE,
                    "This question is not answered yet.",
                    "Choose yes or no.",
                    about=question.key,
                )
            )
        elif question.key in NEEDS_WORDS and said.get("yes") and not str(said.get("words", "")).strip():
            found.append(
                Refusal(
                    Control.STATE,
                    "It does not say what it is.",
                    "Write one line.",
                    about=f"{question.key}_words",
                )
            )
    return found


def declarations_of(person: Person) -> list[Declaration]:
    """What this person declared at the school in scope, the newest first."""
    return list(Declaration.objects.filter(person=person)[:10])

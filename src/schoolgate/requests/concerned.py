"""What a noun hands over at start for the forms that concern it: what a school's own things add to a form, what stands
against sending it or against a yes now, and what came of it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.requests.models import Request
from schoolgate.rules.forms import Form
from schoolgate.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class CameOf:
    """What a yes did, in words, and where it is seen ("" where nowhere)."""

    words: str
    address: str = ""


Fits = Callable[[School, Form], Form]
Further = Callable[[Actor, Mapping[str, Any]], list[Refusal]]
AgainstYes = Callable[[Actor, Request], list[Refusal]]
Outcome = Callable[[Actor, Request], list[CameOf]]

# Each by the key of the form. `GATES` are the controls that refuse it beside its own; `EVERY_OUTCOME` is asked of every
# request.
GATES: dict[str, tuple[str, ...]] = {}
FITS: dict[str, Fits] = {}
FURTHER: dict[str, list[Further]] = defaultdict(list)
AGAINST_YES: dict[str, AgainstYes] = {}
EVERY_OUTCOME: list[Outcome] = []


def fitted(school: School, form: Form) -> Form:
    """The form with what the school's own registers add to it: its accounts, its platforms."""
    fits = FITS.get(form.key)
    return fits(school, form) if fits else form


def against_a_yes(actor: Actor, request: Request) -> list[Refusal]:
    """What the noun that it concerns has against a yes now."""
    against = AGAINST_YES.get(request.key)
    return against(actor, request) if against else []


def came_of(actor: Actor, request: Request) -> list[CameOf]:
    """What a yes to this request did, as far as it happened."""
    if request.state not in (Request.State.GRANTED, Request.State.DONE):
        return []
    return [one for outcome in EVERY_OUTCOME for one in outcome(actor, request)]


def hear_of_outcomes(outcome: Outcome) -> None:
    """Register what tells of the things a yes did."""
    if outcome not in EVERY_OUTCOME:
        EVERY_OUTCOME.append(outcome)

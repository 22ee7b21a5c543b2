"""The list for one's own profiles: what stands on it, and how far somebody came. Only they see what is in order."""

from collections.abc import Collection
from dataclasses import dataclass

from schoolgate.kernel.actor import Actor
from schoolgate.moments.models import ProfileLook
from schoolgate.people.models import Person
from schoolgate.policies.queries import current_policy
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.signing import ToRead, told_at

CHECKLIST = "own_profile_checklist"


@dataclass(frozen=True, slots=True)
class Looked:
    """The newest look of somebody at their own profiles; `left` are the lines that are not in order yet."""

    look: ProfileLook | None
    lines: tuple[ToRead, ...]
    left: tuple[ToRead, ...]

    @property
    def rules_left(self) -> tuple[ToRead, ...]:
        return tuple(line for line in self.left if line.is_rule)


def checklist(policy: ResolvedPolicy) -> tuple[ToRead, ...]:
    """The lines of the list as this school has them, its rules first."""
    return tuple(sorted(told_at(policy, CHECKLIST), key=lambda line: not line.is_rule))


def looked_of(person: Person, policy: ResolvedPolicy) -> Looked:
    """How far this person came with the list as it reads now. One query."""
    look = ProfileLook.objects.filter(person=person).first()
    in_order = set(look.in_order) if look else set()
    lines = checklist(policy)
    return Looked(look, lines, tuple(line for line in lines if line.digest not in in_order))


def refusals_to_look(actor: Actor, person: Person, *, in_order: Collection[str]) -> list[Refusal]:
    """Only at one's own profiles, and only at lines that stand on the list now."""
    if person.pk != actor.person_id:
        return [
            Refusal(
                Control.PERMISSION,
                "Nobody looks at somebody else’s profiles.",
                "Each does it for themselves.",
            )
        ]
    known = {line.digest for line in checklist(current_policy(actor.school))}
    if not known:
        return [Refusal(Control.STATE, "Our policy has no list for this.", "Nothing is to do.")]
    if not set(in_order) <= known:
        return [
            Refusal(
                Control.STATE,
                "The list has changed since you opened the page.",
                "Look through it again.",
                about="in_order",
            )
        ]
    return []

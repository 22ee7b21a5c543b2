"""Reads of children on hold: whom it holds, who decides, what stands against saying so.

Until it is said who decides, a child on hold stands like one on the restricted list: the same words everywhere, so
that nobody can tell one from the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.models import OnHold, Pupil
from schoolgate.rules import holds as rules
from schoolgate.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides for one child on hold; nobody yet where `is_said` is False."""

    is_said: bool
    are_parents: bool
    name: str

    def may_say_yes(self, name: str) -> bool:
        """Whether a yes of somebody of this name can count."""
        return self.is_said and (self.are_parents or folded(name) == folded(self.name))


def is_undecided() -> Exists:
    """For annotating pupils: whether one is on hold with nobody said to decide. Never shown."""
    return Exists(undecided().filter(pupil=OuterRef("pk")))


def undecided() -> QuerySet[OnHold]:
    return OnHold.objects.filter(ended_at__isnull=True, decided_at__isnull=True)


def deciders_of(pupils: Iterable[int]) -> dict[int, Decider]:
    """Who decides for each of these pupils who is on hold; the others are decided for by their parents. One query."""
    rows = OnHold.objects.filter(pupil__in=list(pupils), ended_at__isnull=True)
    return {
        pupil: Decider(at is not None, decides == OnHold.Decides.PARENTS, name)
        for pupil, at, decides, name in rows.values_list("pupil_id", "decided_at", "decides", "decider")
    }


def who_cannot_agree(school: School, by: str) -> set[int]:
    """The pupils on hold for whom a yes of somebody of this name does not count. One query."""
    rows = OnHold.objects.filter(school=school, ended_at__isnull=True, decided_at__isnull=False)
    others = rows.exclude(decides=OnHold.Decides.PARENTS).values_list("pupil_id", "decider")
    return {pupil for pupil, decider in others if folded(decider) != folded(by)}


def flagged_by_file(school: School, changed: Iterable[int] = ()) -> QuerySet[Pupil]:
    """Whom the file of the management system marks and who is not on hold; ended ones only where the mark is new."""
    on_hold = OnHold.objects.filter(pupil=OuterRef("pk"))
    marked = Pupil.objects.filter(school=school, in_care=True)
    return marked.exclude(Exists(on_hold.filter(ended_at__isnull=True))).filter(
        ~Exists(on_hold) | Q(pk__in=list(changed))
    )


def on_hold(school: School) -> list[OnHold]:
    """Everyone on hold now, by name, those without a decision first. One query."""
    found = OnHold.objects.filter(school=school, ended_at__isnull=True).select_related("pupil", "decided_by")
    return sorted(
        found, key=lambda one: (one.decided_at is not None, one.pupil.surname, one.pupil.forename, one.pk)
    )


def refusals_to_hold(actor: Actor, pupil: Pupil, *, why: str = OnHold.Why.IN_CARE) -> list[Refusal]:
    is_held = OnHold.objects.filter(pupil=pupil, ended_at__isnull=True).exists()
    return list(rules.refusals_to_hold(is_held=is_held, why=why, reasons=OnHold.Why.values))


def refusals_to_say_who_decides(
    actor: Actor, hold: OnHold, *, decides: str | None = None, decider: str = "", seen_in: str = ""
) -> list[Refusal]:
    if decides is None:
        decides, decider, seen_in = OnHold.Decides.PARENTS, "-", "-"
    return list(
        rules.refusals_to_say_who_decides(
            is_open=hold.ended_at is None,
            decides=decides,
            kinds=OnHold.Decides.values,
            decider=decider,
            seen_in=seen_in,
        )
    )


def refusals_to_end_hold(actor: Actor, hold: OnHold, *, because: str | None = None) -> list[Refusal]:
    is_open = hold.ended_at is None
    return list(rules.refusals_to_end_hold(is_open=is_open, because="-" if because is None else because))

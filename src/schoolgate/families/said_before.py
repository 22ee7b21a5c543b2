"""What this adult has answered and asked for, day by day. Never what anybody else did."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from schoolgate.families.answers import own_history
from schoolgate.families.models import FamilyMatter, Objection
from schoolgate.people.queries import today_of
from schoolgate.pupils.models import Adult, Pupil

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SaidOn:
    """What was said on one day for one child: to how many questions yes, to how many no."""

    day: date
    name: str
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture that was to come down: asked when, dealt with when."""

    asked_on: date
    settled_on: date | None


def said_before(adult: Adult, children: Sequence[Pupil]) -> list[SaidOn]:
    """The days on which this adult answered, the latest first. Two queries."""
    names = {one.pk: one.forename for one in children}
    counts: dict[tuple[date, int], list[int]] = defaultdict(lambda: [0, 0])
    for pupil, at, says_yes in own_history(adult, names):
        counts[today_of(at), pupil][not says_yes] += 1
    days = sorted(counts, reverse=True)[:MOST_SHOWN]
    return [SaidOn(day, names[pupil], *counts[day, pupil]) for day, pupil in days]


def wishes_of(adult: Adult) -> list[Wish]:
    """The pictures that this adult wanted down, the latest first. One query."""
    wishes = FamilyMatter.objects.filter(adult=adult, kind=FamilyMatter.Kind.TAKE_DOWN)
    rows = wishes.order_by("-came_at").values_list("came_at", "settled_at")
    return [Wish(today_of(asked), today_of(at) if at else None) for asked, at in rows[:MOST_SHOWN]]


def objections_of(pupils: Iterable[int], adult: Adult | None) -> QuerySet[Objection]:
    """What this adult, or the pupil alone, gave a reason against, the latest first; not what was taken back."""
    own = Objection.objects.filter(pupil__in=list(pupils), adult=adult)
    return own.exclude(outcome=Objection.Outcome.TAKEN_BACK).order_by("-came_at", "-pk")[:MOST_SHOWN]

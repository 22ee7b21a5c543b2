"""What waits for a person: each noun gives one SELECT of the same columns, and Today is their union.

A noun's part is `waiting_for(desk) -> list[QuerySet]`, each made with `as_waiting`. Nothing is copied: a row is
there because something waits, and gone when it does not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from schoolgate.people.desks import Desk

COLUMNS = (
    "waits_kind",
    "waits_school",
    "waits_about",
    "waits_what",
    "waits_more",
    "waits_many",
    "waits_control",
    "waits_due",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for one person. `kind` says what is to be done; `about` is the id of what it concerns.

    What `more` and `many` mean is the kind's; `control` is what it serves, where that differs within a kind.
    """

    kind: str
    school_id: int
    about: int
    what: str
    more: str
    many: int
    control: str
    due_at: datetime | None


Part = Callable[[Desk], Iterable[QuerySet]]


def as_waiting(
    found: QuerySet,
    kind: str,
    *,
    school: str = "school_id",
    about: str = "pk",
    what: str | Combinable,
    more: str | Combinable = "",
    many: str | Combinable | None = None,
    control: str | Combinable = "",
    due: str,
) -> QuerySet:
    """This query in the common columns. `what` and `more` are words or expressions of text; `due` is a field."""
    return (
        found.order_by()
        .annotate(
            waits_kind=Value(kind, output_field=CharField()),
            waits_school=Cast(F(school), IntegerField()),
            waits_about=Cast(F(about), IntegerField()),
            waits_what=_text(what),
            waits_more=_text(more),
            waits_many=Cast(many, IntegerField()) if many else Value(0, output_field=IntegerField()),
            waits_control=_text(control),
            waits_due=F(due),
        )
        .values_list(*COLUMNS)
    )


def waiting_for(desk: Desk, parts: Sequence[Part], *, most: int) -> list[Waiting]:
    """What waits for this person at any of their schools: the soonest first, without a time last. One query."""
    queries = [query for part in parts for query in part(desk)]
    if not queries:
        return []
    first, *others = queries
    together = first.union(*others, all=True) if others else first
    return [
        Waiting(*row) for row in together.order_by(F("waits_due").asc(nulls_last=True), "waits_about")[:most]
    ]


def _text(given: str | Combinable) -> Value | Cast:
    return Value(given, output_field=CharField()) if isinstance(given, str) else Cast(given, CharField())

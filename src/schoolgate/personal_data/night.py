"""What goes tonight: by class of record, without what a hold keeps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from schoolgate.people.models import School, User
from schoolgate.people.queries import today_of
from schoolgate.personal_data.classes import CLASSES, Does, RecordClass
from schoolgate.personal_data.gathering import tables_about
from schoolgate.personal_data.held import TABLES
from schoolgate.personal_data.meanwhile import held_meanwhile
from schoolgate.personal_data.models import LegalHold
from schoolgate.personal_data.periods import cut_off, years_of
from schoolgate.personal_data.phrases import PHRASES, Goes

# Of one class in one night; what is left goes in the next.
MOST_A_NIGHT = 200
# A picture is about whoever is in it, a post about whoever is in its pictures.
_WAYS_THROUGH_OTHERS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "media.picture": {"pupil": ["appearances__pupil"], "person": ["appearances__person"]},
    "posts.post": {
        "pupil": ["pictures__picture__appearances__pupil"],
        "person": ["pictures__picture__appearances__person"],
    },
}


@dataclass(frozen=True, slots=True)
class Tonight:
    """One class of record: what goes tonight, how many wait for the next nights, and how many a hold keeps although
    their time is over."""

    record_class: RecordClass
    years: int
    before: date
    ids: list[Any]
    waiting: int
    held: int


def what_goes(school: School, now: Any) -> list[Tonight]:
    """For every class. The number of queries depends on the classes only."""
    years, today = years_of(school), today_of(now)
    held = [*LegalHold.objects.filter(school=school, released_at__isnull=True), *held_meanwhile(school)]
    return [_tonight(one, school, years[one.key], cut_off(one, years, today), held) for one in CLASSES]


def _tonight(
    one: RecordClass, school: School, years: int, before: date, held: Iterable[LegalHold]
) -> Tonight:
    over = one.due(school, before).exclude(_needed(one))
    due = without_held(over, one, held)
    kept = _how_many(over) - _how_many(due) if held else 0
    ids = list(due.order_by("pk").values_list("pk", flat=True).distinct()[: MOST_A_NIGHT + 1])
    return Tonight(one, years, before, ids[:MOST_A_NIGHT], max(0, len(ids) - MOST_A_NIGHT), kept)


def _how_many(rows: QuerySet[Any]) -> int:
    return rows.order_by().values("pk").distinct().count()


def without_held(due: QuerySet[Any], one: RecordClass, held: Iterable[LegalHold]) -> QuerySet[Any]:
    """Nothing goes that is about somebody under a hold, or that something about them would go with."""
    for kind in ("pupil", "adult", "person"):
        subjects = {getattr(hold, f"{kind}_id") for hold in held} - {None}
        if not subjects:
            continue
        for way in [*_ways_to(one.table, kind), *_WAYS_THROUGH_OTHERS.get(one.table, {}).get(kind, ())]:
            due = due.exclude(**{f"{way}__in": subjects})
        for table, _colon, back in (each.partition(":") for each in one.takes):
            for way in _ways_to(table, kind):
                rows = apps.get_model(table)._base_manager.filter(**{f"{way}__in": subjects})
                due = due.exclude(pk__in=rows.filter(**{f"{back}__isnull": False}).values(back))
    return due


def _ways_to(table: str, kind: str) -> list[str]:
    """Every way by which a row of this table is about a pupil, an adult or a person, protected ones too."""
    told = [way for name, way in tables_about(kind) if name == table]
    return told or [way for way in TABLES[table].about if TABLES[table].withheld and way == kind]


def _needed(one: RecordClass) -> Q:
    """Rows to which something points that neither goes with them nor is let go: they wait for it."""
    if one.does is not Does.GOES or one.table == User._meta.label_lower:
        return Q(pk__in=[])
    model, goes_with = apps.get_model(one.table), {each.partition(":")[0] for each in one.takes}
    needed = Q(pk__in=[])
    for relation in model._meta.related_objects:
        child = relation.related_model
        name = child._meta.label_lower
        if name in goes_with or not child.__module__.startswith("schoolgate."):
            continue
        label = getattr(child, "label", None)
        if (
            label is not None
            and PHRASES[label.keeping] is Goes.WITH
            and relation.on_delete.__name__ == "CASCADE"
        ):
            continue
        needed |= Q(
            pk__in=child._base_manager.filter(**{f"{relation.field.name}__isnull": False}).values(
                relation.field.attname
            )
        )
    return needed


def named(tonight: Tonight, most: int = 20) -> list[str]:
    """Who can still be named tonight and not tomorrow: pupils and people, by their names."""
    if tonight.record_class.does is not Does.EMPTIED:
        return []
    rows = apps.get_model(tonight.record_class.table)._base_manager.filter(pk__in=tonight.ids[:most])
    return [getattr(row, "full_name", "") or str(row) for row in rows]

"""What goes tonight: by class of record, without what a hold keeps."""

from collections.abc import Iterable
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
from schoolgate.personal_data.models import LegalHold
from schoolgate.personal_data.periods import cut_off, years_of
from schoolgate.personal_data.phrases import PHRASES, Goes

# Of one class in one night; what is left goes in the next.
MOST_A_NIGHT = 200


@dataclass(frozen=True, slots=True)
class Tonight:
    """One class of record: what goes tonight, and how many are kept although their time is over."""

    record_class: RecordClass
    years: int
    before: date
    ids: list[Any]
    waiting: int


def what_goes(school: School, now: Any) -> list[Tonight]:
    """For every class. The number of queries depends on the classes only."""
    years, today = years_of(school), today_of(now)
    held = list(LegalHold.objects.filter(school=school, released_at__isnull=True))
    return [_tonight(one, school, years[one.key], cut_off(one, years, today), held) for one in CLASSES]


def _tonight(
    one: RecordClass, school: School, years: int, before: date, held: Iterable[LegalHold]
) -> Tonight:
    due = without_held(one.due(school, before), one.table, held)
    due = due.exclude(_needed(one))
    ids = list(due.order_by("pk").values_list("pk", flat=True).distinct()[: MOST_A_NIGHT + 1])
    return Tonight(one, years, before, ids[:MOST_A_NIGHT], max(0, len(ids) - MOST_A_NIGHT))


def without_held(due: QuerySet[Any], table: str, held: Iterable[LegalHold]) -> QuerySet[Any]:
    """Nothing goes that is about somebody under a hold."""
    for hold in held:
        for kind in ("pupil", "adult", "person"):
            subject = getattr(hold, f"{kind}_id")
            if subject is None:
                continue
            for way in _ways_to(table, kind):
                due = due.exclude(**{way: subject})
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

"""Destroying what has been kept long enough, and how long that is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Picture
from schoolgate.media.removing import rows_go
from schoolgate.people.models import School
from schoolgate.personal_data import queries
from schoolgate.personal_data.classes import BY_KEY, Does, RecordClass
from schoolgate.personal_data.emptying import empty, end_login, words_of
from schoolgate.personal_data.models import KeepingTime

_OVER = "its time is over"


@action(
    may=Permission.RECORDS_DESTROY, unless=queries.refusals_to_destroy, records=EventType.RECORDS_DESTROYED
)
def destroy_records(actor: Actor, school: School, *, due: Mapping[str, Sequence[Any]]) -> Done:
    """Destroy these rows, by class of record. What is kept of it: how many of which class, in which night."""
    gone: dict[str, int] = {}
    also: list[Happened] = []
    for key, ids in due.items():
        one = BY_KEY[key]
        model = apps.get_model(one.table)
        rows = model._base_manager.filter(pk__in=ids)
        gone[key] = len(ids)
        if one.does is Does.COVERED:
            also += _originals_go(actor, rows)
            continue
        if one.does is Does.FILE_GOES:
            also += _files_go(actor, rows)
        elif one.does is Does.EMPTIED:
            for row in rows:
                empty(row)
        elif one.key == "logins":
            for row in rows:
                end_login(row)
        else:
            _rows_go(one, rows)
        also += words_of(actor.log_key, [(one.table, pk) for pk in ids], _OVER)
    return Done(school, {"gone": gone}, also=tuple(also))


def _files_go(actor: Actor, pictures: QuerySet[Picture]) -> list[Happened]:
    """Who was in it goes with it; the file itself is deleted by what follows each event."""
    found = list(pictures)
    rows_go(found, actor.now)
    return [Happened(EventType.PICTURE_REMOVED, picture, {"because": _OVER}) for picture in found]


def _originals_go(actor: Actor, pictures: QuerySet[Picture]) -> list[Happened]:
    """What follows each event puts the covered picture in the place of the original."""
    found = list(pictures)
    pictures.update(original_gone_at=actor.now)
    return [Happened(EventType.PICTURE_ORIGINAL_GONE, one, {"was": one.stored_as}) for one in found]


def _rows_go(one: RecordClass, rows: QuerySet[Any]) -> None:
    """What goes with them first, then they themselves."""
    ids = list(rows.values_list("pk", flat=True))
    for table, _colon, way in (each.partition(":") for each in one.takes):
        apps.get_model(table)._base_manager.filter(**{f"{way}__in": ids}).delete()
    rows.model._base_manager.filter(pk__in=ids).delete()


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_set_time,
    records=EventType.KEEPING_TIME_SET,
    in_person=True,
)
def set_keeping_time(actor: Actor, school: School, *, key: str, years: int) -> Done:
    """Say how many years this school keeps a class of record."""
    KeepingTime.objects.update_or_create(
        school=school,
        key=key,
        defaults={"years": years, "set_at": actor.now, "set_by": actor.person},
    )
    return Done(school, {"key": key, "years": years})

"""Who may not post, nor agree to a post, for now: asked inside other queries, so that it costs none of its own."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, StrIndex

from schoolgate.registers.models import Entry

REGISTER = "bans"
POSTING = "posting"


def kept_from_posting(on: date, *, person: str, school: str) -> Exists:
    """Whether the person of the outer row is kept from posting at its school on this day."""
    return Exists(_standing(on).filter(school=OuterRef(school), banned=Cast(OuterRef(person), CharField())))


def banned_from_posting(on: date, *, school: int) -> QuerySet[Any]:
    """The bans that keep somebody from posting at this school on this day; `person_id` says whom."""
    found = _standing(on).filter(school=school, banned__isnull=False)
    return found.annotate(person_id=Cast("banned", BigIntegerField()))


def bans_on_posting(on: date, *, people: Collection[int]) -> QuerySet[Any]:
    """The bans that keep these people from posting at the school in scope on this day, the newest first."""
    return _standing(on).filter(banned__in=[str(one) for one in people])


def keeps_out(on: date, person: int, *, school: str = "school_id") -> Exists:
    """Whether this person is kept from posting on this day at the school of the outer row."""
    return Exists(_standing(on).filter(school=OuterRef(school), banned=str(person)))


def _standing(on: date) -> QuerySet[Any]:
    """The bans on posting of this day. Days are compared as they are written: 2026-11-21."""
    # Inside a query that is kept, `on` is a stand-in for a day.
    given: Any = on if hasattr(on, "resolve_expression") else Value(on)
    day = Cast(given, CharField())
    found = Entry.objects.filter(key=REGISTER, ended_at__isnull=True).annotate(
        banned=_said("person"),
        since=_said("from_on"),
        until=_said("until_on"),
        # Not LIKE: with it SQLite plans the whole query anew each time that it is asked.
        of_posting=StrIndex(_said("what"), Value(f'"{POSTING}"')),
    )
    return found.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, of_posting__gt=0)


def _said(key: str) -> Cast:
    return Cast(KeyTextTransform(key, "answers"), CharField())

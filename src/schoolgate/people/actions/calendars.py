"""Changing the school's calendar: terms, days without school, the school day, and loading it from a file."""

from datetime import date, time, timedelta

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.calendar_days import CalendarDays
from schoolgate.people.calendars import (
    refusals_to_add_term,
    refusals_to_change_school_day,
    refusals_to_close_days,
    refusals_to_load_calendar,
    terms_replaced_by,
)
from schoolgate.people.models import ClosedDay, School, Term, random_address

_NAME_LENGTH = 80
_WORDS_LENGTH = 120


@action(may=Permission.CALENDAR_CHANGE, unless=refusals_to_add_term, records=EventType.CALENDAR_CHANGED)
def add_term(actor: Actor, school: School, *, name: str, first_on: date, last_on: date) -> Done:
    """A term, or one half of it."""
    term = Term.objects.create(school=school, name=name, first_on=first_on, last_on=last_on)
    return Done(term, {"added": _told(term)})


@action(may=Permission.CALENDAR_CHANGE, unless=nothing_refuses, records=EventType.CALENDAR_CHANGED)
def remove_term(actor: Actor, term: Term) -> Done:
    """The days of this term count by what else is known of them."""
    told = _told(term)
    Term.objects.filter(pk=term.pk).delete()
    return Done(term, {"removed": told})


@action(may=Permission.CALENDAR_CHANGE, unless=refusals_to_close_days, records=EventType.CALENDAR_CHANGED)
def close_days(
    actor: Actor, school: School, *, first_on: date, last_on: date, why: str, words: str = ""
) -> Done:
    """No school on the weekdays of this stretch."""
    for on in _weekdays(first_on, last_on):
        ClosedDay.objects.update_or_create(school=school, on=on, defaults={"why": why, "words": words})
    detail = {"closed": {"first_on": first_on.isoformat(), "last_on": last_on.isoformat(), "why": why}}
    return Done(school, detail)


@action(may=Permission.CALENDAR_CHANGE, unless=refusals_to_close_days, records=EventType.CALENDAR_CHANGED)
def open_days(actor: Actor, school: School, *, first_on: date, last_on: date) -> Done:
    """School on these days after all; a bank holiday stays one."""
    ClosedDay.objects.filter(school=school, on__range=(first_on, last_on)).delete()
    return Done(school, {"opened": {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}})


@action(
    may=Permission.CALENDAR_CHANGE, unless=refusals_to_change_school_day, records=EventType.CALENDAR_CHANGED
)
def change_school_day(actor: Actor, school: School, *, day_starts: time, day_ends: time, nation: str) -> Done:
    """When the school day starts and ends, and whose bank holidays the school keeps."""
    school.day_starts, school.day_ends, school.nation = day_starts, day_ends, nation
    school.save(update_fields=["day_starts", "day_ends", "nation"])
    return Done(
        school, {"day_starts": f"{day_starts:%H:%M}", "day_ends": f"{day_ends:%H:%M}", "nation": nation}
    )


@action(may=Permission.CALENDAR_CHANGE, unless=refusals_to_load_calendar, records=EventType.CALENDAR_CHANGED)
def load_calendar(actor: Actor, school: School, *, days: CalendarDays) -> Done:
    """Terms and closed days of a file. Its terms replace those they share a day with; the rest stays."""
    replaced = terms_replaced_by(school, days)
    Term.objects.filter(pk__in=[term.pk for term in replaced]).delete()
    Term.objects.bulk_create(
        Term(school=school, name=term.name[:_NAME_LENGTH], first_on=term.first_on, last_on=term.last_on)
        for term in days.terms
    )
    ClosedDay.objects.filter(school=school, on__in=[day.on for day in days.closed_days]).delete()
    ClosedDay.objects.bulk_create(
        ClosedDay(school=school, on=day.on, why=day.kind.value, words=day.words[:_WORDS_LENGTH])
        for day in days.closed_days
    )
    detail = {"terms": len(days.terms), "replaced": len(replaced), "closed_days": len(days.closed_days)}
    return Done(school, detail)


@action(may=Permission.CALENDAR_CHANGE, unless=nothing_refuses, records=EventType.CALENDAR_CHANGED)
def renew_calendar_feed(actor: Actor, school: School) -> Done:
    """A new address for the feed; whoever knew the old one sees nothing any more."""
    school.calendar_feed = random_address()
    school.save(update_fields=["calendar_feed"])
    return Done(school, {"feed": "renewed"})


def _weekdays(first_on: date, last_on: date) -> list[date]:
    days = (first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1))
    return [on for on in days if on.weekday() < 5]


def _told(term: Term) -> dict[str, str]:
    return {"name": term.name, "first_on": term.first_on.isoformat(), "last_on": term.last_on.isoformat()}

"""The school's calendar: changing it, loading a file, and the feed."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.people.actions.calendars import (
    add_term,
    change_school_day,
    close_days,
    load_calendar,
    open_days,
    remove_term,
    renew_calendar_feed,
)
from schoolgate.people.calendar_days import CalendarDays, DayWithoutSchool, NamedTerm
from schoolgate.people.calendar_words import DayKind
from schoolgate.people.calendars import closed_stretches, school_calendar
from schoolgate.people.ics import CalendarFile, read_ics
from schoolgate.people.models import ClosedDay, Term
from schoolgate.people.tests.filled import fields_of
from tests import make
from tests.cast import Cast

TODAY = make.NOW.date()
AUTUMN = {"name": "Autumn term", "first_on": date(2026, 9, 2), "last_on": date(2026, 12, 18)}
HALF_TERM = {"first_on": date(2026, 10, 23), "last_on": date(2026, 10, 30)}

FILE = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260902
DTEND;VALUE=DATE:20261219
SUMMARY:Autumn term
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261026
DTEND;VALUE=DATE:20261031
SUMMARY:Half term
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261102
SUMMARY:School closes early
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261120
SUMMARY:Year 4 assembly
END:VEVENT
BEGIN:VEVENT
DTSTART:someday
SUMMARY:Fair
END:VEVENT
END:VCALENDAR
"""


def page(name: str, **given: object) -> str:
    return reverse(f"people:{name}", kwargs={"school_slug": "oakfield", **given})


# Actions


def test_a_term_makes_its_weekdays_school_days_and_the_holidays_after_it_none(cast: Cast) -> None:
    office = cast.as_actor(cast.office)
    add_term(office, cast.oakfield, **AUTUMN)
    spring = {"name": "Spring term", "first_on": date(2027, 1, 5), "last_on": date(2027, 3, 25)}
    add_term(office, cast.oakfield, **spring)
    calendar = school_calendar(cast.oakfield, cast.now)
    assert calendar.is_school_day(date(2026, 12, 18))
    assert not calendar.is_school_day(date(2026, 12, 21))
    assert not calendar.is_school_day(date(2027, 3, 26))  # Good Friday
    assert [event.type for event in Event.objects.all()] == ["calendar.changed"] * 2


def test_a_term_on_days_of_another_is_refused_and_changes_nothing(cast: Cast) -> None:
    add_term(cast.as_actor(cast.office), cast.oakfield, **AUTUMN)
    with pytest.raises(Refused) as refused:
        add_term(cast.as_actor(cast.office), cast.oakfield, **{**AUTUMN, "first_on": date(2026, 12, 18)})
    assert refused.value.refusals[0].words == "Autumn term lies on some of these days."
    with pytest.raises(Refused):
        add_term(cast.as_actor(cast.office), cast.oakfield, **{**AUTUMN, "last_on": date(2026, 9, 1)})
    assert Term.objects.count() == Event.objects.count() == 1


def test_closed_days_are_weekdays_and_drawn_together_over_the_weekend(cast: Cast) -> None:
    close_days(cast.as_actor(cast.office), cast.oakfield, why="holiday", words="Half term", **HALF_TERM)
    assert ClosedDay.objects.count() == 6
    (stretch,) = closed_stretches(cast.oakfield, date(2026, 9, 1))
    assert (stretch.first_on, stretch.last_on, stretch.why) == (*HALF_TERM.values(), "Holiday")
    assert not school_calendar(cast.oakfield, cast.now).is_school_day(date(2026, 10, 28))


def test_days_can_be_opened_again(cast: Cast) -> None:
    office = cast.as_actor(cast.office)
    close_days(office, cast.oakfield, why="inset", **HALF_TERM)
    open_days(office, cast.oakfield, first_on=date(2026, 10, 28), last_on=date(2026, 10, 28))
    assert [stretch.is_one_day for stretch in closed_stretches(cast.oakfield, date(2026, 9, 1))] == [
        False,
        False,
    ]
    assert school_calendar(cast.oakfield, cast.now).is_school_day(date(2026, 10, 28))


def test_a_closure_of_a_year_is_taken_for_a_slip(cast: Cast) -> None:
    with pytest.raises(Refused):
        close_days(
            cast.as_actor(cast.office),
            cast.oakfield,
            why="holiday",
            first_on=TODAY,
            last_on=date(2027, 11, 17),
        )
    assert not ClosedDay.objects.exists()


def test_the_school_day_starts_before_it_ends(cast: Cast) -> None:
    office = cast.as_actor(cast.office)
    change_school_day(office, cast.oakfield, day_starts=time(9), day_ends=time(15), nation="wales")
    cast.oakfield.refresh_from_db()
    assert (cast.oakfield.day_starts, cast.oakfield.nation) == (time(9), "wales")
    with pytest.raises(Refused):
        change_school_day(office, cast.oakfield, day_starts=time(15), day_ends=time(15), nation="wales")


def test_a_file_replaces_the_terms_it_touches_and_loading_it_again_changes_nothing(cast: Cast) -> None:
    office = cast.as_actor(cast.office)
    add_term(office, cast.oakfield, **{**AUTUMN, "name": "Typed by hand"})
    add_term(office, cast.oakfield, name="Last year", first_on=date(2026, 4, 13), last_on=date(2026, 7, 21))
    days = CalendarDays(
        (NamedTerm(date(2026, 9, 3), date(2026, 12, 18), "Autumn term"),),
        (DayWithoutSchool(date(2026, 9, 4), DayKind.INSET, "INSET"),),
        (),
    )
    for _ in range(2):
        load_calendar(office, cast.oakfield, days=days)
        assert [term.name for term in Term.objects.order_by("first_on")] == ["Last year", "Autumn term"]
        assert ClosedDay.objects.get().why == "inset"


def test_an_empty_file_is_not_loaded(cast: Cast) -> None:
    with pytest.raises(Refused):
        load_calendar(cast.as_actor(cast.office), cast.oakfield, days=CalendarDays((), (), ()))
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["jo", "volunteer", "governor"])
def test_only_some_change_the_calendar(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        add_term(cast.as_actor(getattr(cast, who)), cast.oakfield, **AUTUMN)
    assert not Term.objects.exists()


def test_another_schools_calendar_is_not_here(cast: Cast) -> None:
    term = Term.objects.create(school=cast.elmsgate, **AUTUMN)
    with pytest.raises(NotHere):
        remove_term(cast.as_actor(cast.office), term)
    with pytest.raises(NotHere):
        add_term(cast.as_actor(cast.office), cast.elmsgate, **AUTUMN)
    assert Term.objects.get() == term


# Pages


def test_a_file_is_looked_at_before_anything_is_kept(cast: Cast) -> None:
    client = cast.browse_as(cast.office)
    preview = client.post(page("calendar_load"), {"file": SimpleUploadedFile("year.ics", FILE)})
    shown = preview.content.decode()
    for words in ("What are these?", "School closes early", "1 line left out", "Fair"):
        assert words in shown
    assert not Term.objects.exists()

    filled = fields_of(shown)
    asked_again = client.post(page("calendar_confirm"), {**filled, "keep": "1"})
    assert "Say what this is, or leave it out." in asked_again.content.decode()
    assert not Term.objects.exists()

    answered = {name: value or "other" for name, value in filled.items() if name.startswith("kind-")}
    client.post(page("calendar_confirm"), {**filled, **answered, "keep": "1"})
    assert Term.objects.get().name == "Autumn term"
    assert ClosedDay.objects.count() == 5


def test_lines_changed_on_the_way_are_not_taken(cast: Cast) -> None:
    answer = cast.browse_as(cast.office).post(page("calendar_confirm"), {"rows": "invented", "keep": "1"})
    assert "This page was open for too long. Choose the file again." in answer.content.decode()
    assert not Term.objects.exists()


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 99])
def test_a_file_that_is_no_calendar_is_refused_in_words(cast: Cast, data: bytes) -> None:
    answer = cast.browse_as(cast.office).post(
        page("calendar_load"), {"file": SimpleUploadedFile("x.ics", data)}
    )
    assert "Save the calendar again as an ICS (iCal) file" in answer.content.decode()


PAGES = ["calendar", "term_add", "close_days", "open_days", "school_day", "calendar_load", "renew_feed"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_the_office_and_not_for_strangers(cast: Cast, name: str) -> None:
    assert cast.browse_as(cast.office).get(page(name)).status_code == 200
    assert cast.browse_as(cast.stranger).get(page(name)).status_code == 404
    assert cast.browse_as(cast.volunteer).get(page(name)).status_code == (200 if name == "calendar" else 403)


def test_the_pages_forms_do_what_they_say(cast: Cast) -> None:
    client = cast.browse_as(cast.office)
    days = {"first_on": "2026-12-01", "last_on": "2026-12-02"}
    client.post(page("term_add"), {"name": "Autumn", "first_on": "2026-09-02", "last_on": "2026-12-18"})
    client.post(page("close_days"), {**days, "why": "closure", "words": "Polling"})
    assert (Term.objects.count(), ClosedDay.objects.count()) == (1, 2)
    shown = client.get(page("calendar")).content.decode()
    for words in ("Today is a school day.", "Autumn", "Polling", "Christmas Day"):
        assert words in shown
    client.post(page("open_days"), days)
    client.post(page("term_remove", term_id=Term.objects.get().pk))
    assert (Term.objects.count(), ClosedDay.objects.count()) == (0, 0)
    assert "We do not know the school" in client.get(page("calendar")).content.decode()


def test_the_calendar_costs_no_more_with_many_days(cast: Cast, queries_do_not_grow: object) -> None:
    client, start = cast.browse_as(cast.office), iter(range(400))

    def more(number: int) -> None:
        for _ in range(number):
            on = date.fromordinal(TODAY.toordinal() + 1 + 7 * next(start))
            ClosedDay.objects.create(school=cast.oakfield, on=on, why="inset", words=f"INSET {on}")
            Term.objects.create(school=cast.oakfield, name="T", first_on=on, last_on=on)

    queries_do_not_grow(more, lambda: client.get(page("calendar")), at_most=8)


# The feed


def test_the_feed_tells_terms_and_closed_days_to_whoever_has_its_address(cast: Cast, client: object) -> None:
    office = cast.as_actor(cast.office)
    add_term(office, cast.oakfield, **AUTUMN)
    close_days(office, cast.oakfield, why="holiday", words="Half term", **HALF_TERM)
    feed = reverse("people:calendar_feed", kwargs={"address": cast.oakfield.calendar_feed})
    answer = client.get(feed)
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["X-Robots-Tag"] == "noindex"
    found = read_ics(answer.content)
    assert isinstance(found, CalendarFile)
    titles = {event.title for event in found.events}
    assert {"Autumn term", "Half term", "Christmas Day"} <= titles

    renew_calendar_feed(office, cast.oakfield)
    assert client.get(feed).status_code == 404

"""What the titles in schools' calendars mean."""

from datetime import date, timedelta

import pytest

from schoolgate.people.calendar_words import DayKind, kind_of
from schoolgate.people.ics import CalendarEvent

FIRST = date(2026, 9, 1)

# Titles as schools write them, how many days each lasts, and what it means.
TITLES = [
    ("INSET day", 1, DayKind.INSET),
    ("INSET Day - school closed to pupils", 1, DayKind.INSET),
    ("Staff Training Days", 2, DayKind.INSET),
    ("In-service day", 1, DayKind.INSET),
    ("Non-pupil day", 1, DayKind.INSET),
    ("School Development Day (no pupils)", 1, DayKind.INSET),
    ("Diwrnod HMS", 1, DayKind.INSET),
    ("PD Day 1", 1, DayKind.INSET),
    ("Teacher training day", 1, DayKind.INSET),
    ("May Day Bank Holiday", 1, DayKind.BANK_HOLIDAY),
    ("Bank Holiday", 1, DayKind.BANK_HOLIDAY),
    ("Good Friday", 1, DayKind.BANK_HOLIDAY),
    ("Early May bank holiday - school closed", 1, DayKind.BANK_HOLIDAY),
    ("New Year's Day", 1, DayKind.BANK_HOLIDAY),
    ("St Andrew’s Day", 1, DayKind.BANK_HOLIDAY),
    ("Term starts", 1, DayKind.TERM_STARTS),
    ("Autumn term begins", 1, DayKind.TERM_STARTS),
    ("First day of term", 1, DayKind.TERM_STARTS),
    ("Start of Autumn Term", 1, DayKind.TERM_STARTS),
    ("First day back after half term", 1, DayKind.TERM_STARTS),
    ("Children return to school", 1, DayKind.TERM_STARTS),
    ("School reopens for all pupils", 1, DayKind.TERM_STARTS),
    ("Back to school", 1, DayKind.TERM_STARTS),
    ("Term ends", 1, DayKind.TERM_ENDS),
    ("Last day of term", 1, DayKind.TERM_ENDS),
    ("End of Spring Term 1.30pm", 1, DayKind.TERM_ENDS),
    ("Last day before half term", 1, DayKind.TERM_ENDS),
    ("School breaks up for Christmas", 1, DayKind.TERM_ENDS),
    ("School breaks up for half term", 1, DayKind.TERM_ENDS),
    ("School closes for Christmas holidays", 1, DayKind.TERM_ENDS),
    ("Half term", 5, DayKind.HOLIDAY),
    ("October half-term break", 5, DayKind.HOLIDAY),
    ("Christmas Holiday", 12, DayKind.HOLIDAY),
    ("Summer Holidays", 42, DayKind.HOLIDAY),
    ("Easter break", 10, DayKind.HOLIDAY),
    ("Mid-term holiday", 1, DayKind.HOLIDAY),
    ("School closed", 1, DayKind.CLOSURE),
    ("School closed - polling day", 1, DayKind.CLOSURE),
    ("Snow day", 1, DayKind.CLOSURE),
    ("Occasional day - school closed", 1, DayKind.CLOSURE),
    ("Autumn Term 2026", 80, DayKind.TERM),
    ("Spring term 1", 35, DayKind.TERM),
    ("Term 3", 40, DayKind.TERM),
    ("Half-term holiday club", 5, DayKind.UNSURE),
    ("Half term begins", 1, DayKind.UNSURE),
    ("End of term disco", 1, DayKind.UNSURE),
    ("Autumn Term", 1, DayKind.UNSURE),
    ("Autumn half term 2", 35, DayKind.UNSURE),
    ("School closes early", 1, DayKind.UNSURE),
    ("Holiday homework due", 1, DayKind.UNSURE),
    ("Year 4 assembly", 1, DayKind.OTHER),
    ("Parents' evening", 1, DayKind.OTHER),
    ("Residential trip", 3, DayKind.OTHER),
    ("School photographs", 1, DayKind.OTHER),
    ("Governors' meeting", 1, DayKind.OTHER),
    ("Sports day", 1, DayKind.OTHER),
    ("Back up computers", 1, DayKind.OTHER),
    ("Year 6 training for buddies", 1, DayKind.OTHER),
    ("Back to front day", 1, DayKind.OTHER),
]


def event(title: str, days: int, *, repeats: bool = False) -> CalendarEvent:
    return CalendarEvent(title, FIRST, FIRST + timedelta(days=days - 1), repeats)


@pytest.mark.parametrize(("title", "days", "kind"), TITLES)
def test_a_title_means_what_schools_mean_by_it(title: str, days: int, kind: DayKind) -> None:
    assert kind_of(event(title, days)) is kind


@pytest.mark.parametrize(("title", "days", "kind"), TITLES)
def test_capitals_accents_and_dashes_change_nothing(title: str, days: int, kind: DayKind) -> None:
    assert kind_of(event(f"  {title.upper().replace(' ', ' – ', 1)} ", days)) is kind


@pytest.mark.parametrize(("title", "days", "kind"), TITLES)
def test_one_strange_word_makes_it_never_certain(title: str, days: int, kind: DayKind) -> None:
    assert kind_of(event(f"{title} disco", days)) in (DayKind.UNSURE, DayKind.OTHER)


@pytest.mark.parametrize(("title", "days", "kind"), TITLES)
def test_an_event_that_repeats_is_never_certain(title: str, days: int, kind: DayKind) -> None:
    assert kind_of(event(title, days, repeats=True)) in (DayKind.UNSURE, DayKind.OTHER)


@pytest.mark.parametrize(
    ("title", "days"), [("INSET day", 6), ("Half term", 17), ("Summer holidays", 76), ("School closed", 11)]
)
def test_an_unlikely_length_is_asked_about(title: str, days: int) -> None:
    assert kind_of(event(title, days - 1)) is not DayKind.UNSURE
    assert kind_of(event(title, days)) is DayKind.UNSURE

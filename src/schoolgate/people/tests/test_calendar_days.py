"""From classed events to terms and closed days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.people.calendar_days import ClassedEvent, DayWithoutSchool, NamedTerm, days_of
from schoolgate.people.calendar_words import DayKind
from schoolgate.people.ics import CalendarEvent

STARTS, ENDS = DayKind.TERM_STARTS, DayKind.TERM_ENDS


def row(kind: DayKind, first_on: date, last_on: date | None = None, title: str = "") -> ClassedEvent:
    return ClassedEvent(CalendarEvent(title or kind.value, first_on, last_on or first_on), kind)


def test_a_first_and_a_last_day_make_a_term() -> None:
    found = days_of(
        [row(ENDS, date(2026, 12, 18)), row(STARTS, date(2026, 9, 2), title="Autumn term begins")]
    )
    assert found.terms == (NamedTerm(date(2026, 9, 2), date(2026, 12, 18), "Autumn term begins"),)
    assert found.questions == ()


def test_a_term_given_as_a_stretch_is_parted_by_the_last_day_before_half_term() -> None:
    found = days_of(
        [
            row(DayKind.TERM, date(2026, 9, 2), date(2026, 12, 18), "Autumn term"),
            row(ENDS, date(2026, 10, 23)),
            row(STARTS, date(2026, 11, 2), title="Back to school"),
        ]
    )
    assert found.terms == (
        NamedTerm(date(2026, 9, 2), date(2026, 10, 23), "Autumn term"),
        NamedTerm(date(2026, 11, 2), date(2026, 12, 18), "Back to school"),
    )


def test_the_day_for_staff_and_the_day_for_pupils_are_one_start_and_one_end() -> None:
    found = days_of(
        [
            row(STARTS, date(2027, 4, 12), title="Summer term starts"),
            row(STARTS, date(2027, 4, 13), title="Children return"),
            row(ENDS, date(2027, 7, 20), title="Last day of term"),
            row(ENDS, date(2027, 7, 22), title="Term ends"),
        ]
    )
    assert found.terms == (NamedTerm(date(2027, 4, 12), date(2027, 7, 22), "Summer term starts"),)
    assert found.questions == ()


def test_a_start_without_an_end_is_a_question_and_no_term() -> None:
    found = days_of([row(STARTS, date(2026, 9, 2), title="Autumn term begins")])
    assert found.terms == ()
    assert found.questions == (
        "The term that starts on 2 September 2026 (Autumn term begins) has no last day here, so we left it out.",
    )


def test_a_missing_end_does_not_swallow_the_next_term() -> None:
    found = days_of(
        [row(STARTS, date(2026, 9, 2)), row(STARTS, date(2027, 1, 5)), row(ENDS, date(2027, 3, 25))]
    )
    assert [(term.first_on, term.last_on) for term in found.terms] == [(date(2027, 1, 5), date(2027, 3, 25))]
    assert len(found.questions) == 1


def test_an_end_without_a_start_is_a_question() -> None:
    found = days_of([row(ENDS, date(2026, 12, 18), title="Term ends")])
    assert found.terms == ()
    assert found.questions == (
        "The term that ends on 18 December 2026 (Term ends) has no first day here, so we left it out.",
    )


def test_a_start_and_an_end_a_year_apart_are_two_questions_and_no_term() -> None:
    found = days_of([row(STARTS, date(2026, 9, 2)), row(ENDS, date(2027, 7, 21))])
    assert found.terms == ()
    assert len(found.questions) == 2


def test_an_inset_day_in_the_holidays_stays_an_inset_day() -> None:
    found = days_of(
        [
            row(DayKind.INSET, date(2026, 10, 30), title="INSET"),
            row(DayKind.HOLIDAY, date(2026, 10, 29), date(2026, 11, 1), "Half term"),
        ]
    )
    assert found.closed_days == (
        DayWithoutSchool(date(2026, 10, 29), DayKind.HOLIDAY, "Half term"),
        DayWithoutSchool(date(2026, 10, 30), DayKind.INSET, "INSET"),
    )


def test_what_says_nothing_about_school_time_changes_nothing() -> None:
    day = date(2026, 11, 20)
    found = days_of([row(kind, day) for kind in (DayKind.OTHER, DayKind.UNSURE, DayKind.BANK_HOLIDAY)])
    assert found == days_of([])


kinds = st.sampled_from(DayKind)
rows = st.builds(
    lambda kind, start, length: row(kind, start, start + timedelta(days=length)),
    kinds,
    st.dates(date(2026, 8, 1), date(2027, 8, 31)),
    st.integers(0, 120),
)


@given(st.lists(rows, max_size=12))
def test_terms_follow_each_other_and_no_start_or_end_is_lost_in_silence(
    given_rows: list[ClassedEvent],
) -> None:
    found = days_of(given_rows)
    for earlier, later in zip(found.terms, found.terms[1:], strict=False):
        assert earlier.last_on <= later.first_on
    assert all(term.first_on <= term.last_on for term in found.terms)
    assert all(day.on.weekday() < 5 for day in found.closed_days)
    if any(row.kind in (DayKind.TERM, STARTS, ENDS) for row in given_rows):
        assert found.terms or found.questions

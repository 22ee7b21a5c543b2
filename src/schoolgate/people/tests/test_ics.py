"""Reading uploaded calendar files, hostile ones included, and writing the feed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.people.ics import (
    MAX_BYTES,
    MAX_EVENTS,
    MAX_TITLE,
    CalendarEvent,
    CalendarFile,
    FeedEntry,
    read_ics,
    write_ics,
)
from schoolgate.rules.refusals import Control, Refusal

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def file_of(*events: str) -> bytes:
    """A calendar file of these events, each given by its lines."""
    bodies = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:a school\n{bodies}END:VCALENDAR\n".encode()


def read(*events: str) -> CalendarFile:
    found = read_ics(file_of(*events))
    assert isinstance(found, CalendarFile)
    return found


def refused(data: bytes) -> Refusal:
    found = read_ics(data)
    assert isinstance(found, Refusal)
    assert found.control is Control.FILE_IS_SAFE
    assert found.next_step
    return found


# What an event says


def test_the_end_of_whole_days_is_the_day_after_the_last() -> None:
    found = read("DTSTART;VALUE=DATE:20261026\nDTEND;VALUE=DATE:20261031\nSUMMARY:Half term")
    assert found.events == (CalendarEvent("Half term", date(2026, 10, 26), date(2026, 10, 30)),)
    assert found.events[0].days == 5


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART;VALUE=DATE:20260902",
        "DTSTART;VALUE=DATE:20260902\nDTEND;VALUE=DATE:20260902",
        "DTSTART;VALUE=DATE:20260902\nDTEND;VALUE=DATE:20260903",
        "DTSTART;VALUE=DATE:20260902\nDURATION:P1D",
        "DTSTART:20260902T080000",
        "DTSTART:20260902T080000\nDTEND:20260902T153000",
        "DTSTART:20260902T080000\nDTEND:20260903T000000",
        "DTSTART:20260902T000000\nDTEND:20260902T000000",
        "DTSTART:20260901T233000Z",
        "DTSTART;TZID=Europe/London:20260902T003000\nDURATION:PT1H",
        "DTSTART;TZID=GMT Standard Time:20260902T003000",
        "DTSTART;TZID=A zone of our own:20260902T003000",
        "DTSTART;TZID=../../../../etc/passwd:20260902T080000",
        "DTSTART;TZID=America/New_York:20260901T203000",
    ],
)
def test_one_day_however_it_is_written_is_that_day_in_london(lines: str) -> None:
    (event,) = read(f"{lines}\nSUMMARY:INSET day").events
    assert (event.first_on, event.last_on) == (date(2026, 9, 2), date(2026, 9, 2))


def test_events_come_in_order_of_time() -> None:
    found = read("DTSTART;VALUE=DATE:20270105\nSUMMARY:later", "DTSTART;VALUE=DATE:20260902\nSUMMARY:earlier")
    assert [event.title for event in found.events] == ["earlier", "later"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SUMMARY:Term ends\\, 1.30\\;\\nall", "Term ends, 1.30; all"),
        ("SUMMARY;LANGUAGE=en-gb:INSET", "INSET"),
        ('SUMMARY;ALTREP="cid:a:b":INSET', "INSET"),
        ("SUMMARY:Half\n  term", "Half term"),
        ("SUMMARY:Half \u202eterm\u200b", "Half term"),
        ("summary:inset", "inset"),
        ("SUMMARY:", "(no title)"),
        ("X-NOTHING:1", "(no title)"),
    ],
)
def test_a_title_is_one_clean_line(line: str, title: str) -> None:
    assert read(f"DTSTART;VALUE=DATE:20260902\n{line}").events[0].title == title


def test_a_title_is_cut_where_it_is_too_long() -> None:
    (event,) = read(f"DTSTART;VALUE=DATE:20260902\nSUMMARY:{'x' * 500}").events
    assert event.title == "x" * MAX_TITLE


def test_the_alarm_of_an_event_says_nothing() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Ring\nDTSTART:19990101\nEND:VALARM"
    (event,) = read(f"DTSTART;VALUE=DATE:20260902\nSUMMARY:INSET\n{alarm}").events
    assert event == CalendarEvent("INSET", date(2026, 9, 2), date(2026, 9, 2))


def test_lines_we_do_not_need_can_not_spoil_an_event() -> None:
    (event,) = read("a line that is none\nDTSTART;VALUE=DATE:20260902\nEXDATE:never\nSUMMARY:INSET").events
    assert event.title == "INSET"


def test_a_cancelled_event_is_left_out() -> None:
    assert read("DTSTART;VALUE=DATE:20260902\nSUMMARY:INSET\nSTATUS:CANCELLED") == CalendarFile((), ())


@pytest.mark.parametrize("repeat", ["RRULE:FREQ=SECONDLY", "RDATE;VALUE=DATE:20260903"])
def test_an_event_that_repeats_is_read_once_and_says_so(repeat: str) -> None:
    (event,) = read(f"DTSTART;VALUE=DATE:20260902\nSUMMARY:INSET\n{repeat}").events
    assert event.repeats
    assert event.days == 1


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:tomorrow",
        "DTEND;VALUE=DATE:20260902",
        "DTSTART;VALUE=DATE:18990101",
        "DTSTART;VALUE=DATE:21010101",
        "DTSTART;VALUE=DATE:20260902\nDTEND;VALUE=DATE:20280902",
        "DTSTART;VALUE=DATE:20260902\nDTSTART;VALUE=DATE:20260903",
        "DTSTART;VALUE=DATE,DATE:20260902",
        "DTSTART;TZID=Europe:20260902T080000",
    ],
)
def test_an_event_whose_days_make_no_sense_is_named_and_the_others_stand(lines: str) -> None:
    found = read(f"{lines}\nSUMMARY:Strange", "DTSTART;VALUE=DATE:20260902\nSUMMARY:INSET")
    assert [event.title for event in found.events] == ["INSET"]
    assert found.unread == ("Strange",)


def test_a_file_from_an_old_program_keeps_its_letters() -> None:
    data = file_of("DTSTART;VALUE=DATE:20260902\nSUMMARY:Café").decode().encode("cp1252")
    found = read_ics(data)
    assert isinstance(found, CalendarFile)
    assert found.events[0].title == "Café"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + file_of("DTSTART;VALUE=DATE:20260902\nSUMMARY:INSET").replace(b"\n", b"\r\n")
    found = read_ics(data)
    assert isinstance(found, CalendarFile)
    assert [event.title for event in found.events] == ["INSET"]


# What is refused, and what it costs


def test_what_is_no_calendar_is_refused() -> None:
    for data in (b"", b"PK\x03\x04", b"%PDF-1.7", b"name,date\nINSET,2026-09-02", b"<html></html>"):
        assert refused(data).words == "This is not a calendar file."


def test_a_file_that_is_cut_off_or_damaged_is_refused() -> None:
    whole = file_of("DTSTART;VALUE=DATE:20260902\nSUMMARY:INSET")
    assert "cut off" in refused(whole[:60]).words
    assert "damaged" in refused(whole.replace(b"END:VEVENT", b"END:VTODO")).words
    assert "damaged" in refused(whole + b"END:VCALENDAR\n").words


def test_a_file_that_is_too_big_is_refused_before_it_is_read() -> None:
    assert "bigger than 1 MB" in refused(b"BEGIN:VCALENDAR\n" + b"x" * MAX_BYTES).words


def test_a_file_with_too_many_events_is_refused() -> None:
    event = "DTSTART;VALUE=DATE:20260902"
    assert "more than 2,000 events" in refused(file_of(*[event] * (MAX_EVENTS + 1))).words
    assert len(read(*[event] * MAX_EVENTS).events) == MAX_EVENTS


def test_parts_nested_without_end_are_refused() -> None:
    assert "put together" in refused(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 60_000).words


def test_a_time_zone_made_to_cost_hours_is_never_worked_out() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Europe/London\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "RRULE:FREQ=SECONDLY\nTZOFFSETFROM:+2359\nTZOFFSETTO:-2359\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    data = file_of("DTSTART;TZID=Europe/London:20260902T000000\nSUMMARY:INSET").decode()
    hostile = data.replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT", 1).encode()
    assert read_ics(hostile) == read_ics(data.encode())


@pytest.mark.parametrize(
    "filling",
    [
        "\n" * 900_000,
        "X" * 900_000,
        "SUMMARY:" + "\n " * 400_000,
        "SUMMARY;" + 'A="' * 300_000,
        "DTSTART;" + "TZID=Europe/London;" * 45_000,
        "SUMMARY:" + "\\" * 900_000,
    ],
)
def test_a_full_file_of_anything_is_read(filling: str) -> None:
    data = file_of(f"DTSTART;VALUE=DATE:20260902\n{filling}")
    assert len(data) < MAX_BYTES
    assert isinstance(read_ics(data), CalendarFile)


WHOLE = file_of(
    "UID:1\nDTSTART;TZID=Europe/London:20260902T084500\nDTEND:20260902T153000Z\nSUMMARY:INSET",
    "DTSTART;VALUE=DATE:20261026\nDURATION:P5D\nSUMMARY:Half term\nRRULE:FREQ=DAILY;COUNT=2",
)
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        b'\r\n|:|;|=|"|,|\\n|VALUE=DATE|VALUE=PERIOD|TZID=|P1D|-P9999999W|99991231T235959Z|00010101'.split(
            b"|"
        )
    ),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 12), PIECES), min_size=1, max_size=6))
def test_any_damage_to_a_file_is_read_or_refused_and_never_an_error(
    damage: list[tuple[int, int, bytes]],
) -> None:
    data = bytearray(WHOLE)
    for start, length, piece in damage:
        data[start : start + length] = piece
    found = read_ics(bytes(data))
    assert isinstance(found, CalendarFile | Refusal)


# The feed

titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
entries = st.builds(
    lambda uid, title, on, length: FeedEntry(
        f"{uid}@school", title, on, date.fromordinal(on.toordinal() + length)
    ),
    st.integers(0, 10**9),
    titles,
    st.dates(date(2001, 1, 1), date(2098, 1, 1)),
    st.integers(0, 100),
)


@given(st.lists(entries, max_size=6))
def test_what_the_feed_says_can_be_read_again(given_entries: list[FeedEntry]) -> None:
    found = read_ics(write_ics("Oakfield", given_entries, made_at=NOW))
    assert isinstance(found, CalendarFile)
    assert found.unread == ()
    days = sorted((entry.first_on, entry.last_on) for entry in given_entries)
    assert [(event.first_on, event.last_on) for event in found.events] == days


def test_the_feed_keeps_its_form() -> None:
    entry = FeedEntry(
        "term-1@school", "Half term; all\r\nBEGIN:VEVENT", date(2026, 10, 26), date(2026, 10, 30)
    )
    assert write_ics("Oakfield\nPrimary", [entry], made_at=NOW).decode().splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Schoolgate//School calendar//EN",
        "X-WR-CALNAME:Oakfield Primary",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "BEGIN:VEVENT",
        "SUMMARY:Half term\\; all BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:20261026",
        "DTEND;VALUE=DATE:20261031",
        "DTSTAMP:20261120T120000Z",
        "UID:term-1@school",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]

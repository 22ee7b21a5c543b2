"""Goal 19: what is written to keep the program busy is read in proportion to its length, not to its square."""

import time
from collections.abc import Callable

from benchmarks import ground
from benchmarks.verdicts import Goal
from schoolgate.people.ics import MAX_BYTES, CalendarFile, read_ics
from schoolgate.pupils.name_index import build_name_index
from schoolgate.rules.names import RollName
from schoolgate.rules.posts.content import LONGEST_TEXT
from schoolgate.rules.wording import check_wording

# In proportion it is 5, by the square 25.
TIMES, AT_MOST = 5, 10
GOES = 5
# Said again and again without a full stop, up to the longest text.
WORDINGS = (
    "vote for the party",
    "our mp says",
    "support councillor Smith",
    "such a useless",
    "we think the menu is dreadful",
    "sh1t",
    "a*b*",
    "a@b.c",
    "07",
)
NAMES = (
    "Rose Hill",
    "Quorvane",
    "Marnie Quorvan",
    "Zelana Morwick",
    "Rose,",
    "Will will",
    "#GoRose",
    "R.H. in 4A",
)
ROLL = [
    RollName(number, forename, surname, class_name="4A", year_group="Year 4")
    for number, (forename, surname) in enumerate(
        [("Rose", "Hill"), ("Rose", "Hill"), ("Will", "Power"), ("Marnie", "Quorvane"), ("Zelana", "Morwick")]
    )
]
# What a line of a calendar begins with, and what it goes on with.
CALENDAR_LINES = (
    ("", "\n"),
    ("", "X"),
    ("SUMMARY:", "\n "),
    ("SUMMARY;", 'A="'),
    ("DTSTART;", "TZID=Europe/London;"),
    ("SUMMARY:", "\\"),
)


def main() -> None:
    goal = Goal(19, "texts written to keep the program busy")
    index = build_name_index(ROLL)
    ground.must(bool(index.find("Rose Hill ran.")), "a name is found")
    worst = {
        "wording": max(_longer(check_wording, _said(words)) for words in WORDINGS),
        "names": max(_longer(index.find, _said(words)) for words in NAMES),
        "calendars": max(_longer(_read_calendar, _filled(*line)) for line in CALENDAR_LINES),
    }
    for what, longer in worst.items():
        goal.claim(f"{what}: {TIMES} times as long takes, at worst", f"{longer:.1f}x", AT_MOST, longer)
    goal.note(f"processor time; texts up to {LONGEST_TEXT:,} characters, calendars up to {MAX_BYTES:,} bytes")
    goal.end()


def _said(words: str) -> Callable[[int], str]:
    return lambda part: f"{words} " * (LONGEST_TEXT // (len(words) + 1) // part)


def _filled(begins: str, goes_on: str) -> Callable[[int], str]:
    return lambda part: begins + goes_on * (900_000 // len(goes_on) // part)


def _read_calendar(filling: str) -> None:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", filling, "END:VEVENT", "END:VCALENDAR", "")
    ground.must(isinstance(read_ics("\r\n".join(lines).encode()), CalendarFile), "the calendar is read")


def _longer(read: Callable[[str], object], text_of: Callable[[int], str]) -> float:
    return _quickest(read, text_of(1)) / max(_quickest(read, text_of(TIMES)), 1e-4)


def _quickest(read: Callable[[str], object], text: str) -> float:
    took = []
    for go in range(GOES):
        given = f"{text} {go}"  # never the same text twice, so that nothing is remembered
        start = time.process_time()
        read(given)
        took.append(time.process_time() - start)
    return min(took)


if __name__ == "__main__":
    main()

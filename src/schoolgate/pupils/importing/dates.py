"""Dates as files spell them. Day first or year first; month first is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from schoolgate.pupils.importing.vocabulary import Code

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME)
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})[ \-,]+(\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_TIDY = re.compile(r"\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Excel counts days from here; the numbers of dates between 1982 and 2064 have five digits below 60,000.
_EXCEL_BEGINS = date(1899, 12, 30)
_EXCEL_SERIALS = range(30_000, 60_000)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a cell says: a day, or a code and perhaps the day it could mean. `tidied`: not spelt as usual."""

    on: date | None = None
    code: Code | None = None
    proposal: date | None = None
    tidied: bool = False


@lru_cache(maxsize=10_000)
def read_date(cell: str) -> ReadDate:
    """The day that a cell without spaces at its ends names."""
    if _SERIAL.fullmatch(cell):
        serial = int(cell.split(".")[0])
        if serial in _EXCEL_SERIALS:
            return ReadDate(code=Code.EXCEL_SERIAL_DATE, proposal=_EXCEL_BEGINS + timedelta(days=serial))
    year, month, day, has_century = _parts(cell)
    on = _day(year, month, day)
    if on is None:
        return ReadDate(code=Code.BAD_DATE)
    if not has_century:
        return ReadDate(code=Code.TWO_DIGIT_YEAR, proposal=on)
    return ReadDate(on, tidied=not _TIDY.fullmatch(cell))


def _parts(cell: str) -> tuple[int, int, int, bool]:
    """Year, month, day and whether the year has four digits; zeros where the cell is no date."""
    if found := _DAY_FIRST.fullmatch(cell):
        day, month, year = (int(part) for part in found.groups())
        has_century = len(found[3]) == 4
        return year if has_century else 2000 + year, month, day, has_century
    if found := _YEAR_FIRST.fullmatch(cell):
        year, month, day = (int(part) for part in found.groups())
        return year, month, day, True
    if found := _IN_WORDS.fullmatch(cell):
        name = found[2][:3].lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
        return int(found[3]), month, int(found[1]), True
    return 0, 0, 0, True


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def are_month_first(cells: Iterable[str]) -> bool:
    """True where more dates of a column can only be month first than can only be day first."""
    month_first = day_first = 0
    for cell in cells:
        if found := _DAY_FIRST.fullmatch(cell.strip()):
            first, second = int(found[1]), int(found[2])
            day_first += first > 12 >= second
            month_first += second > 12 >= first
    return month_first > day_first

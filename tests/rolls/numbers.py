"""UPNs, dates of birth and years of the invented pupils, for the school year 2026/27."""

import random
import re
from datetime import date, timedelta

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
BEFORE_YEAR_ONE = {"N1": -2, "N2": -1, "R": 0}
_UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]")


def check_letter(body: str) -> str:
    """The letter in front of these 12 characters: weights 2 to 13, sum modulo 23."""
    total = sum(w * (int(c) if c.isdigit() else LETTERS.index(c)) for w, c in enumerate(body, 2))
    return LETTERS[total % 23]


def make_upn(authority: int, school: int, year: int, serial: int, *, temporary: bool = False) -> str:
    """A valid UPN; `year` has two digits. A temporary one ends in a letter."""
    end = f"{serial % 100:02d}{LETTERS[serial % 23]}" if temporary else f"{serial:03d}"
    body = f"{authority:03d}{school:04d}{year:02d}{end}"
    return check_letter(body) + body


def upn_is_valid(upn: str) -> bool:
    return bool(_UPN.fullmatch(upn or "")) and check_letter(upn[1:]) == upn[0]


def with_wrong_letter(upn: str, step: int = 5) -> str:
    return LETTERS[(LETTERS.index(upn[0]) + step) % 23] + upn[1:]


def year_number(year: str) -> int:
    """0 is Reception, below it the nursery."""
    return BEFORE_YEAR_ONE[year] if year in BEFORE_YEAR_ONE else int(year)


def born_in(chance: random.Random, year: str) -> date:
    """A date of birth of someone in this year group."""
    first_year = 2021 - year_number(year)
    first, last = date(first_year, 9, 1), date(first_year + 1, 8, 31)
    return first + timedelta(days=chance.randrange((last - first).days + 1))


def british(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def year_label(year: str) -> str:
    return {"R": "Reception", "N1": "Nursery 1", "N2": "Nursery 2"}.get(year, f"Year {year}")

"""The roll: which numbers, dates and years can be right, and what an answer in a file may change here.

An import never turns a no into a yes. A no in the file counts at once; a yes against a no becomes a question.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul

from schoolgate.rules.consents import Said

# The letters of a UPN, in the order of their values; I, O and S are not used.
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_LENGTH = 13
_VALUES = {
    **{letter: value for value, letter in enumerate(UPN_LETTERS)},
    **{str(one): one for one in range(10)},
}
_WEIGHTS = range(2, 14)
_UPN_FORM = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]")

YOUNGEST, OLDEST = 1, 25
FIRST_MONTH_OF_SCHOOL_YEAR = 9
YEARS = ("N1", "N2", "R", *(str(year) for year in range(1, 15)))
RECEPTION = YEARS.index("R")


class UpnFault(StrEnum):
    """Why a unique pupil number cannot be right."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK_LETTER = "check_letter"


def upn_fault(upn: str) -> UpnFault | None:
    """What is wrong with this UPN (capitals, no spaces), or None. A temporary one, ending in a letter, is right."""
    if len(upn) != UPN_LENGTH:
        return UpnFault.LENGTH
    if not _UPN_FORM.fullmatch(upn):
        return UpnFault.CHARACTER
    return None if check_letter(upn[1:]) == upn[0] else UpnFault.CHECK_LETTER


def check_letter(rest: str) -> str:
    """The first letter that belongs to the other twelve characters: weights 2 to 13, the sum modulo 23."""
    values = [_VALUES[one] for one in rest]
    return UPN_LETTERS[sum(map(mul, _WEIGHTS, values)) % len(UPN_LETTERS)]


def is_temporary(upn: str) -> bool:
    """True for a number that a school gave until the permanent one is known."""
    return upn[-1:].isalpha()


class BirthFault(StrEnum):
    """Why a day cannot be a pupil's date of birth."""

    IN_FUTURE = "in_future"
    OUT_OF_RANGE = "out_of_range"


def birth_fault(born_on: date, today: date) -> BirthFault | None:
    """What is wrong with a pupil's date of birth, or None. Pupils are 1 to 25 years old."""
    if born_on > today:
        return BirthFault.IN_FUTURE
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return None if YOUNGEST <= age <= OLDEST else BirthFault.OUT_OF_RANGE


def years_apart(year: str, born_on: date, today: date) -> int:
    """How many year groups this one is above (or below, negative) the usual one for this date of birth."""
    school_year = today.year - (today.month < FIRST_MONTH_OF_SCHOOL_YEAR)
    birth_year = born_on.year - (born_on.month < FIRST_MONTH_OF_SCHOOL_YEAR)
    usual = school_year - birth_year - 5
    return YEARS.index(year) - RECEPTION - usual


class InFile(StrEnum):
    """What a file says about one use. Only YES can ever grant anything."""

    YES = "granted"
    NO = "refused"
    NOT_ASKED = "not_requested"
    NOT_TICKED = "not_ticked"
    UNCLEAR = "unknown"


class Leads(StrEnum):
    """Which register of consents leads where two differ and neither says no."""

    HERE = "here"
    MANAGEMENT_SYSTEM = "management_system"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer that holds here for one use.

    `file_said` is what the last file said, if one said anything; `mark` tells this answer from any other.
    """

    said: Said = Said.NOT_ANSWERED
    came_by_file: bool = False
    file_said: Said | None = None
    mark: str = ""


class Effect(StrEnum):
    """What an answer in a file does here."""

    NOTHING = "nothing"
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    HOLD = "hold"
    ASK = "ask"


def effect_of(in_file: InFile, recorded: Recorded, leads: Leads) -> Effect:
    """What this answer in the file does to the recorded one.

    HOLD: the yes here rests, and the office is asked. ASK: nothing changes, and the office is asked.
    """
    if recorded.said is Said.YES:
        return _effect_on_yes(in_file, recorded, leads)
    if recorded.said is Said.NOT_ANSWERED:
        return {InFile.YES: Effect.GRANT, InFile.NO: Effect.REFUSE, InFile.UNCLEAR: Effect.ASK}.get(
            in_file, Effect.NOTHING
        )
    return Effect.ASK if in_file is InFile.YES else Effect.NOTHING


def _effect_on_yes(in_file: InFile, recorded: Recorded, leads: Leads) -> Effect:
    kept_here = leads is Leads.HERE and not recorded.came_by_file
    if in_file is InFile.YES:
        return Effect.NOTHING
    if in_file is InFile.UNCLEAR:
        return Effect.HOLD
    if in_file is InFile.NO:
        # The very no that the family has since answered here with a yes is no news.
        is_old_news = kept_here and recorded.file_said is Said.NO
        return Effect.NOTHING if is_old_news else Effect.WITHDRAW
    # The file is silent. It takes back what a file once gave; a yes given here stands where this register leads.
    return Effect.NOTHING if kept_here else Effect.WITHDRAW


_STRICTNESS = {
    InFile.NO: 0,
    InFile.UNCLEAR: 1,
    InFile.NOT_TICKED: 2,
    InFile.NOT_ASKED: 3,
    InFile.YES: 4,
}


def stricter_in_file(one: InFile, other: InFile) -> InFile:
    """Of two answers in a file that must both be yes, the one that shows less."""
    return one if _STRICTNESS[one] <= _STRICTNESS[other] else other

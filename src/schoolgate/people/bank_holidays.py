"""Bank holidays of the four nations, from data that came with the installation: never from the network."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays
from holidays import country_holidays

from schoolgate.rules.school_time import Nation

_DIVISIONS = {
    Nation.ENGLAND: BankHolidays.ENGLAND_AND_WALES,
    Nation.WALES: BankHolidays.ENGLAND_AND_WALES,
    Nation.SCOTLAND: BankHolidays.SCOTLAND,
    Nation.NORTHERN_IRELAND: BankHolidays.NORTHERN_IRELAND,
}
_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
_FIRST_YEAR, _LAST_YEAR = 2012, 2100


@dataclass(frozen=True, slots=True, order=True)
class BankHoliday:
    """One bank holiday. `announced` is false where it is worked out and the government may still move it."""

    on: date
    title: str
    announced: bool


def bank_holidays(nation: Nation, first_on: date, last_on: date) -> tuple[BankHoliday, ...]:
    """The bank holidays of a nation between two days, both included, in order.

    Years that the government has announced are taken as announced; later ones are worked out. Days before
    2012 or after 2100 are not known and raise ValueError.
    """
    if first_on.year < _FIRST_YEAR or last_on.year > _LAST_YEAR:
        raise ValueError(f"bank holidays are known from {_FIRST_YEAR} to {_LAST_YEAR}")
    years = range(first_on.year, last_on.year + 1)
    return tuple(
        holiday for year in years for holiday in _of_year(nation, year) if first_on <= holiday.on <= last_on
    )


def is_bank_holiday(nation: Nation, on: date) -> bool:
    """Whether this day is a bank holiday in the nation."""
    return any(holiday.on == on for holiday in _of_year(nation, on.year))


@cache
def _of_year(nation: Nation, year: int) -> tuple[BankHoliday, ...]:
    announced = tuple(
        BankHoliday(day["date"], day["title"], announced=True)
        for day in _announced().get_holidays(division=_DIVISIONS[nation], year=year)
    )
    return announced or _worked_out(nation, year)


@cache
def _announced() -> BankHolidays:
    # Without use_cached_holidays this class asks GOV.UK whenever it is made.
    return BankHolidays(use_cached_holidays=True)


def _worked_out(nation: Nation, year: int) -> tuple[BankHoliday, ...]:
    days = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year)
    return tuple(sorted(BankHoliday(on, title, announced=False) for on, title in days.items()))

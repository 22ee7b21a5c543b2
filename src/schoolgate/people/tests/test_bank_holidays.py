"""Bank holidays by nation, without the network."""

import socket
from datetime import date

import pytest

from schoolgate.people import bank_holidays as room
from schoolgate.people.bank_holidays import bank_holidays, is_bank_holiday
from schoolgate.rules.school_time import Nation


@pytest.mark.parametrize(
    ("nation", "on", "is_one"),
    [
        (Nation.ENGLAND, date(2026, 12, 25), True),
        (Nation.ENGLAND, date(2026, 12, 28), True),  # for Boxing Day, a Saturday
        (Nation.ENGLAND, date(2027, 3, 29), True),  # Easter Monday
        (Nation.SCOTLAND, date(2027, 3, 29), False),
        (Nation.WALES, date(2026, 11, 30), False),
        (Nation.SCOTLAND, date(2026, 11, 30), True),  # St Andrew
        (Nation.ENGLAND, date(2027, 3, 17), False),
        (Nation.NORTHERN_IRELAND, date(2027, 3, 17), True),  # St Patrick
        (Nation.ENGLAND, date(2027, 8, 30), True),
        (Nation.SCOTLAND, date(2027, 8, 2), True),
        (Nation.ENGLAND, date(2026, 11, 20), False),
    ],
)
def test_each_nation_has_its_own(nation: Nation, on: date, is_one: bool) -> None:
    assert is_bank_holiday(nation, on) is is_one


@pytest.mark.parametrize("nation", Nation)
def test_what_is_worked_out_agrees_with_what_was_announced_on_every_weekday(nation: Nation) -> None:
    """In the years that both know. One day was worked out for Scotland and not announced in time for the data."""
    not_announced = {date(2026, 6, 15)} if nation is Nation.SCOTLAND else set()
    for year in range(2012, 2029):
        announced = {holiday.on for holiday in bank_holidays(nation, date(year, 1, 1), date(year, 12, 31))}
        worked_out = {holiday.on for holiday in room._worked_out(nation, year)}
        assert announced - worked_out == set()
        assert {on for on in worked_out - announced if on.weekday() < 5} == {
            on for on in not_announced if on.year == year
        }


def test_years_beyond_the_announced_are_worked_out_and_say_so() -> None:
    announced = bank_holidays(Nation.ENGLAND, date(2028, 1, 1), date(2028, 12, 31))
    later = bank_holidays(Nation.ENGLAND, date(2035, 1, 1), date(2035, 12, 31))
    assert all(holiday.announced for holiday in announced)
    assert len(later) >= 8
    assert not any(holiday.announced for holiday in later)
    assert is_bank_holiday(Nation.ENGLAND, date(2035, 5, 7))


def test_both_ends_of_the_stretch_are_included_and_the_days_are_in_order() -> None:
    found = bank_holidays(Nation.ENGLAND, date(2026, 12, 25), date(2027, 1, 1))
    assert [holiday.on for holiday in found] == [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]


def test_a_day_out_of_range_is_an_error() -> None:
    with pytest.raises(ValueError, match="2012 to 2100"):
        bank_holidays(Nation.ENGLAND, date(2011, 1, 1), date(2012, 1, 1))


def test_it_never_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a bank holiday was looked up on the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    room._announced.cache_clear()
    room._of_year.cache_clear()
    assert is_bank_holiday(Nation.ENGLAND, date(2026, 12, 25))
    assert is_bank_holiday(Nation.ENGLAND, date(2040, 12, 25))

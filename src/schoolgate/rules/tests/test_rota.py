"""Whose turn it is: by days, by weekday, one account before all of them."""

from datetime import date

from schoolgate.rules.rota import Turn, on_duty

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
JO, LEE, DEE = 1, 2, 3


def turn(person, account="", first=MONDAY, last=None, *days):
    return Turn(person, "comments", account, first, last, frozenset(days))


def test_one_for_the_account_goes_before_one_for_all_and_its_name_is_read_loosely():
    turns = [turn(JO), turn(LEE, "school  FACEBOOK")]
    assert on_duty(turns, MONDAY, account="School Facebook") == LEE
    assert on_duty(turns, MONDAY, account="Website") == JO


def test_it_holds_from_its_first_day_to_its_last_on_its_days_of_the_week():
    assert on_duty([turn(JO, "", TUESDAY)], MONDAY, account="Website") is None
    assert on_duty([turn(JO, "", MONDAY, MONDAY)], TUESDAY, account="Website") is None
    assert on_duty([turn(JO, "", MONDAY, None, "mon"), turn(DEE)], TUESDAY, account="Website") == DEE
    assert on_duty([turn(JO, "", MONDAY, MONDAY, "mon")], MONDAY, account="Website") == JO

"""What shows less, and when a leaver's picture is due down."""

from datetime import date, timedelta

import pytest

from schoolgate.rules.exposure import Less, PublicPost, due_down_on, suggestion_for

TODAY = date(2026, 11, 20)


def post(days_old: int, pupils: int = 3, **more) -> PublicPost:
    given = {"leavers_due": 0, "has_youngest": False, **more}
    return PublicPost(TODAY - timedelta(days=days_old), pupils, **given)


@pytest.mark.parametrize(
    ("shown", "less"),
    [
        (post(10), None),
        (post(800), Less.REMOVE),
        (post(10, leavers_due=1), Less.REMOVE),
        (post(200, has_youngest=True), Less.COVER),
        (post(10, has_youngest=True), None),
        (post(10, pupils=1), Less.COVER),
        (post(10, largest=0.5), Less.CROP),
        (post(10, largest=0.1), None),
        (post(10, largest=0.3, straight=0.25), Less.SMALLER),
        (post(10, largest=0.3, straight=0.1), None),
        (post(10, largest=0.5, straight=0.5), Less.CROP),
    ],
)
def test_the_most_urgent_way_to_show_less_comes_first(shown: PublicPost, less: Less | None):
    found = suggestion_for(shown, TODAY)
    assert (found.less if found else None) is less


def test_a_leaver_comes_before_everything():
    assert suggestion_for(post(900, leavers_due=1), TODAY).rank == 0


def test_pictures_of_a_leaver_are_due_after_so_many_months():
    assert due_down_on(date(2026, 7, 22), 0) == date(2026, 7, 22)
    assert due_down_on(date(2026, 7, 22), 12) == date(2027, 7, 17)

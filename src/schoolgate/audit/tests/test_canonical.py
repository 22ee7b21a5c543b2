from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.audit.canonical import canonical, instant

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


class Colour(StrEnum):
    GREEN = "green"


def test_the_order_of_keys_makes_no_difference_and_there_are_no_spaces():
    assert canonical({"b": 1, "a": [True, None, "é"]}) == '{"a":[true,null,"é"],"b":1}'.encode()


def test_the_same_moment_is_spelt_alike_whatever_its_time_zone():
    utc = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    summer = utc.astimezone(timezone(timedelta(hours=1)))
    assert canonical(utc) == canonical(summer) == b'"2026-07-01T12:30:00.000000Z"'


def test_it_spells_what_events_are_made_of():
    said = {
        "colour": Colour.GREEN,
        "days": {date(2026, 3, 1)},
        "id": UUID(int=1),
        "price": Decimal("1.50"),
        "time": time(9, 5),
    }
    assert canonical(said) == (
        b'{"colour":"green","days":["2026-03-01"],"id":"00000000-0000-0000-0000-000000000001",'
        b'"price":"1.50","time":"09:05:00"}'
    )


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        instant(datetime(2026, 3, 1))
    with pytest.raises(ValueError, match="no time zone"):
        canonical({"at": datetime(2026, 3, 1)})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), b"bytes"])
def test_what_has_no_settled_spelling_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical({"value": value})


def test_half_a_character_does_not_stop_an_event():
    assert "\ufffd" in canonical({"text": "half \ud83d"}).decode()


@given(plain)
def test_it_is_one_line_of_utf_8_without_control_characters(value):
    text = canonical(value).decode()
    assert not any(ord(character) < 32 for character in text)


@given(st.dictionaries(st.text(max_size=4), plain, max_size=6))
def test_two_dictionaries_that_are_equal_are_spelt_alike(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)

"""What may be written in a setting, and what is refused in plain words."""

import pytest

from schoolgate.rules.policy import PolicyError
from schoolgate.rules.policy.shapes import (
    ByGroup,
    Choice,
    Hours,
    Number,
    Several,
    Words,
    plain,
    shape_from_document,
)

COLOURS = {"red": "Red", "blue": "Blue", "grey": "Grey"}
SHAPES = [
    Number("hour", 1, 10),
    Choice(COLOURS),
    Several(COLOURS, least=1),
    Words(longest=20, most=3),
    Hours(),
    ByGroup({"cats": "Cats", "dogs": "Dogs"}, Choice(COLOURS)),
    ByGroup({"cats": "Cats"}, Several(COLOURS)),
]


@pytest.mark.parametrize("raw", [0, 11, True, "5", 2.5, None])
def test_a_number_outside_its_bounds_is_refused_with_its_bounds(raw: object) -> None:
    with pytest.raises(PolicyError, match="whole number from 1 to 10"):
        Number("hour", 1, 10).read("within", raw)


def test_a_number_says_its_unit() -> None:
    assert Number("school hour", 1, 10).in_words(1) == "1 school hour"
    assert Number("school hour", 1, 10).in_words(7) == "7 school hours"


@pytest.mark.parametrize("raw", ["green", "", None, 3, ["red"]])
def test_a_choice_that_is_not_offered_is_refused_with_what_is(raw: object) -> None:
    with pytest.raises(PolicyError, match="Choose from: red, blue, grey"):
        Choice(COLOURS).read("colour", raw)


def test_a_list_keeps_the_order_in_which_it_was_given() -> None:
    assert Several(COLOURS).read("colours", ["grey", "red"]) == ("grey", "red")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ([], "at least 1"),
        (["red", "red"], "twice"),
        (["green"], "not a choice"),
        ("red", "list of words"),
        ([1], "list of words"),
    ],
)
def test_a_list_that_cannot_be_is_refused(raw: object, words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        Several(COLOURS, least=1).read("colours", raw)


def test_every_group_needs_its_value() -> None:
    shape = ByGroup({"cats": "Cats", "dogs": "Dogs"}, Choice(COLOURS))
    with pytest.raises(PolicyError, match="what holds for Dogs"):
        shape.read("pets", {"cats": "red"})
    with pytest.raises(PolicyError, match="fish"):
        shape.read("pets", {"cats": "red", "dogs": "red", "fish": "red"})
    with pytest.raises(PolicyError, match="each group"):
        shape.read("pets", ["red"])


def test_groups_are_said_in_their_order_whatever_order_they_came_in() -> None:
    shape = ByGroup({"cats": "Cats", "dogs": "Dogs"}, Choice(COLOURS))
    value = shape.read("pets", {"dogs": "blue", "cats": "red"})
    assert list(value) == ["cats", "dogs"]
    assert shape.in_words(value) == "Cats: Red; Dogs: Blue"


def test_words_are_trimmed_and_must_not_be_too_many_or_too_long() -> None:
    shape = Words(longest=20, most=2)
    assert shape.read("words", ["  going   forward "]) == ("going forward",)
    with pytest.raises(PolicyError):
        shape.read("words", ["a", "b", "c"])
    with pytest.raises(PolicyError):
        shape.read("words", ["x" * 21])
    with pytest.raises(PolicyError):
        shape.read("words", [" "])


@pytest.mark.parametrize("raw", ["18:00", "18:00-24:00", "6pm-7am", None, "18:00-07:30x"])
def test_hours_that_no_clock_shows_are_refused(raw: object) -> None:
    with pytest.raises(PolicyError, match="two times"):
        Hours().read("quiet_hours", raw)


def test_hours_may_run_over_midnight() -> None:
    assert Hours().in_words(Hours().read("quiet_hours", "18:00-07:30")) == "18:00 to 07:30"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)
def test_a_shape_survives_its_document(shape: object) -> None:
    again = shape_from_document("x", shape.to_document())  # type: ignore[attr-defined]
    assert again.to_document() == shape.to_document()  # type: ignore[attr-defined]


def test_an_unknown_kind_of_setting_is_refused() -> None:
    with pytest.raises(PolicyError, match="kind of setting"):
        shape_from_document("x", {"kind": "colour"})
    with pytest.raises(PolicyError, match="one choice or a list"):
        shape_from_document("x", {"kind": "by_group", "groups": {}, "each": {"kind": "hours"}})


def test_a_value_becomes_plain_json_data() -> None:
    shape = ByGroup({"cats": "Cats"}, Several(COLOURS))
    assert plain(shape.read("pets", {"cats": ["red"]})) == {"cats": ["red"]}
    assert plain(("a", "b")) == ["a", "b"]
    assert plain(3) == 3

"""A floor keeps what is firm enough, and lifts the rest to the nearest that is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.rules.policy import PolicyError
from schoolgate.rules.policy.floors import (
    Among,
    AtLeast,
    AtMost,
    Bound,
    Floor,
    ForGroups,
    Holds,
    floor_from_document,
)

letters = st.sampled_from("abcdef")
lists = st.lists(letters, unique=True).map(tuple)
by_group = st.fixed_dictionaries({"pupils": letters, "staff": lists})
CASES: list[tuple[Bound, st.SearchStrategy[Any]]] = [
    (AtLeast(13), st.integers(-5, 40)),
    (AtMost(14), st.integers(-5, 40)),
    (Among(("b", "a")), letters),
    (Holds(these=("a", "b"), never=("c",)), lists),
    (ForGroups({"pupils": Among(("a",)), "staff": Holds(these=("b",), never=("a",))}), by_group),
]


@given(st.data())
@pytest.mark.parametrize(("bound", "values"), CASES, ids=lambda case: getattr(case, "kind", ""))
def test_what_was_lifted_is_kept_and_what_is_kept_is_not_lifted(
    bound: Bound, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    lifted = bound.lift(value)
    assert bound.keeps(lifted)
    assert not bound.keeps(value) or lifted == value


def test_a_list_keeps_its_order_and_gets_what_is_missing_at_its_end() -> None:
    assert Holds(these=("link",), never=("fax",)).lift(("writing", "fax", "spoken")) == (
        "writing",
        "spoken",
        "link",
    )


@pytest.mark.parametrize("bound", [case[0] for case in CASES], ids=lambda bound: bound.kind)
def test_a_floor_survives_its_document(bound: Bound) -> None:
    floor = Floor(bound, "The law says so.")
    again = floor_from_document("x", floor.to_document())
    assert again is not None
    assert again.to_document() == floor.to_document()


def test_no_floor_is_none_and_an_unknown_one_is_refused() -> None:
    assert floor_from_document("x", None) is None
    with pytest.raises(PolicyError, match="kind of floor"):
        floor_from_document("x", {"kind": "ceiling", "words": ""})

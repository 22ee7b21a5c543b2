"""What of a declaration wants a talk, and who is somebody besides their work."""

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.own_use import (
    FLAG_WORDS,
    Flag,
    besides_work,
    flags_of,
    needs_leave,
    refusals_to_talk_over,
)
from schoolgate.rules.policy import resolve


def policy(code):
    return resolve(library()[code])


@pytest.mark.parametrize(
    ("code", "whom", "needs"),
    [
        ("ST", ["pupil"], True),
        ("ST", ["former"], True),
        ("ST", ["family"], False),
        ("AC", ["family"], True),
        ("AC", ["former_at_work"], False),
        ("AS", ["former_at_work"], True),
        ("BE", ["former_at_work"], True),
        ("FS", [], False),
    ],
)
def test_with_whom_one_needs_leave_is_the_schools_setting(code, whom, needs):
    assert needs_leave(policy(code), whom) is needs


@pytest.mark.parametrize(
    ("code", "said", "flags"),
    [
        ("AE", {"names_school": {"profile": "private", "disclaimer": True}}, ["school_named"]),
        ("AE", {"names_school": {"profile": "professional"}}, []),
        ("BE", {"names_school": {"profile": "private", "disclaimer": False}}, ["no_disclaimer"]),
        ("BE", {"names_school": {"profile": "professional", "disclaimer": False}}, ["no_disclaimer"]),
        ("BE", {"names_school": {"profile": "private", "disclaimer": True}}, []),
        ("AC", {"names_school": {"profile": "private"}}, []),
        ("ST", {"earns": {}}, ["interest"]),
        ("ST", {"ties": {"with": ["family"]}}, []),
        ("AS", {"ties": {"with": ["family"]}}, ["no_leave"]),
        ("AC", {"ties": {"with": ["former_at_work"]}}, []),
        ("BE", {"ties": {"with": ["former_at_work"]}}, ["no_leave"]),
        ("ST", {"ties": {"with": ["pupil"]}}, ["no_leave"]),
    ],
)
def test_what_wants_a_talk_is_as_the_policy_has_it(code, said, flags):
    yes = {key: {"yes": True, **each} for key, each in said.items()}
    assert list(flags_of(policy(code), yes, ())) == flags


def test_a_no_and_a_yes_with_leave_want_no_talk():
    no = {key: {"yes": False} for key in ("checked", "names_school", "earns", "ties")}
    assert flags_of(policy("AE"), no, ()) == ()
    yes = {"earns": {"yes": True}, "ties": {"yes": True, "with": ["pupil"]}}
    assert flags_of(policy("AE"), yes, ()) == (Flag.INTEREST, Flag.NO_LEAVE)
    assert flags_of(policy("AE"), yes, ("declaration_of_interest", "contact_exception")) == ()


def test_each_reason_has_its_words():
    assert set(FLAG_WORDS) == set(Flag)


@pytest.mark.parametrize(
    ("roles", "ties", "is_besides"),
    [
        (["staff"], [], ()),
        (["staff"], ["parent"], ("parent",)),
        (["staff", "parent"], ["resident"], ("parent", "resident")),
        (["parent"], ["resident"], ()),
        (["pupil"], [], ()),
        ([], ["parent"], ()),
    ],
)
def test_only_who_works_here_is_something_besides(roles, ties, is_besides):
    assert besides_work(roles, ties) == is_besides


def test_a_talk_is_anothers_open_and_says_what_came_of_it():
    assert not list(refusals_to_talk_over(is_own=False, is_open=True, words="Agreed."))
    found = list(refusals_to_talk_over(is_own=True, is_open=False, words=" "))
    assert [one.about for one in found] == ["", "", "words"]

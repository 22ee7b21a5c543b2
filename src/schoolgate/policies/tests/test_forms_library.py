"""Which forms a school offers, and what they ask, as it has set it."""

import pytest

from schoolgate.policies.forms_library import forms_under
from schoolgate.policies.loading import library
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.resolution import Override, resolve

ACCOUNT, ACTIVITY = "account_application", "pupil_activity_online"


def policy(code: str, **otherwise: object) -> ResolvedPolicy:
    chosen = {key: Override(value, "A test of this form.") for key, value in otherwise.items()}
    return resolve(library()[code], chosen)


@pytest.mark.parametrize(
    ("code", "chosen", "is_offered"),
    [
        ("ST", "", True),
        ("ST", "public_posts", False),
        ("AS", "", True),
        ("AE", "", False),
        ("AE", "approved_activity", True),
    ],
)
def test_what_a_class_does_online_is_said_where_the_policy_asks_it_or_the_school_has_set_so(
    code: str, chosen: str, is_offered: bool
) -> None:
    otherwise = {"pupil_contact_online": chosen} if chosen else {}
    assert (ACTIVITY in forms_under(policy(code, **otherwise))) is is_offered


@pytest.mark.parametrize(
    ("code", "chosen", "asked"),
    [
        ("BE", "", {"families_post", "families_told"}),
        ("BE", "closed", set()),
        ("ST", "", {"families_post"}),
        ("ST", "open", set()),
    ],
)
def test_whether_families_comment_is_asked_of_each_account_where_that_is_decided_there(
    code: str, chosen: str, asked: set[str]
) -> None:
    otherwise = {"parent_comments": chosen} if chosen else {}
    keys = {one.key for one in forms_under(policy(code, **otherwise))[ACCOUNT].questions}
    assert keys & {"families_post", "families_told"} == asked


def test_who_asks_for_an_account_who_decides_and_what_is_asked_are_the_schools_settings() -> None:
    said = policy("ST", account_purposes=["education"], administrators_min=3)
    form = forms_under(said)[ACCOUNT]
    assert form.open_to_setting == "account_applicants"
    assert [step.setting for step in form.steps] == ["account_deciders"]
    questions = {one.key: one for one in form.questions}
    assert questions["administrators"].least == 2
    assert "risks" in questions
    without = {one.key for one in forms_under(policy("ST", account_risk_assessment="off"))[ACCOUNT].questions}
    assert set(questions) - without == {"risks"}

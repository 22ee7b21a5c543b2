"""When somebody else reads a post first, and who."""

import pytest

from schoolgate.rules.policy import SecondReader, approvers_for, resolve, second_reader_comes_first
from schoolgate.rules.policy.library import Statement
from schoolgate.rules.tests.policies import FRESH, policy_saying


@pytest.mark.parametrize("choice", list(SecondReader))
def test_a_pupils_picture_or_name_is_always_read_first(choice: SecondReader) -> None:
    policy = resolve(policy_saying(second_reader=Statement(choice.value, ("XX-1",))))
    assert second_reader_comes_first(policy, shows_or_names_a_pupil=True, controversial=False)


@pytest.mark.parametrize("choice", list(SecondReader))
def test_a_controversial_post_is_always_read_first(choice: SecondReader) -> None:
    policy = resolve(policy_saying(second_reader=Statement(choice.value, ("XX-1",))))
    assert second_reader_comes_first(policy, shows_or_names_a_pupil=False, controversial=True)


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        ("before", True),
        ("where_possible", False),
        ("if_controversial", False),
        ("looked_at_afterwards", False),
    ],
)
def test_other_posts_are_read_first_only_where_the_policy_says_so(choice: str, first: bool) -> None:
    policy = resolve(policy_saying(second_reader=Statement(choice, ("XX-1",))))
    assert second_reader_comes_first(policy, shows_or_names_a_pupil=False, controversial=False) is first


def test_a_controversial_post_has_approvers_of_its_own() -> None:
    policy = resolve(FRESH)
    assert approvers_for(policy, controversial=False) == ("any_trained_colleague",)
    assert approvers_for(policy, controversial=True) == ("headteacher",)

"""Who writes for a place is named for it, where the policy says so and wherever somebody is."""

from dataclasses import replace
from datetime import date

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import resolve
from schoolgate.rules.posts.deciding import the_author_must_be_named_for
from schoolgate.rules.posts.facts import NamedFor, PlaceFacts, PostFacts
from schoolgate.rules.posts.states import State

AUTHOR, OTHER = 7, 8
TODAY = date(2026, 11, 17)
YESTERDAY = date(2026, 11, 16)
FACEBOOK = PlaceFacts(2, "Facebook", Channel.SOCIAL)
POST = PostFacts(1, State.DRAFT, AUTHOR, "The fair is at two.", places=(FACEBOOK,))


def refused(code: str, *named: NamedFor, **changed: object) -> list[str]:
    post = replace(POST, places=(replace(FACEBOOK, named=named),), **changed)
    return [one.words for one in the_author_must_be_named_for(post, resolve(library()[code]), TODAY)]


@pytest.mark.parametrize("code", ["AC", "ST", "AS"])
def test_where_the_policy_says_so_nobody_writes_for_a_place_that_names_nobody(code: str) -> None:
    assert refused(code) == ["Nobody is named yet to write for Facebook."]
    assert refused(code, NamedFor(AUTHOR, YESTERDAY)) == []


@pytest.mark.parametrize("code", ["AE", "BE", "FS"])
def test_elsewhere_a_place_that_names_nobody_is_open(code: str) -> None:
    assert refused(code) == []


@pytest.mark.parametrize("code", library())
def test_a_place_that_names_somebody_is_closed_to_others_under_any_policy(code: str) -> None:
    assert refused(code, NamedFor(OTHER, YESTERDAY)) == [
        "The author is not among those who write for Facebook."
    ]


def test_the_days_count() -> None:
    assert refused("ST", NamedFor(AUTHOR, YESTERDAY, YESTERDAY))
    assert refused("ST", NamedFor(AUTHOR, YESTERDAY, TODAY)) == []
    assert refused("ST", NamedFor(AUTHOR, date(2026, 11, 18)))


def test_a_notice_prepared_by_leaders_is_not_held_up() -> None:
    assert refused("ST", is_notice=True) == []

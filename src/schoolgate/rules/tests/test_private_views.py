"""What an author calls a private view: none where the school wants none, else with words that say so."""

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.policy import resolve
from schoolgate.rules.posts.content import a_private_view_must_be_allowed
from schoolgate.rules.posts.facts import Judged, Suspected
from schoolgate.rules.tests.test_posts_deciding import FRESH, words_only

VIEW = "a mistake"
ALLOWED = resolve(library()["BE"])


def refused(policy, text: str, *, is_yes: bool = True, suspected: bool = True) -> list[str]:
    post = words_only(
        text=text,
        suspected=(Suspected("opinion", VIEW),) if suspected else (),
        judged=(Judged("opinion", is_yes=is_yes, why="It is mine.", about=VIEW),),
    )
    return [one.words for one in a_private_view_must_be_allowed(post, policy)]


def test_a_school_without_private_views_refuses_one_whatever_it_says():
    for text in ("The road is a mistake.", "The road is a mistake. This is a personal view."):
        assert refused(FRESH, text) == ["“a mistake” is a private view, and our accounts carry none."]


@pytest.mark.parametrize(
    "disclaimer",
    [
        "This is a personal view, not the school’s.",
        "These opinions are my own.",
        "The views here are our own.",
        "This is not necessarily the view of the school.",
    ],
)
def test_where_it_may_stand_it_says_that_it_is_one(disclaimer):
    assert refused(ALLOWED, "The road is a mistake.") == [
        "“a mistake” is a private view, and the words do not say so."
    ]
    assert refused(ALLOWED, f"The road is a mistake. {disclaimer}") == []


def test_what_is_the_schools_view_or_no_longer_there_is_not_refused():
    assert refused(FRESH, "The road is a mistake.", is_yes=False) == []
    assert refused(FRESH, "The road is open.", suspected=False) == []

"""The quiet lines of the policy beside the words of a post."""

from datetime import date

import pytest

from schoolgate.policies.actions import adopt_policy
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.posts.tests.compose_page import CHECK, HTMX, NEW, edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import draft
from schoolgate.rules.policy.adoption import PaperSignature
from tests import make

ON_PAPER = (PaperSignature("chair", "Una Reed", date(2026, 11, 16)),)


@pytest.fixture(autouse=True)
def benson(settings, cast):
    settings.FIXED_NOW = make.NOW
    checks = policy_to_adopt(cast.oakfield, "BE").setting("adoption_checks")
    adopt_policy(cast.as_actor(cast.head), cast.oakfield, code="BE", checks=checks, on_paper=ON_PAPER)


@pytest.fixture
def jo(cast):
    return cast.browse_as(cast.jo)


def test_they_stand_below_the_words_with_their_clauses(jo):
    page = page_of(jo, NEW)
    said = words_of(page)
    assert "Before you send it, think how many people may see it, who they are and how long" in said
    assert "BE-136, BE-137, BE-138" in said
    beside = page[page.index('id="beside"') :]
    beside = beside[: beside.index("</ul>")]
    assert beside.count("<li>") <= 3
    assert "<input" not in beside


def test_the_tone_is_that_of_the_places_chosen(jo, cast):
    on_facebook = draft(cast, places=[cast.facebook.pk])
    assert "informative, friendly and balanced" in words_of(page_of(jo, edit(on_facebook)))
    on_the_website = draft(cast, places=[cast.website.pk])
    page = words_of(page_of(jo, edit(on_the_website)))
    assert "informative and balanced" in page
    assert "friendly" not in page


def test_they_follow_the_places_while_one_is_writing(jo, cast):
    post = draft(cast, places=[cast.website.pk])
    sent = typed(post, places=[cast.facebook.pk])
    page = jo.post(CHECK, sent, **HTMX).content.decode()
    assert "informative, friendly and balanced" in words_of(page)

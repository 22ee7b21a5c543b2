"""The page on one's own accounts: what the policy of the school says, to read."""

from datetime import date
from html import unescape

import pytest
from django.utils.html import escape
from django_scopes import scope

from schoolgate.moments.telling import OWN_USE, told_at
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.queries import current_policy, policy_to_adopt
from schoolgate.rules.policy.adoption import PaperSignature
from tests import make
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db
PAGE = "/schools/oakfield/your-own-accounts"


@pytest.fixture(autouse=True)
def at_that_moment(settings):
    settings.FIXED_NOW = make.NOW


@pytest.fixture
def cast():
    found = assemble()
    with scope(school=found.oakfield):
        yield found


def adopt(cast: Cast, code: str) -> None:
    policy = policy_to_adopt(cast.oakfield, code)
    adopt_policy(
        cast.as_actor(cast.head),
        cast.oakfield,
        code=code,
        checks=policy.setting("adoption_checks"),
        on_paper=[
            PaperSignature(role, "Una Reed", date(2026, 11, 16))
            for role in policy.setting("policy_signatories")
        ],
    )


def page_of(cast: Cast) -> str:
    response = cast.browse_as(cast.jo).get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def read(words: str) -> str:
    return escape(words).replace("&#x27;", "&#39;")


@pytest.mark.parametrize("code", ["AC", "ST", "AS", "AE", "BE"])
def test_everyone_reads_every_line_of_the_policy_with_its_clauses(cast, code):
    adopt(cast, code)
    page = page_of(cast)
    told = [one for moment in OWN_USE for one in told_at(current_policy(cast.oakfield), moment)]
    assert len(told) >= 8
    for one in told:
        assert read(one.words) in page
        for clause in one.clauses:
            assert clause.id in page


def test_a_rule_and_an_advice_are_told_apart(cast):
    adopt(cast, "ST")
    kinds = {one.words: one.kind for one in told_at(current_policy(cast.oakfield), OWN_USE[1])}
    assert kinds["Do not befriend, follow or write to pupils from an account of your own."] == "rule"
    assert kinds["We strongly advise you not to befriend or follow parents."] == "advice"


def test_the_schools_own_choice_stands_in_place_of_the_line(cast):
    adopt(cast, "ST")
    assert "Leave your own social media alone" in page_of(cast)
    head = cast.as_actor(cast.head)
    reason = "Breaks are long enough for it."
    override_setting(head, cast.oakfield, setting="personal_use_at_work", value="breaks", reason=reason)
    page = page_of(cast)
    assert "Leave your own social media alone" not in page
    assert "Staff use their own social media only in breaks" in page
    assert "Our school's choice" in unescape(page)


def test_it_takes_the_same_queries_whatever_the_policy_holds(cast, django_assert_max_num_queries):
    adopt(cast, "AE")
    jo = cast.browse_as(cast.jo)
    jo.get(PAGE)
    with django_assert_max_num_queries(7):
        jo.get(PAGE)


def test_somebody_of_another_trust_does_not_find_it(cast):
    assert cast.browse_as(cast.stranger).get(PAGE).status_code == 404

"""The page on one's own accounts: what the policy of the school says, to read."""

from datetime import date
from html import unescape

import pytest
from django.utils.html import escape

from schoolgate.moments.actions import sign_documents
from schoolgate.moments.queries import reading_of
from schoolgate.moments.telling import OWN_USE, told_at
from schoolgate.people import besides
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.queries import current_policy, policy_to_adopt
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.signing import QUESTIONS, document_of
from tests import make
from tests.cast import Cast
from tests.clauses.stage import read as read_words

pytestmark = pytest.mark.django_db
PAGE = "/schools/oakfield/your-own-accounts"


@pytest.fixture(autouse=True)
def at_that_moment(settings):
    settings.FIXED_NOW = make.NOW


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
    with django_assert_max_num_queries(8):
        jo.get(PAGE)


def test_somebody_of_another_trust_does_not_find_it(cast):
    assert cast.browse_as(cast.stranger).get(PAGE).status_code == 404


def test_what_the_school_has_set_stands_at_the_head_and_who_is_in_two_roles_reads_what_holds(
    cast, monkeypatch
):
    adopt(cast, "BE")
    page = read_words(page_of(cast))
    assert "Staff may use their own social media within reason." in page
    assert "You have two roles here" not in page
    monkeypatch.setattr(besides, "TOLD_BY", [lambda _person: {"parent", "resident"}])
    page = read_words(page_of(cast))
    assert "You work here and are also a parent here and a neighbour of the school." in page
    assert "Staff who are also parents or neighbours may comment as such" in page


def test_the_day_on_which_one_signed_it_stands_there_until_it_reads_otherwise(cast):
    adopt(cast, "BE")
    actor = cast.as_actor(cast.jo)
    answers = {one.key: one.right for one in QUESTIONS}
    sign_documents(actor, cast.jo, shown=reading_of(actor).digest, answers=answers)
    assert "You signed these rules:" in page_of(cast)
    head = cast.as_actor(cast.head)
    reason = "Breaks are long enough for it."
    override_setting(head, cast.oakfield, setting="personal_use_at_work", value="breaks", reason=reason)
    assert "You signed these rules:" not in page_of(cast)


def test_a_line_of_the_list_that_is_a_rule_is_signed_and_the_others_are_not(cast):
    adopt(cast, "AE")
    signed = document_of(current_policy(cast.oakfield), "personal_use_rules")
    listed = {line.key for line in signed.lines if line.key.startswith("own_profile_checklist.")}
    assert listed == {"own_profile_checklist.name_and_logo", "own_profile_checklist.logo"}

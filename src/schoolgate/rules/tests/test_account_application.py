"""What stands against a new account: its platform, its address, its people, the age of its pupils."""

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules import account_application as rule
from schoolgate.rules.account_application import Application, refusals_to_apply
from schoolgate.rules.account_safety import LINES, lines_under, not_as_it_should_be, refusals_to_look
from schoolgate.rules.policy.resolution import Override, resolve
from schoolgate.rules.refusals import Control

GOOD = {"place": "Facebook", "is_social": True, "standing": "approved", "people": 2, "staff": 2}

# By what a school lets families do there: which lines on comments it is asked about each account.
COMMENTS = {
    "closed": {"comments"},
    "open_after_notice": {"comments", "families_told"},
    "by_account": {"comments"},
    "open": set(),
}


def policy(code: str, **otherwise):
    overrides = {key: Override(value, "A test of this rule.") for key, value in otherwise.items()}
    return resolve(library()[code], overrides)


def against(code: str, *, otherwise=None, **changed):
    found = refusals_to_apply(policy(code, **(otherwise or {})), Application(**{**GOOD, **changed}))
    return [(one.control, one.about, one.warning) for one in found]


@pytest.mark.parametrize("code", ["FS", "AC", "ST", "AS", "AE", "BE"])
def test_nothing_stands_against_a_good_one(code):
    assert against(code) == []


@pytest.mark.parametrize("code", ["FS", "AC", "ST", "AS", "AE", "BE"])
def test_a_platform_the_school_refused_stops_it_everywhere(code):
    assert against(code, standing="refused") == [(Control.RISK_ASSESSED_FIRST, "place", False)]


def test_a_platform_nobody_looked_at_stops_it_where_the_policy_says_so_and_is_told_elsewhere():
    assert against("AS", standing="") == [(Control.RISK_ASSESSED_FIRST, "place", False)]
    assert against("AS", standing="not_assessed") == [(Control.RISK_ASSESSED_FIRST, "place", False)]
    assert against("ST", standing="") == [(Control.RISK_ASSESSED_FIRST, "place", True)]
    assert against("AS", standing="", is_social=False) == []
    assert against("AS", standing="", otherwise={"gate.risk_assessed_first": "off"}) == []


def test_the_higher_of_the_two_ages_counts():
    assert against("ST", youngest=12) == [(Control.OLD_ENOUGH, "contributors_age", False)]
    assert against("ST", youngest=13) == []
    assert against("ST", youngest=15, platform_age=16) == [(Control.OLD_ENOUGH, "contributors_age", False)]
    assert against("ST", youngest=5, is_social=False) == []


def test_an_account_is_on_nobodys_own_address():
    (one,) = against("ST", email_is_somebodys=True)
    assert one == (Control.ACCOUNT_IS_THE_SCHOOLS_OWN, "email", False)


def test_staff_are_counted_where_outsiders_may_help():
    assert against("BE", people=2, staff=1) == [(Control.ENOUGH_ADMINISTRATORS, "administrators", False)]
    assert against("ST", people=2, staff=1) == []
    assert against("AC", people=3, staff=2) == [(Control.ACCOUNT_IS_THE_SCHOOLS_OWN, "administrators", False)]


def test_a_moderator_is_staff_where_the_policy_says_who_moderates():
    assert against("ST", moderator_is_staff=False) == [(Control.WHO_MODERATES, "moderator", False)]
    assert against("BE", moderator_is_staff=False) == []


def test_who_runs_an_account_has_an_address_of_the_school_unless_the_policy_lets_outsiders_in():
    def found(code, **facts):
        given = {"has_one": False, "is_staff": True, **facts}
        return [*rule.managers_have_school_addresses(policy(code), about="person", **given)]

    assert [one.control for one in found("AS")] == [Control.SCHOOL_ADDRESSES_ONLY]
    assert found("AS", has_one=True) == []
    assert found("AS", is_staff=False)
    assert found("ST", is_staff=False) == []
    assert found("BE") == []
    assert found("FS") == []


@pytest.mark.parametrize(
    ("chats", "staff", "found"),
    [
        ("not_allowed", 2, [("place", False)]),
        ("announcements_only", 2, [("place", True)]),
        ("announcements_only", 1, [("administrators", False), ("place", True)]),
        ("listed", 1, []),
    ],
)
def test_a_chat_group_is_run_as_the_school_has_set_it(chats, staff, found):
    otherwise = {"group_chats": chats, "non_staff_administrators": "head_decides"}
    facts = {"is_chat": True, "people": 2, "staff": staff}
    assert against("ST", otherwise=otherwise, **facts) == [(Control.GROUP_CHATS, *one) for one in found]
    assert against("ST", otherwise=otherwise, **(facts | {"is_chat": False})) == []


@pytest.mark.parametrize(
    ("contact", "found"),
    [("none", ["audience", "contributors"]), ("public_posts", ["contributors"]), ("approved_activity", [])],
)
def test_an_account_reaches_pupils_as_the_school_has_set_it(contact, found):
    otherwise = {"pupil_contact_online": contact}
    refused = against("ST", otherwise=otherwise, is_for_pupils=True, is_by_pupils=True)
    assert refused == [(Control.PUPILS_AS_AUDIENCE, about, False) for about in found]
    assert against("ST", otherwise=otherwise) == []


def test_a_policy_that_reaches_no_pupils_tells_so_and_only_the_schools_own_choice_stops():
    assert against("AS", is_for_pupils=True) == [(Control.PUPILS_AS_AUDIENCE, "audience", True)]


def test_the_list_of_safety_reads_as_the_school_has_set_messages_and_comments():
    def words(**otherwise):
        return {line.key: line.words for line in lines_under(policy("ST", **otherwise))}

    assert words()["messages"] == "Private messages are closed."
    on_some = words(private_messages="allowed_on_learner_contact")
    assert "contact with learners" in on_some["messages"]
    assert words(parent_comments="closed")["comments"] == "Comments are closed."
    asked = {each: {"comments", "families_told"} & set(words(parent_comments=each)) for each in COMMENTS}
    assert asked == COMMENTS


def test_a_line_that_is_not_on_the_list_is_not_asked():
    said = {line.key: "yes" for line in LINES if line.key != "families_told"}
    assert [one.about for one in refusals_to_look(said, {})] == ["families_told"]
    under = lines_under(policy("ST", parent_comments="by_account"))
    assert not [*refusals_to_look(said, {}, asked=under)]


def test_a_line_of_safety_is_answered_and_a_no_says_why():
    good = {line.key: "yes" for line in LINES}
    no = {**good, "tagging": "no"}
    assert not [*refusals_to_look(good, {})]
    assert [one.about for one in refusals_to_look(no, {"tagging": " "})] == ["tagging_why"]
    assert [one.about for one in refusals_to_look({**good, "tagging": ""}, {})] == ["tagging"]
    assert not [*refusals_to_look(no, {"tagging": "Families ask for it"})]
    assert [line.key for line in not_as_it_should_be(no)] == ["tagging"]

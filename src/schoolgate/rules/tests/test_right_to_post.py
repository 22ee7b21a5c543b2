"""What the right to post wants, from facts alone: signed as it reads now, trained, and from which day it counts."""

from datetime import date, timedelta

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import Override, resolve
from schoolgate.rules.right_to_post import (
    Demand,
    Evidence,
    OwnCourse,
    Rights,
    Where,
    demands_of,
    missing,
    refusals_without_right,
)
from schoolgate.rules.signing import PAPERS, document_of, documents_to_sign, is_signed
from schoolgate.rules.training import FOR_EVER, valid_until

ON = date(2026, 11, 17)
SINCE = date(2026, 9, 1)
JO = 7


def policy(code, **overrides):
    return resolve(
        library()[code], {key: Override(value, "A test of this rule.") for key, value in overrides.items()}
    )


def rights(evidence=None, *, since=SINCE, version_since=SINCE):
    return Rights({JO: evidence} if evidence else {}, since, version_since)


def everything(of):
    signed = {(key, document_of(of, key).digest) for key in ("policy", "acceptable_use", "terms")}
    trained = dict.fromkeys(("content", "platform:website", "platform:social"), FOR_EVER)
    return Evidence(frozenset(signed), trained)


def lacks(of, held, channels=(Channel.WEBSITE, Channel.SOCIAL), on=ON):
    places = [Where(channel) for channel in channels]
    return {(one.demand, one.channel) for one in missing(of, rights(held), JO, places=places, on=on)}


@pytest.mark.parametrize(
    ("code", "demands"),
    [
        ("FS", {("policy", "")}),
        ("AC", {("platform_training", "website"), ("platform_training", "social")}),
        ("ST", {
            ("terms", ""), ("content_training", ""), ("platform_training", "website"), ("platform_training", "social"),
        }),
        ("AS", {("policy", ""), ("acceptable_use", "")}),
        ("AE", {("policy", ""), ("acceptable_use", ""), ("terms", "")}),
        ("BE", {("policy", ""), ("content_training", "")}),
    ],
)  # fmt: skip
def test_each_policy_asks_for_its_own(code, demands):
    of = policy(code)
    assert lacks(of, None) == demands
    assert lacks(of, everything(of)) == set()


def test_the_noticeboard_and_paper_need_no_training_on_a_platform():
    assert lacks(policy("AC"), None, channels=[Channel.NOTICEBOARD, Channel.PRINT]) == set()


def test_a_platform_with_a_course_of_its_own_asks_for_that_too_once_people_had_time():
    of, facebook, elsewhere = policy("AC"), Where(Channel.SOCIAL, account=1), Where(Channel.SOCIAL, account=2)
    held = everything(of)
    course = OwnCourse("place:facebook", "Writing on Facebook", ON - timedelta(days=3))
    days = timedelta(days=of.setting("sign_within_days"))

    def lacking(where, evidence=held, on=ON):
        known = Rights({JO: evidence}, SINCE, SINCE, {1: course})
        return [(one.words, one.counts(on)) for one in missing(of, known, JO, places=[where], on=on)]

    words = "the training “Writing on Facebook” is missing"
    assert lacking(facebook) == [(words, False)]
    assert lacking(facebook, on=course.since + days) == [(words, True)]
    assert lacking(elsewhere) == []
    trained = Evidence(held.signed, {**held.trained, "place:facebook": FOR_EVER})
    assert lacking(facebook, trained) == []
    assert lacking(facebook, Evidence(held.signed, {"place:facebook": FOR_EVER})) == [
        ("the training on social media is missing", True)
    ]


def test_before_anything_was_adopted_nobody_lacks_anything():
    assert missing(policy("ST"), Rights(), JO, places=[Where(Channel.WEBSITE)], on=ON) == ()


def test_a_policy_that_asks_nothing_keeps_nobody_out():
    of = policy("ST", right_to_post=[])
    assert demands_of(of) == ()
    assert lacks(of, None) == set()


def test_training_that_ends_today_still_counts_and_tomorrow_does_not():
    of = policy("BE")
    held = Evidence(everything(of).signed, {"content": ON})
    assert lacks(of, held) == set()
    assert lacks(of, held, on=ON + timedelta(days=1)) == {("content_training", "")}


def test_what_was_never_signed_counts_when_the_days_are_over_and_what_changed_from_its_own_version():
    of = policy("AE")
    fresh = rights(since=ON - timedelta(days=13))
    assert all(one.warning for one in refusals_without_right(of, fresh, JO, places=(), on=ON))
    over = rights(since=ON - timedelta(days=14))
    assert not any(one.warning for one in refusals_without_right(of, over, JO, places=(), on=ON))
    signed_before = Evidence(frozenset((one, "0" * 64) for one in ("policy", "acceptable_use", "terms")))
    changed = rights(signed_before, version_since=ON - timedelta(days=1))
    [soon] = refusals_without_right(of, changed, JO, places=(), on=ON)
    assert soon.warning
    assert "as it reads now" in soon.words


def test_the_fresh_school_warns_and_stops_nobody():
    [one] = refusals_without_right(policy("FS"), rights(), JO, places=(), on=ON)
    assert one.warning


def test_whoever_decides_is_not_asked_about_the_platform():
    of = policy("ST")
    [one] = refusals_without_right(of, rights(), JO, places=(), on=ON, decides=True)
    assert "what may be posted" in one.words
    assert "terms" not in one.words


def test_a_document_is_the_lines_of_the_policys_own_clauses_and_any_change_of_words_changes_it():
    of = policy("ST")
    terms = document_of(of, "terms")
    assert [line.clauses for line in terms.lines] == [("ST-073",)]
    assert is_signed(terms, {("terms", terms.digest)})
    assert not is_signed(document_of(policy("BE"), "terms"), {("terms", terms.digest)})


def test_each_group_signs_its_own_documents_and_who_posts_the_terms_too():
    of = policy("AS")

    def keys(roles, posts=False):
        return [one.key for one in documents_to_sign(of, roles, posts=posts)]

    signed = ["policy", "personal_use_rules", "ict_protocols", "code_of_conduct", "acceptable_use", "terms"]
    assert keys(["staff"], True) == signed
    assert keys(["governor"]) == ["policy"]
    assert keys(["volunteer"]) == ["policy", "personal_use_rules", "code_of_conduct"]
    assert keys(["contractor"]) == []
    assert set(PAPERS) >= {"ict_protocols", "code_of_conduct"}


@pytest.mark.parametrize(
    ("held_on", "months", "until"),
    [
        (date(2026, 11, 17), 12, date(2027, 11, 16)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
        (date(2026, 11, 17), 0, FOR_EVER),
    ],
)
def test_training_counts_until_the_day_before_it_is_due_again(held_on, months, until):
    assert valid_until(held_on, months) == until


def test_every_demand_of_the_setting_is_one_the_rule_knows():
    choices = library()["FS"].definitions.settings["right_to_post"].shape.choices
    assert set(choices) == set(Demand)

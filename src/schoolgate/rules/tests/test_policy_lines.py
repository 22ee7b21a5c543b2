"""Lines that a policy wants said: their parts stand for clauses, and only for one's own."""

import pytest

from schoolgate.policies.loading import library
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import (
    Line,
    LineKind,
    Override,
    PolicyError,
    ResolvedPolicy,
    changed_lines,
    override,
    resolve,
)

A_LINE = {
    "moment": "while_drafting",
    "audience": "authors",
    "says": "The tone here: {parts}.",
    "kind": "advice",
    "parts": [
        {"words": "plain", "clauses": ["AA-1", "BB-1"]},
        {"words": "true", "clauses": ["BB-2"], "kind": "rule"},
        {"words": "friendly", "clauses": ["BB-3"], "channels": ["social"]},
    ],
}


def tone() -> Line:
    return Line.from_document("while_drafting.tone", A_LINE)


def test_a_policy_reads_the_parts_of_its_own_clauses_only() -> None:
    assert tone().words == "The tone here: plain, true and friendly."
    own = tone().asked_by({"AA-1"})
    assert own is not None
    assert own.words == "The tone here: plain."
    assert own.clauses == ("AA-1",)
    assert tone().asked_by({"CC-1"}) is None


def test_a_part_that_belongs_to_some_channels_is_said_only_there() -> None:
    on_paper = tone().said_in({"print"})
    assert on_paper is not None
    assert on_paper.words == "The tone here: plain and true."
    assert tone().said_in({"social", "print"}) == tone()


def test_a_line_with_a_rule_in_it_is_a_rule() -> None:
    assert tone().kind is LineKind.RULE
    own = tone().asked_by({"AA-1"})
    assert own is not None
    assert own.kind is LineKind.ADVICE


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(PolicyError, match="rule, advice or may"):
        Line.from_document("x", {**A_LINE, "kind": "wish"})


def test_only_changed_lines_are_left_for_somebody_who_signed_before() -> None:
    other = Line.from_document("while_drafting.other", {**A_LINE, "says": "Be {parts}."})
    shorter = tone().asked_by({"BB-2"})
    assert shorter is not None
    assert changed_lines([tone(), other], [tone(), other]) == ()
    assert changed_lines([tone(), other], [shorter, other]) == (shorter,)


@pytest.mark.parametrize("code", library())
def test_a_version_keeps_its_lines_when_the_library_has_changed(code: str) -> None:
    policy = resolve(library()[code])
    assert policy.lines
    assert ResolvedPolicy.from_document(policy.to_document()).lines == policy.lines


def test_a_version_from_before_there_were_lines_keeps_its_digest() -> None:
    document = resolve(library()["ST"]).to_document()
    del document["lines"]
    stored = ResolvedPolicy.from_document(document)
    assert stored.lines == ()
    assert stored.to_document() == document


@pytest.mark.parametrize("code", library())
def test_every_line_stands_for_clauses_of_the_policy_that_ask_for_that_moment(code: str) -> None:
    policy = resolve(library()[code])
    asked = {(row.clause, row.instance) for row in (*library()[code].rows, *library()["FS"].rows)}
    assert all((clause, f"moment.{line.moment}") in asked for line in policy.lines for clause in line.clauses)


def test_every_clause_of_these_moments_has_its_words_in_a_line() -> None:
    moments = {line.moment for line in library()["FS"].definitions.lines}
    written = {
        (clause, f"moment.{line.moment}")
        for line in library()["FS"].definitions.lines
        for clause in line.clauses
    }
    asked = {
        (row.clause, row.instance)
        for policy in library().values()
        for row in policy.rows
        if row.instance.removeprefix("moment.") in moments
    }
    assert asked == written


@pytest.mark.parametrize("code", library())
def test_nobody_reads_more_than_three_lines_beside_a_draft(code: str) -> None:
    policy = resolve(library()[code])
    assert 1 <= len(policy.lines_of("while_drafting", channels=list(Channel))) <= 3


def test_friendly_is_asked_for_only_where_the_place_is_friendly() -> None:
    policy = resolve(library()["BE"])
    facebook = policy.lines_of("while_drafting", channels=["social"])
    website = policy.lines_of("while_drafting", channels=["website"])
    assert "friendly" in facebook[-1].words
    assert "BE-096" in facebook[-1].clauses
    assert "friendly" not in website[-1].words


def test_a_line_falls_silent_where_the_school_has_set_it_otherwise() -> None:
    policy = resolve(library()["ST"])
    at_work = "personal_use_rules.at_work"
    assert at_work in [line.key for line in policy.lines_of("personal_use_rules")]
    otherwise = override(policy, {"personal_use_at_work": Override("breaks", "Our staff room has no clock.")})
    assert at_work not in [line.key for line in otherwise.lines_of("personal_use_rules")]

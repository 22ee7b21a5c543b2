"""From a library policy to the one a school lives by: silence filled, floors kept, own choices on top."""

import json

import pytest

from schoolgate.rules.policy import (
    Override,
    PolicyError,
    ResolvedPolicy,
    Source,
    Strictness,
    override,
    overrides_of,
    refusals_to_override,
    resolve,
    without_overrides,
)
from schoolgate.rules.policy.library import Row, Statement
from schoolgate.rules.refusals import Control
from schoolgate.rules.tests.policies import FRESH, policy_saying, strict

WHY = "We have thought about it for long."


def test_what_the_policy_says_holds_with_its_clauses() -> None:
    policy = resolve(policy_saying(second_reader=Statement("if_controversial", ("XX-1",))))
    setting = policy.settings["second_reader"]
    assert policy.setting("second_reader") == "if_controversial"
    assert setting.source is Source.POLICY
    assert [clause.id for clause in policy.clauses_of("setting.second_reader")] == ["XX-1"]
    assert setting.in_words == "Somebody senior reads first if it is controversial."


def test_where_the_policy_is_silent_the_fresh_school_speaks_and_says_so() -> None:
    policy = resolve(policy_saying())
    assert policy.setting("second_reader") == "before"
    assert policy.settings["second_reader"].source is Source.SILENT
    assert policy.is_silent("setting.second_reader")
    assert [clause.id for clause in policy.clauses_of("setting.second_reader")] == ["FS-1"]


def test_a_policy_that_names_a_matter_without_a_value_is_cited_before_the_fresh_school() -> None:
    policy = resolve(policy_saying(minimum_age=Statement(None, ("XX-2",), "No number is given.")))
    setting = policy.settings["minimum_age"]
    assert (setting.source, setting.note) == (Source.SILENT, "No number is given.")
    assert [clause.id for clause in policy.clauses_of("setting.minimum_age")] == ["XX-2", "FS-1"]


def test_a_policy_below_the_floor_is_lifted_and_what_it_said_is_kept() -> None:
    policy = resolve(policy_saying(minimum_age=Statement(9, ("XX-2",))))
    setting = policy.settings["minimum_age"]
    assert (setting.value, setting.said, setting.source) == (13, 9, Source.LIFTED)
    assert setting.said_in_words == "No account below 9 years."


def test_a_policy_may_speak_of_some_groups_only() -> None:
    policy = resolve(policy_saying(blocked=Statement({"staff": "yes"}, ("XX-3",))))
    assert dict(policy.setting("blocked")) == {"pupils": "yes", "staff": "yes"}


def test_a_gate_is_as_firm_as_its_clauses_are_worded() -> None:
    rows = (Row("XX-1", "gate.purpose_chosen", "", "should"), Row("XX-2", "gate.purpose_chosen", "", "must"))
    assert resolve(policy_saying(rows)).strictness(Control.PURPOSE_CHOSEN) is Strictness.MUST
    assert resolve(policy_saying(rows[:1])).strictness(Control.PURPOSE_CHOSEN) is Strictness.WARN


def test_a_gate_on_which_the_policy_is_silent_is_the_fresh_schools() -> None:
    policy = resolve(policy_saying())
    assert policy.strictness(Control.PURPOSE_CHOSEN) is Strictness.WARN
    assert [clause.id for clause in policy.clauses_of(Control.PURPOSE_CHOSEN)] == ["FS-5"]
    assert policy.is_silent(Control.PURPOSE_CHOSEN)


def test_a_permission_in_the_policy_alone_leaves_the_gate_to_the_fresh_school_and_is_cited() -> None:
    policy = resolve(policy_saying((Row("XX-1", "gate.four_eyes", "", "may"),)))
    assert policy.strictness(Control.FOUR_EYES) is Strictness.MUST
    assert [clause.id for clause in policy.clauses_of(Control.FOUR_EYES)] == ["XX-1", "FS-2"]


def test_a_policy_that_turns_a_gate_off_is_lifted_to_its_floor() -> None:
    policy = resolve(strict(four_eyes=Strictness.OFF, purpose_chosen=Strictness.OFF))
    assert policy.strictness(Control.FOUR_EYES) is Strictness.MUST
    assert policy.gates["gate.four_eyes"].source is Source.LIFTED
    assert policy.strictness(Control.PURPOSE_CHOSEN) is Strictness.OFF


def test_a_promise_of_the_program_always_holds() -> None:
    policy = resolve(FRESH)
    assert policy.strictness(Control.STATE) is Strictness.MUST
    with pytest.raises(PolicyError):
        resolve(FRESH, {"gate.state": Override("off", WHY)})


def test_an_own_choice_holds_with_its_reason_and_can_be_taken_back() -> None:
    base = resolve(policy_saying(minimum_age=Statement(14, ("XX-2",))))
    policy = override(base, {"minimum_age": Override(16, WHY)})
    assert policy.setting("minimum_age") == 16
    assert policy.settings["minimum_age"].source is Source.OVERRIDDEN
    assert policy.settings["minimum_age"].base_in_words == "No account below 14 years."
    assert overrides_of(policy) == {"minimum_age": Override(16, WHY)}
    assert without_overrides(policy) == base


def test_an_own_choice_for_a_gate_holds_down_to_its_floor() -> None:
    policy = resolve(FRESH, {"gate.accessible_to_all": Override("warn", WHY)})
    assert policy.strictness(Control.ACCESSIBLE_TO_ALL) is Strictness.WARN
    with pytest.raises(PolicyError, match="Disabled people must be able to use it"):
        resolve(FRESH, {"gate.accessible_to_all": Override("off", WHY)})


def test_an_own_choice_below_the_floor_is_refused_by_title_and_floor() -> None:
    with pytest.raises(PolicyError) as refused:
        resolve(FRESH, {"minimum_age": Override(9, WHY)})
    assert refused.value.about == "minimum_age"
    assert refused.value.words == "“Youngest age” cannot be set to this. The law says 13."


@pytest.mark.parametrize("reason", ["", "   ", "because"])
def test_an_own_choice_needs_a_reason(reason: str) -> None:
    with pytest.raises(PolicyError, match="Say in a sentence why"):
        resolve(FRESH, {"minimum_age": Override(16, reason)})


def test_an_own_choice_for_something_unknown_is_refused() -> None:
    with pytest.raises(PolicyError, match="no such setting"):
        resolve(FRESH, {"colour": Override("red", WHY)})


def test_what_cannot_stand_is_listed_as_refusals_about_each_setting() -> None:
    wanted = {
        "minimum_age": Override(9, WHY),
        "second_reader": Override("before", WHY),
        "gate.four_eyes": Override("off", WHY),
    }
    refusals = refusals_to_override(resolve(FRESH), wanted)
    assert [refusal.about for refusal in refusals] == ["setting:minimum_age", "setting:gate.four_eyes"]
    assert {refusal.control for refusal in refusals} == {Control.POLICY_MAY_BE_ADOPTED}


def test_meanings_carry_the_policys_own_clauses_or_the_fresh_schools() -> None:
    (question,) = resolve(policy_saying()).questions
    assert [(meaning.key, meaning.clauses) for meaning in question.meanings] == [
        ("political", ("XX-4",)),
        ("gain", ("FS-4",)),
    ]
    assert question.clauses == ("XX-4", "FS-4")


def test_a_meaning_that_a_school_asks_by_itself_leaves_its_bundle() -> None:
    bundle, alone = resolve(
        FRESH, {"judgement_questions": Override(["could_harm", "political"], WHY)}
    ).questions
    assert [meaning.key for meaning in bundle.meanings] == ["gain"]
    assert (alone.key, alone.words, alone.fine) == ("political", "Does it take a side?", "no")
    assert alone.clauses == ("FS-4",)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ({"colour": Statement("red", ("XX-1",))}, "no such setting"),
        ({"minimum_age": Statement(13, ())}, "without naming a clause"),
        ({"minimum_age": Statement(13, ("XX-77",))}, "XX-77"),
        ({"minimum_age": Statement("young", ("XX-1",))}, "whole number"),
    ],
)
def test_a_library_policy_that_is_not_in_order_is_refused(
    statement: dict[str, Statement], words: str
) -> None:
    with pytest.raises(PolicyError, match=words):
        resolve(policy_saying(**statement))


def test_an_adopted_policy_is_rebuilt_from_its_document_alone() -> None:
    policy = resolve(
        policy_saying(minimum_age=Statement(9, ("XX-2",))), {"gate.accessible_to_all": Override("warn", WHY)}
    )
    stored = json.loads(json.dumps(policy.to_document()))
    again = ResolvedPolicy.from_document(stored)
    assert again == policy
    assert again.digest == policy.digest
    assert again.in_ten_lines() == policy.in_ten_lines()
    assert override(again, {"minimum_age": Override(16, WHY)}).setting("minimum_age") == 16


def test_the_order_of_what_has_an_order_survives_a_store_that_sorts_its_keys() -> None:
    policy = resolve(policy_saying())
    again = ResolvedPolicy.from_document(json.loads(json.dumps(policy.to_document(), sort_keys=True)))
    assert list(again.settings) == list(policy.settings)
    before, after = (each.settings["second_reader"].definition.shape for each in (policy, again))
    assert list(after.choices) == list(before.choices)  # type: ignore[attr-defined]


def test_two_policies_are_one_when_their_content_is_and_differ_by_digest_otherwise() -> None:
    one, same = resolve(FRESH), resolve(FRESH)
    other = resolve(FRESH, {"minimum_age": Override(16, WHY)})
    assert one == same
    assert hash(one) == hash(same)
    assert len(one.digest) == 64
    assert other != one
    assert other.digest != one.digest
    assert one != "a policy"


@pytest.mark.parametrize("damage", [{"format": 7}, {"format": 1}, {"format": 1, "settings": 3}])
def test_a_damaged_document_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(PolicyError):
        ResolvedPolicy.from_document(damage)


def test_a_document_with_a_value_of_the_wrong_shape_is_refused() -> None:
    document = resolve(FRESH).to_document()
    document["settings"][0][1]["base"] = "old"
    with pytest.raises(PolicyError, match="whole number"):
        ResolvedPolicy.from_document(document)

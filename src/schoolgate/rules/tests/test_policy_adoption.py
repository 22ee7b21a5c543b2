"""A version counts with its checks made, its signatures there, and their days."""

from datetime import date

from schoolgate.rules.policy import resolve
from schoolgate.rules.policy.adoption import (
    PaperSignature,
    refusals_to_adopt,
    refusals_to_sign,
    still_to_sign,
)
from schoolgate.rules.refusals import Control
from schoolgate.rules.tests.policies import FRESH

TODAY = date(2026, 11, 17)
POLICY = resolve(FRESH)
CHAIR = PaperSignature("chair", "Gil Oram", TODAY)


def test_with_its_check_made_nothing_stands_against_it() -> None:
    assert refusals_to_adopt(POLICY, checks=["equality"], on_paper=[CHAIR], today=TODAY) == []


def test_a_check_that_was_not_made_is_named() -> None:
    (refusal,) = refusals_to_adopt(POLICY, checks=[], on_paper=[], today=TODAY)
    assert refusal.control is Control.POLICY_MAY_BE_ADOPTED
    assert "it treats nobody worse" in refusal.words


def test_a_paper_signature_needs_a_name_a_day_and_a_day_that_has_come() -> None:
    for signature in (
        PaperSignature("chair", " ", TODAY),
        PaperSignature("chair", "Gil Oram", None),
        PaperSignature("chair", "Gil Oram", date(2026, 11, 18)),
    ):
        (refusal,) = refusals_to_adopt(POLICY, checks=["equality"], on_paper=[signature], today=TODAY)
        assert "the chair" in refusal.words


def test_a_signature_that_the_policy_does_not_ask_for_is_refused() -> None:
    governor = PaperSignature("governor", "Gil Oram", TODAY)
    (refusal,) = refusals_to_adopt(POLICY, checks=["equality"], on_paper=[governor], today=TODAY)
    assert "not signed by" in refusal.words


def test_signatures_are_missed_in_the_policys_order_until_all_are_there() -> None:
    assert still_to_sign(POLICY, []) == ("headteacher", "chair")
    assert still_to_sign(POLICY, ["chair"]) == ("headteacher",)
    assert still_to_sign(POLICY, ["chair", "headteacher"]) == ()


def test_only_whoever_holds_a_missing_post_can_sign() -> None:
    assert refusals_to_sign(POLICY, waits=True, signed=["headteacher"], roles=["chair"]) == []
    (refusal,) = refusals_to_sign(POLICY, waits=True, signed=["headteacher"], roles=["headteacher", "staff"])
    assert refusal.next_step == "It waits for the chair."


def test_a_version_that_does_not_wait_cannot_be_signed() -> None:
    (refusal,) = refusals_to_sign(POLICY, waits=False, signed=[], roles=["chair"])
    assert "waits for no signature" in refusal.words

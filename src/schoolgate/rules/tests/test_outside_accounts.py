"""Whose account of another house leads in: of the trust, checked, and of somebody the trust knows."""

from dataclasses import replace

import pytest

from schoolgate.rules.outside_accounts import (
    Expected,
    Known,
    OutsideAccount,
    refusals_to_count_as_again,
    refusals_to_sign_in_from_outside,
    shown_a_second_factor,
)

GOOGLE = Expected(domains=("oakfield.example", "trust.example"), wants_hosted_domain=True)
ENTRA = Expected(domains=("oakfield.example",), tenant="T-1", addresses_are_the_tenants=True)
JO = OutsideAccount("s1", "Jo@Oakfield.example", address_is_verified=True, hosted_domain="oakfield.example")
JO_AT_ENTRA = OutsideAccount("s1", "jo@oakfield.example", address_is_verified=False, tenant="t-1")
BY_ADDRESS = Known(by_subject=False, by_address=True)
BEFORE = Known(by_subject=True, by_address=True)
NOBODY = Known(by_subject=False, by_address=False)


def words(account, expected, known):
    return [one.words for one in refusals_to_sign_in_from_outside(account, expected, known)]


def test_a_checked_address_of_the_trust_leads_to_who_has_it():
    assert words(JO, GOOGLE, BY_ADDRESS) == []
    assert words(JO_AT_ENTRA, ENTRA, BY_ADDRESS) == []


def test_an_account_that_was_here_before_is_known_by_its_number():
    assert words(replace(JO, address_is_verified=False), GOOGLE, BEFORE) == []


@pytest.mark.parametrize("known", [BEFORE, BY_ADDRESS, NOBODY])
@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (replace(JO, address="jo@gmail.example"), GOOGLE),
        (replace(JO, address=""), GOOGLE),
        (replace(JO, address="oakfield.example@gmail.example"), GOOGLE),
        (replace(JO, address="jo@sub.oakfield.example"), GOOGLE),
        (replace(JO, hosted_domain=""), GOOGLE),
        (replace(JO, hosted_domain="gmail.example"), GOOGLE),
        (replace(JO, subject=""), GOOGLE),
        (replace(JO_AT_ENTRA, tenant="t-2"), ENTRA),
        (replace(JO_AT_ENTRA, tenant=""), ENTRA),
        (JO, Expected(domains=())),
    ],
)
def test_an_account_of_elsewhere_never_leads_in_whoever_it_says_it_is(account, expected, known):
    assert words(account, expected, known) == ["This account is not one of your school's or trust's."]


def test_each_other_reason_has_a_sentence_and_a_next_step():
    unchecked = replace(JO, address_is_verified=False)
    taken = replace(BY_ADDRESS, other_account_is_theirs=True)
    found = [
        refusal
        for account, known in ((unchecked, BY_ADDRESS), (JO, NOBODY), (JO, taken))
        for refusal in refusals_to_sign_in_from_outside(account, GOOGLE, known)
    ]
    assert [refusal.words for refusal in found] == [
        "Nobody has checked that this e-mail address is yours.",
        "Nobody here has this e-mail address.",
        "This address belongs to somebody who signs in with another account.",
    ]
    assert all(refusal.next_step for refusal in found)


@pytest.mark.parametrize(
    ("methods", "trust_counts_it", "counts"),
    [
        (("pwd", "mfa"), True, True),
        (("hwk",), True, True),
        (("pwd",), True, False),
        ((), True, False),
        (("mfa",), False, False),
    ],
)
def test_a_second_factor_elsewhere_counts_only_where_it_was_seen_and_the_trust_says_so(
    methods, trust_counts_it, counts
):
    assert shown_a_second_factor(methods, trust_counts_it=trust_counts_it) == counts


@pytest.mark.parametrize(
    ("methods", "level", "counts"),
    [
        (None, "phr", True),
        (None, "http://schemas.openid.net/pape/policies/2007/06/multi-factor", True),
        (["pwd"], "http://idmanagement.gov/ns/assurance/aal/1", False),
        ("mfa", "", False),
        ({"mfa": 1}, "", False),
        ([["mfa"], 3], None, False),
        (None, ["phr"], False),
    ],
)
def test_two_factors_are_read_from_either_claim_and_from_no_other_shape(methods, level, counts):
    assert shown_a_second_factor(methods, level, trust_counts_it=True) == counts
    assert not shown_a_second_factor(methods, level, trust_counts_it=False)


@pytest.mark.parametrize(
    ("is_the_same", "signed_in_at", "words"),
    [
        (True, 1000, ""),
        (True, 941.5, ""),
        (True, 900, "did not ask you"),
        (True, None, "does not say when"),
        (True, "1000", "does not say when"),
        (True, True, "does not say when"),
        (False, 1000, "somebody else"),
    ],
)
def test_signing_in_once_more_counts_when_it_was_the_same_person_there_and_just_now(
    is_the_same, signed_in_at, words
):
    found = list(
        refusals_to_count_as_again(is_the_same=is_the_same, signed_in_at=signed_in_at, asked_at=1000)
    )
    assert bool(found) == bool(words)
    assert all(words in one.words and one.next_step for one in found)

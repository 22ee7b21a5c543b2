"""Signing in with an account kept elsewhere (Google Workspace, Microsoft Entra): whose it must be to count here.

Facts are what the provider signed about the account, and what the trust has set. Nothing here makes a person: an
account only ever leads to somebody whom the trust already knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from schoolgate.rules.refusals import Control, Refusal


@dataclass(frozen=True, slots=True)
class Expected:
    """What the trust set. `hosted` is Google's mark of a managed domain, `tenant` Entra's number of an organisation."""

    domains: tuple[str, ...]
    tenant: str = ""
    wants_hosted_domain: bool = False
    # The organisation itself gives its addresses (Entra says nothing of the kind in its tokens).
    addresses_are_the_tenants: bool = False


@dataclass(frozen=True, slots=True)
class OutsideAccount:
    """What the provider signed."""

    subject: str
    address: str
    address_is_verified: bool
    hosted_domain: str = ""
    tenant: str = ""

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2].casefold()


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the trust knows. `by_subject` was signed in with this very account before."""

    by_subject: bool
    by_address: bool
    other_account_is_theirs: bool = False


def refusals_to_sign_in_from_outside(
    account: OutsideAccount, expected: Expected, known: Known
) -> Iterator[Refusal]:
    """Why this account does not lead in; empty when it does."""
    outside = list(account_must_be_the_trusts(account, expected))
    yield from outside
    if outside or known.by_subject:
        return
    if not (account.address_is_verified or expected.addresses_are_the_tenants):
        yield _refusal(
            "Nobody has checked that this e-mail address is yours.", "Confirm it there, then come back."
        )
    elif not known.by_address:
        yield _refusal(
            "Nobody here has this e-mail address.",
            "Ask the headteacher to give you a role with the address of this account.",
        )
    elif known.other_account_is_theirs:
        yield _refusal(
            "This address belongs to somebody who signs in with another account.",
            "Ask the headteacher. If your account was made anew, “Let a new account in” on your page under People lets "
            "it in. If the address was somebody else's before, theirs must be changed here first.",
        )


def account_must_be_the_trusts(account: OutsideAccount, expected: Expected) -> Iterator[Refusal]:
    """Of its organisation and of one of its domains; every time, also when it was known before."""
    is_elsewhere = (
        not account.subject
        or account.domain not in expected.domains
        or (expected.tenant != "" and account.tenant.casefold() != expected.tenant.casefold())
        or (expected.wants_hosted_domain and account.hosted_domain.casefold() not in expected.domains)
    )
    if is_elsewhere:
        yield _refusal(
            "This account is not one of your school's or trust's.",
            "Sign in with the account that the school gave you.",
        )


# What providers write for a sign-in with two factors: in `amr` (RFC 8176), and in `acr` (PAPE, REFEDS, NIST, FIDO).
TWO_FACTORS_AMR = frozenset({"mfa", "otp", "hwk", "fido"})
TWO_FACTORS_ACR = (
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    "https://refeds.org/profile/mfa",
    "http://idmanagement.gov/ns/assurance/aal/2",
    "http://idmanagement.gov/ns/assurance/aal/3",
    "phr",
    "phrh",
)
# Clocks of two machines may differ by so much.
_CLOCKS_S = 60


def shown_a_second_factor(methods: object, level: object = "", *, trust_counts_it: bool) -> bool:
    """Whether the provider says that it saw two factors (`amr`, `acr`), and the trust lets that count here."""
    named = {one for one in methods if isinstance(one, str)} if isinstance(methods, list | tuple) else set()
    return trust_counts_it and (bool(named & TWO_FACTORS_AMR) or level in TWO_FACTORS_ACR)


def refusals_to_count_as_again(
    *, is_the_same: bool, signed_in_at: object, asked_at: float
) -> Iterator[Refusal]:
    """Whether somebody who was sent to sign in again really did, there and just now. Times in seconds since 1970."""
    if not is_the_same:
        yield _refusal(
            "This is the account of somebody else.", "Sign in with the account that you came in with."
        )
    elif isinstance(signed_in_at, bool) or not isinstance(signed_in_at, int | float):
        yield _refusal(
            "The provider does not say when you signed in there.",
            "Sign out here and in again, then add a passkey or an app for codes under “How you sign in”.",
        )
    elif signed_in_at < asked_at - _CLOCKS_S:
        yield _refusal("The provider did not ask you to sign in again.", "Sign out there, then try again.")


def _refusal(words: str, next_step: str) -> Refusal:
    return Refusal(Control.PERMISSION, words, next_step)

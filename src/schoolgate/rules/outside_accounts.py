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
            "Ask the headteacher. An address that was given to somebody new must be put right here first.",
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


def shown_a_second_factor(methods: tuple[str, ...], *, trust_counts_it: bool) -> bool:
    """Whether the provider saw a second factor, and the trust lets that count here."""
    return trust_counts_it and bool({"mfa", "otp", "hwk", "fido"} & set(methods))


def _refusal(words: str, next_step: str) -> Refusal:
    return Refusal(Control.PERMISSION, words, next_step)

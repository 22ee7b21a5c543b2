"""Reads of suspected compromise, and why it cannot be said or ended."""

from collections.abc import Callable
from typing import Any

from schoolgate.credentials.models import Compromise, SharedLogin
from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.rules.refusals import Control, Refusal

SHORTEST = 10
# Whoever keeps reports of breaches says, at start, how that of one compromise is found.
REPORTS: list[Callable[[Actor, Compromise], Any]] = []

# The register of breaches says, in the same way, under which number and address its entry is read.
ENTRIES: list[Callable[[Actor, Compromise], tuple[str, str] | None]] = []


def entry_of(actor: Actor, compromise: Compromise) -> tuple[str, str] | None:
    """The name and the address of the breach that this compromise opened, for whoever keeps that register."""
    return next((found for one in ENTRIES if (found := one(actor, compromise)) is not None), None)


def report_of(actor: Actor, compromise: Compromise) -> Any:
    """The report that this compromise opened, where it is for this person; else None."""
    return next((found for one in REPORTS if (found := one(actor, compromise)) is not None), None)


def open_compromise(account: OfficialAccount) -> Compromise | None:
    """The one that is not ended, if there is one."""
    return Compromise.objects.filter(account=account, ended_at__isnull=True).first()


def refusals_to_suspect(actor: Actor, account: OfficialAccount, *, words: str) -> list[Refusal]:
    if account.standing == OfficialAccount.Standing.CLOSED:
        return [Refusal(Control.STATE, "This account is closed.", "Nothing can be stopped there.")]
    if open_compromise(account) is not None:
        return [Refusal(Control.STATE, "This is known already.", "See what is left to do there.")]
    return _said(words, "words", "what makes you think so")


def refusals_to_end_compromise(actor: Actor, compromise: Compromise, *, because: str) -> list[Refusal]:
    if compromise.ended_at is not None:
        return [Refusal(Control.STATE, "This is over already.", "Nothing is left to do.")]
    refusals = _said(because, "because", "why it is safe again")
    unchanged = SharedLogin.objects.filter(
        account=compromise.account_id, removed_at=None, suspected_at__isnull=False
    )
    if unchanged.exists():
        refusals.append(
            Refusal(
                Control.NOTHING_WHILE_SUSPENDED,
                "A login of this account was not changed since.",
                "Change it where it signs in, and say so on its page. Or say that it was a mistake.",
            )
        )
    return refusals


def refusals_to_take_back(actor: Actor, compromise: Compromise, *, because: str) -> list[Refusal]:
    if compromise.ended_at is not None:
        return [Refusal(Control.STATE, "This is over already.", "Nothing is left to do.")]
    return _said(because, "because", "why it was a mistake")


def _said(words: str, about: str, what: str) -> list[Refusal]:
    if len(words.strip()) >= SHORTEST:
        return []
    return [Refusal(Control.STATE, f"It is not said {what}.", "Write it in one line.", about=about)]

"""Shared logins: who may open one, what is too weak to keep, and by when one must be changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schoolgate.rules.refusals import Control, Refusal

# How lately the second factor must have been shown before anything is.
FRESH = timedelta(minutes=5)
SHORTEST_PASSWORD = 12
SHORTEST_REASON = 10
AFTER_AN_EMERGENCY = timedelta(days=1)
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """Somebody who wants to be shown something of a login."""

    now: datetime
    shown_at: datetime | None
    is_named: bool
    is_suspended: bool
    is_removed: bool
    kept_where: str
    has_it: bool
    opens: bool
    key_id: str = ""


def refusals_to_open(facts: OpeningFacts) -> Iterator[Refusal]:
    """Named by the headteacher, a second factor just now, nothing suspended, and a box that opens."""
    if not facts.is_named:
        yield Refusal(
            Control.NAMED_PEOPLE_OPEN_A_LOGIN,
            "You are not among those who may open this login.",
            "Ask the headteacher to name you for it.",
        )
        return
    if facts.is_suspended:
        yield Refusal(
            Control.NOTHING_WHILE_SUSPENDED,
            "This account is suspended, so its logins stay shut.",
            "Wait until it is in order again, or ask a leader if it cannot wait.",
        )
    yield from _what_goes_for_everybody(facts)


def refusals_to_open_in_an_emergency(facts: OpeningFacts, reason: str) -> Iterator[Refusal]:
    """Leaders give a reason; a suspended account is just when they may have to."""
    if len(reason.strip()) < SHORTEST_REASON:
        yield Refusal(
            Control.LEADERSHIP_OPENS_LOGINS,
            "There is no reason that others could understand.",
            "Write in a line why it cannot wait for somebody who is named.",
            about="reason",
        )
    yield from _what_goes_for_everybody(facts)


def _what_goes_for_everybody(facts: OpeningFacts) -> Iterator[Refusal]:
    if facts.shown_at is None or facts.now - facts.shown_at > FRESH:
        yield Refusal(
            Control.NAMED_PEOPLE_OPEN_A_LOGIN,
            "Your passkey or code was asked for too long ago.",
            "Show it again, then open the login.",
        )
    if facts.is_removed:
        yield Refusal(Control.STATE, "This login was removed.", "Look which one took its place.")
    elif facts.kept_where:
        yield Refusal(Control.STATE, f"This login is kept elsewhere: {facts.kept_where}.", "Look there.")
    elif not facts.has_it:
        yield Refusal(Control.STATE, "There is nothing of this kind in the box.", "Choose something else.")
    elif not facts.opens:
        yield Refusal(
            Control.VAULT_STORE,
            f"The key of the vault that opens this ({facts.key_id}) is not here. Nothing is lost.",
            "Whoever looks after the computer puts its file back into the folder of keys. Then try again.",
        )


@dataclass(frozen=True, slots=True)
class NewLogin:
    """What somebody wants to put into the vault, or to note as kept elsewhere."""

    password: str = field(repr=False)
    kept_where: str
    has_two_steps: bool
    seed_is_wrong: bool
    is_common: bool
    alike: Collection[str] = ()


def refusals_to_keep(new: NewLogin) -> Iterator[Refusal]:
    """Strong or not at all: a weak password is no safer for being locked away."""
    if new.kept_where:
        if new.password:
            yield Refusal(
                Control.VAULT_STORE,
                "It cannot be kept here and elsewhere too.",
                "Leave one of the two empty.",
                about="kept_where",
            )
        return
    if not new.password:
        yield Refusal(
            Control.VAULT_STORE,
            "There is no password.",
            "Write it here, or say where else it is kept.",
            about="password",
        )
        return
    if new.seed_is_wrong:
        yield Refusal(
            Control.VAULT_STORE,
            "This is no secret for an app for codes.",
            "Copy the letters and figures that the place shows beside its QR code.",
            about="seed",
        )
    yield from _must_be_strong(new)


def _must_be_strong(new: NewLogin) -> Iterator[Refusal]:
    said = new.password.casefold()
    weak = ""
    if len(new.password) < SHORTEST_PASSWORD:
        weak = f"This password has fewer than {SHORTEST_PASSWORD} characters."
    elif new.is_common or len(set(said)) < 5:
        weak = "This password is one that others try first."
    elif any(len(one) > 3 and one.casefold() in said for one in new.alike):
        weak = "This password holds a name that anybody could guess."
    if weak:
        yield Refusal(
            Control.VAULT_STORE, weak, "Set one of three or four chance words there, then keep it here.",
            about="password",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knows:
    """Somebody who saw the login as it is now. `gone_at`: their last day here is over then; `lost_at`: the right."""

    at: datetime
    gone_at: datetime | None = None
    lost_at: datetime | None = None
    was_emergency: bool = False


@dataclass(frozen=True, slots=True)
class AgeFacts:
    """What says by when a login must be changed."""

    changed_at: datetime
    suspected_at: datetime | None
    known_by: tuple[Knows, ...]
    next_term_at: datetime | None


def due(facts: AgeFacts, reasons: Iterable[str]) -> tuple[datetime, str] | None:
    """By when it must be changed and why, by the reasons that the policy counts; the soonest of them."""
    found = sorted((at, why) for at, why in _every_due(facts) if why in set(reasons))
    return found[0] if found else None


def _every_due(facts: AgeFacts) -> Iterator[tuple[datetime, str]]:
    if facts.suspected_at is not None and facts.suspected_at >= facts.changed_at:
        yield facts.suspected_at, "suspicion"
    for one in facts.known_by:
        if one.gone_at is not None:
            yield one.gone_at, "leaving"
        if one.lost_at is not None:
            yield one.lost_at, "loss_of_right"
        if one.was_emergency:
            yield one.at + AFTER_AN_EMERGENCY, "emergency_use"
    if facts.next_term_at is not None:
        yield facts.next_term_at, "term"
    yield facts.changed_at + A_YEAR, "year"

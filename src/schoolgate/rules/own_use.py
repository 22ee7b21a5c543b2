"""One's own use of social media: how the school has set it, and what of a declaration wants to be talked over."""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any

from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.staffing import kinds_of

NAMING = "naming_the_school_on_own_profile"
INTEREST, TIE = "declaration_of_interest", "contact_exception"
ADDRESS = "school_details_on_a_personal_account"
# How a school sets who may be in touch with families and former pupils, and who gives leave for it.
SET_FOR_TIES = ("parents_as_friends", "ex_pupils", "exception_deciders")
# The requests to which the rules for one's own use lead.
ASKS_FOR_LEAVE = (TIE, INTEREST, ADDRESS)


_ADDRESS = re.compile(r"[\w.+-]+@([\w.-]+)")


class Profile(StrEnum):
    """What kind of account names the school."""

    PRIVATE = "private"
    PROFESSIONAL = "professional"


class With(StrEnum):
    """Whom somebody is in touch with."""

    PUPIL = "pupil"
    FORMER = "former"
    FORMER_AT_WORK = "former_at_work"
    FAMILY = "family"


class Flag(StrEnum):
    """Why a declaration wants to be talked over."""

    SCHOOL_NAMED = "school_named"
    NO_DISCLAIMER = "no_disclaimer"
    INTEREST = "interest"
    NO_LEAVE = "no_leave"
    CONTACT = "contact"


FLAG_WORDS: dict[str, str] = {
    Flag.SCHOOL_NAMED: "A private profile names our school, and our policy keeps it off.",
    Flag.NO_DISCLAIMER: "A profile names our school and does not say that its views are the person’s own.",
    Flag.INTEREST: "Something earns money or could sit badly with the work here, and no leave for it is in force.",
    Flag.NO_LEAVE: "They are in touch with a pupil, a former pupil or a family, and no leave for it is in force.",
    Flag.CONTACT: "Somebody got in touch with them on an account of their own.",
}
# What the safeguarding lead talks over; the headteacher the rest.
OF_SAFEGUARDING = frozenset({Flag.NO_LEAVE, Flag.CONTACT})


def leaves_out_professional(policy: ResolvedPolicy) -> bool:
    """Whether a professional network may name the school without more: not where every account needs its words."""
    return bool(policy.setting(NAMING) != "with_disclaimer")


def flags_of(
    policy: ResolvedPolicy, answers: Mapping[str, Mapping[str, Any]], leaves: Collection[str]
) -> tuple[Flag, ...]:
    """What of these answers wants to be talked over. `leaves` are the requests of which a yes is in force now."""
    return tuple(_flags(policy, answers, leaves))


def _flags(
    policy: ResolvedPolicy, answers: Mapping[str, Mapping[str, Any]], leaves: Collection[str]
) -> Iterator[Flag]:
    named = answers.get("names_school", {})
    if named.get("yes"):
        yield from _flags_of_a_profile(policy, named)
    if answers.get("earns", {}).get("yes") and INTEREST not in leaves:
        yield Flag.INTEREST
    ties = answers.get("ties", {})
    if ties.get("yes") and TIE not in leaves and needs_leave(policy, ties.get("with", ())):
        yield Flag.NO_LEAVE


def _flags_of_a_profile(policy: ResolvedPolicy, named: Mapping[str, Any]) -> Iterator[Flag]:
    naming = policy.setting(NAMING)
    if named.get("profile") == Profile.PROFESSIONAL and leaves_out_professional(policy):
        return
    if naming == "not_allowed":
        yield Flag.SCHOOL_NAMED
    elif naming == "with_disclaimer" and not named.get("disclaimer"):
        yield Flag.NO_DISCLAIMER


def names_an_address(words: str, endings: Collection[str]) -> bool:
    """Whether these words hold an e-mail address of the school. `endings` is what such addresses end with."""
    found = {each.casefold().rstrip(".") for each in _ADDRESS.findall(words)}
    return any(one == end or one.endswith(f".{end}") for one in found for end in map(str.casefold, endings))


def needs_leave(policy: ResolvedPolicy, whom: Collection[str]) -> bool:
    """Whether being in touch with one of these needs a leave here: with a pupil always."""
    if {With.PUPIL, With.FORMER} & set(whom):
        return True
    if With.FAMILY in whom and policy.setting("parents_as_friends") != "advised_against":
        return True
    return With.FORMER_AT_WORK in whom and policy.setting("ex_pupils") in ("never", "alumni_tools")


def refusals_to_talk_over(*, is_own: bool, is_open: bool, words: str) -> Iterator[Refusal]:
    """Somebody else's declaration, once, with a line on what came of it."""
    if is_own:
        yield Refusal(
            Control.PERMISSION, "Nobody settles their own declaration.", "The other of you two does it."
        )
    if not is_open:
        yield Refusal(Control.STATE, "This is settled, or wants no talk.", "Nothing is left to do.")
    if not words.strip():
        yield Refusal(Control.STATE, "It does not say what came of it.", "Write one line.", about="words")


def besides_work(roles: Collection[str], ties: Collection[str]) -> tuple[str, ...]:
    """What somebody who works here is besides: "parent", "resident". Nothing for whoever does not work here."""
    if not kinds_of(roles) - {"parent", "pupil"}:
        return ()
    kinds = {*ties, *({"parent"} & set(roles))}
    return tuple(kind for kind in ("parent", "resident") if kind in kinds)

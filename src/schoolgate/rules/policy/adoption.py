"""When a version of a policy counts: its checks are made, everyone it names has signed, it carries its day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from schoolgate.rules.policy.resolved import ResolvedPolicy
from schoolgate.rules.policy.shapes import Several
from schoolgate.rules.refusals import Control, Refusal

GATE = Control.POLICY_MAY_BE_ADOPTED


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A signature that stands on paper: the post, who signed, and on which day."""

    role: str
    name: str
    on: date | None


def signatories(policy: ResolvedPolicy) -> tuple[str, ...]:
    """The posts that sign this policy."""
    roles: tuple[str, ...] = policy.setting("policy_signatories")
    return roles


def still_to_sign(policy: ResolvedPolicy, signed: Iterable[str]) -> tuple[str, ...]:
    """The posts whose signature is missing, in the policy's order; empty when the version counts."""
    have = set(signed)
    return tuple(role for role in signatories(policy) if role not in have)


def refusals_to_adopt(
    policy: ResolvedPolicy, *, checks: Iterable[str], on_paper: Iterable[PaperSignature], today: date
) -> list[Refusal]:
    """Why this policy cannot be adopted now: a check not made, or a signature on paper that is not one."""
    return [
        *every_check_must_be_made(policy, checks),
        *paper_signatures_must_be_whole(policy, on_paper, today),
    ]


def every_check_must_be_made(policy: ResolvedPolicy, checks: Iterable[str]) -> Iterator[Refusal]:
    """The policy's checks (equality, unions) are confirmed by a person."""
    made = set(checks)
    for check in policy.setting("adoption_checks"):
        if check not in made:
            yield Refusal(
                GATE,
                f"It is not confirmed that {_word(policy, 'adoption_checks', check)}.",
                "Make sure, then tick it.",
                about="checks",
            )


def paper_signatures_must_be_whole(
    policy: ResolvedPolicy, on_paper: Iterable[PaperSignature], today: date
) -> Iterator[Refusal]:
    """A signature on paper names who signed and a day that is not to come."""
    for signature in on_paper:
        who = _word(policy, "policy_signatories", signature.role)
        if signature.role not in signatories(policy):
            yield Refusal(GATE, f"This policy is not signed by {who}.", "Leave that signature out.")
        elif not signature.name.strip() or signature.on is None:
            yield Refusal(
                GATE,
                f"The signature of {who} needs a name and a day.",
                "Write both, or leave both empty to ask for the signature later.",
                about=f"name_{signature.role}",
            )
        elif signature.on > today:
            yield Refusal(
                GATE,
                f"The signature of {who} carries a day that is still to come.",
                "Write the day on the paper.",
                about=f"day_{signature.role}",
            )


def refusals_to_sign(
    policy: ResolvedPolicy, *, waits: bool, signed: Iterable[str], roles: Iterable[str]
) -> list[Refusal]:
    """Why a person with these posts cannot sign this version now."""
    if not waits:
        return [Refusal(GATE, "This version waits for no signature.", "Look at the policy again.")]
    if not set(still_to_sign(policy, signed)) & set(roles):
        missing = " and ".join(
            _word(policy, "policy_signatories", role) for role in still_to_sign(policy, signed)
        )
        return [Refusal(GATE, "None of your posts is asked to sign this.", f"It waits for {missing}.")]
    return []


def _word(policy: ResolvedPolicy, setting: str, key: str) -> str:
    shape = policy.settings[setting].definition.shape
    return shape.choices.get(key, key) if isinstance(shape, Several) else key

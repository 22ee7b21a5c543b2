"""What is told at a moment: lines of the policy a school lives by, and where a school set something otherwise, that.

Each moment is a key of the library ("while_drafting"). Nothing here knows how it is shown, or whether it is signed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from schoolgate.rules import signing
from schoolgate.rules.policy import Clause, Line, LineKind, ResolvedPolicy

WHILE_DRAFTING = "while_drafting"
# What a setting serves that is told to everybody on the page of their own accounts.
SET_FOR_OWN_USE = {
    "moment.personal_use_rules",
    "moment.phones_and_devices",
    "moment.own_profile_checklist",
    "request.contact_exception",
}
OWN_USE = ("personal_use_rules", "contact_with_pupils_and_families", "own_profile_checklist")
# More than three lines beside a draft are read by nobody.
MOST_BESIDE_A_DRAFT = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One thing as it is read: its words, how it is meant (empty for a school's own choice), and why."""

    words: str
    kind: str
    clauses: tuple[Clause, ...]

    @property
    def is_rule(self) -> bool:
        return self.kind == LineKind.RULE


def beside_a_draft(policy: ResolvedPolicy, channels: Collection[str]) -> tuple[Line, ...]:
    """The quiet lines for whoever writes for these channels ("social"): three at most."""
    return policy.lines_of(WHILE_DRAFTING, channels=channels)[:MOST_BESIDE_A_DRAFT]


def told_at(policy: ResolvedPolicy, moment: str) -> tuple[Told, ...]:
    """Everything that is told at a moment, in its order, each part with the strictness of its own clause."""
    return tuple(
        Told(one.words, one.kind, tuple(policy.clauses[clause] for clause in one.clauses))
        for one in signing.told_at(policy, moment)
    )


@dataclass(frozen=True, slots=True)
class Set:
    """How the school has set one thing, in a sentence, and why."""

    key: str
    words: str
    clauses: tuple[Clause, ...]


def set_for_own_use(policy: ResolvedPolicy) -> tuple[Set, ...]:
    """How our school has set what policies differ in: on this the rules for one's own use rest."""
    return tuple(
        Set(key, setting.in_words, policy.clauses_of(f"setting.{key}"))
        for key, setting in policy.settings.items()
        if SET_FOR_OWN_USE & set(setting.definition.serves)
    )

"""The policy, alive: each clause with the controls that serve it, how it lives, and what proves it.

How a clause lives is no part of what a school adopted: it is what this version of the program does for it, taken
from the rows of its own library. A row that the library does not have is not known, and is never shown as kept.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from schoolgate.kernel.evidence import Evidence
from schoolgate.kernel.permissions import Permission
from schoolgate.policies.loading import HERE, library
from schoolgate.rules.policy import Clause, ResolvedGate, ResolvedPolicy, ResolvedSetting
from schoolgate.rules.policy.library import Row
from schoolgate.rules.policy.living import Lives, life_of_clause

# The features of the policy's document of which a clause may be words to be printed.
PRINTED = (
    "noun.policy_document.front_page",
    "noun.policy_document.one_rule_set",
    "noun.policy_document.page",
)


@dataclass(frozen=True, slots=True)
class Page:
    """Where in the program a control is met: what people call the page, the name of its address, who may open it."""

    title: str
    address: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class LivingRow:
    """A clause on one control: what the control is, how the program serves it, and what proves that.

    `lives` is None where this program does not know the row; `known` is the row as its own library has it.
    """

    row: Row
    title: str
    sentence: str
    lives: Lives | None
    reason: str
    evidence: Evidence | None
    known: Row | None = None


@dataclass(frozen=True, slots=True)
class LivingClause:
    """One clause of an adopted policy; `lives` is None where something of it is not known."""

    clause: Clause
    who: str
    area: str
    rows: tuple[LivingRow, ...]
    settings: tuple[ResolvedSetting, ...]
    gates: tuple[ResolvedGate, ...]

    @property
    def lives(self) -> Lives | None:
        each = [one.lives for one in self.rows]
        if not each or None in each:
            return None
        return life_of_clause(one for one in each if one is not None)

    @property
    def evidence(self) -> Evidence | None:
        """What proves it, over all its controls; None where nothing is known, or where it is not served."""
        known = [one.evidence for one in self.rows if one.evidence is not None and one.evidence.is_any]
        if not known or self.lives is None or not self.lives.is_proved:
            return None
        return sum(known[1:], known[0])

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is declined, in our own words."""
        return tuple(one.reason for one in self.rows if one.reason)

    @property
    def exceptions(self) -> tuple[ResolvedSetting | ResolvedGate, ...]:
        """What the school sets otherwise here, each with its reason."""
        own: list[ResolvedSetting | ResolvedGate] = [*self.settings, *self.gates]
        return tuple(one for one in own if one.otherwise is not None)

    @property
    def is_missed(self) -> bool:
        """Whether something was missed, or is open."""
        return self.evidence is not None and bool(self.evidence.missed or self.evidence.open)


def clauses_alive(policy: ResolvedPolicy, proved: Mapping[str, Evidence]) -> list[LivingClause]:
    """Every clause of the policy's own, in its order. No query: `proved` is gathered before."""
    rows: dict[str, list[Row]] = {}
    for row in policy.rows:
        rows.setdefault(row.clause, []).append(row)
    settings = _citing(policy.settings.values())
    own = f"{policy.code}-"
    return [
        _alive(policy, clause, rows.get(clause.id, []), settings.get(clause.id, ()), proved)
        for clause in policy.clauses.values()
        if clause.id.startswith(own)
    ]


def at_its_head(policy: ResolvedPolicy, features: Collection[str] = PRINTED) -> list[Clause]:
    """The clauses that are printed at the head of the policy, always: its facts and notices, of these features."""
    return [
        policy.clauses[row.clause]
        for row in policy.rows
        if row.instance in features and (known := _known().get(row.key)) and known.lives is Lives.SHOWN
    ]


def serves_a_clause_of(policy: ResolvedPolicy, gate: str) -> bool:
    """Whether some clause behind this gate, the policy's own or the fresh school's in its place, is served."""
    rows = (_known().get(f"{clause}/{gate}") for clause in policy.gates[gate].clauses)
    return any(row is not None and row.lives.is_proved for row in rows)


def count_lives(clauses: Iterable[LivingClause]) -> Counter[Lives | None]:
    """How many clauses live in which way."""
    return Counter(one.lives for one in clauses)


def _alive(
    policy: ResolvedPolicy,
    clause: Clause,
    rows: Iterable[Row],
    settings: tuple[ResolvedSetting, ...],
    proved: Mapping[str, Evidence],
) -> LivingClause:
    entry = library()[policy.code].catalogue.get(clause.id) if policy.code in library() else None
    rows = tuple(rows)
    return LivingClause(
        clause=clause,
        who=entry.who if entry else "",
        area=entry.area if entry else "",
        rows=tuple(_living_row(policy, row, proved) for row in rows),
        settings=settings,
        gates=tuple(policy.gates[row.instance] for row in rows if row.instance in policy.gates),
    )


def _living_row(policy: ResolvedPolicy, row: Row, proved: Mapping[str, Evidence]) -> LivingRow:
    known = _known().get(row.key)
    title, sentence = named(policy, row.instance)
    return LivingRow(
        row=row,
        title=title,
        sentence=sentence,
        lives=known.lives if known else None,
        reason=known.reason if known else "",
        evidence=proved.get(row.instance),
        known=known,
    )


def known_row(row: Row) -> Row | None:
    """The row of an adopted policy as this program's library has it, with how it lives; None where it is unknown."""
    return _known().get(row.key)


def named(policy: ResolvedPolicy, instance: str) -> tuple[str, str]:
    """A control as people call it, and what it does."""
    held = policy.gates.get(instance) or policy.settings.get(instance.removeprefix("setting."))
    if held is not None:
        return held.definition.title, held.definition.sentence
    named = _instances().get(instance, {})
    return named.get("title", instance), named.get("sentence", "")


def _citing(settings: Iterable[ResolvedSetting]) -> dict[str, tuple[ResolvedSetting, ...]]:
    found: dict[str, tuple[ResolvedSetting, ...]] = {}
    for setting in settings:
        for clause in setting.clauses:
            found[clause] = (*found.get(clause, ()), setting)
    return found


@cache
def _known() -> Mapping[str, Row]:
    return {row.key: row for policy in library().values() for row in policy.rows}


@cache
def _instances() -> Mapping[str, dict[str, str]]:
    with (HERE / "instances.toml").open("rb") as file:
        return tomllib.load(file)


def page_of(instance: str) -> Page:
    """The page on which a control that is served lives. KeyError where none is named."""
    return pages()[instance]


@cache
def pages() -> Mapping[str, Page]:
    """The page of each control that is served, by the control."""
    with (HERE / "pages.toml").open("rb") as file:
        raw = tomllib.load(file)
    return {
        control: Page(page["title"], address, Permission(page["permission"]))
        for address, page in raw.items()
        for control in page["controls"]
    }

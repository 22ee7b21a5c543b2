"""A policy of the library, before a school adopts it: what it says, in which clauses, and where it is silent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schoolgate.rules.policy.definitions import GateDefinition, Question, SettingDefinition, Strictness
from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.lines import Line
from schoolgate.rules.policy.living import Lives


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a policy: its number and, in our own short words, what it asks."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A clause as the catalogue lists it: who it binds, its area, its kind; `words` are empty if not yet written."""

    id: str
    who: str
    area: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause laid on the instance of a mechanism that serves it ("gate.four_eyes"), and how firmly.

    `lives` is how this program serves it, `scene` names the scene in tests/clauses/ that proves it, `reason` says
    in our own words why a clause is declined. None of the three is part of what a school adopts: they tell of the
    program, not of the policy.
    """

    clause: str
    instance: str
    detail: str
    strength: str
    lives: Lives = Lives.OPEN
    scene: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        """Names the row: "AC-012/gate.consent_for_every_use"."""
        return f"{self.clause}/{self.instance}"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a policy says on one setting. `raw` is None where it names the matter but gives no value."""

    raw: Any
    clauses: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """Something in a policy that is out of date or wrong, said at adoption."""

    words: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything any policy of the library can speak about."""

    settings: Mapping[str, SettingDefinition]
    gates: Mapping[str, GateDefinition]
    questions: tuple[Question, ...]
    ten_lines: tuple[str, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryPolicy:
    """One policy of the library. `fresh` speaks where this one is silent; the fresh school's own has none."""

    code: str
    title: str
    description: str
    statements: Mapping[str, Statement]
    strictness: Mapping[str, Strictness]
    catalogue: Mapping[str, CatalogueEntry]
    rows: tuple[Row, ...]
    stale: tuple[Stale, ...]
    definitions: Definitions = field(repr=False)
    fresh: "LibraryPolicy | None" = field(default=None, repr=False)

    def clauses_on(self, instance: str) -> tuple[str, ...]:
        """The ids of this policy's clauses that the instance serves."""
        return tuple(row.clause for row in self.rows if row.instance == instance)

    def strictness_of(self, gate: str) -> Strictness | None:
        """How firmly this policy holds a gate: as it says, else as its clauses are worded, else None (silent)."""
        if gate in self.strictness:
            return self.strictness[gate]
        strengths = {row.strength for row in self.rows if row.instance == gate}
        if "must" in strengths:
            return Strictness.MUST
        return Strictness.WARN if "should" in strengths else None

    def check(self) -> None:
        """Raise PolicyError for a setting, gate or clause that does not exist or a value of the wrong shape."""
        for key, statement in self.statements.items():
            if key not in self.definitions.settings:
                raise PolicyError(key, f"Policy {self.code} sets this, but there is no such setting.")
            if not statement.clauses:
                raise PolicyError(key, f"Policy {self.code} sets this without naming a clause.")
            self._must_exist(key, statement.clauses)
        for gate in self.strictness:
            if gate not in self.definitions.gates:
                raise PolicyError(gate, f"Policy {self.code} sets this, but there is no such gate.")
        for row in self.rows:
            self._must_exist(row.instance, (row.clause,))
        for note in self.stale:
            self._must_exist("stale", note.clauses)

    def _must_exist(self, about: str, clauses: tuple[str, ...]) -> None:
        for clause in clauses:
            if clause not in self.catalogue:
                raise PolicyError(
                    about, f"Policy {self.code} cites {clause}, which its catalogue does not hold."
                )

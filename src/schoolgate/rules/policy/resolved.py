"""The policy a school lives by: every setting with its value, every gate with its strictness, frozen whole.

A resolved policy carries all it needs (definitions, words, clauses), so that it can be rebuilt from its stored
document when the library has long changed.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from schoolgate.rules.policy.definitions import GateDefinition, Question, SettingDefinition, Strictness
from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.library import Clause, Row, Stale
from schoolgate.rules.policy.lines import Line
from schoolgate.rules.policy.shapes import Value, plain

FORMAT = 1
FRESH = "FS"


class Source(StrEnum):
    """Where a value comes from."""

    POLICY = "policy"
    SILENT = "silent"
    LIFTED = "lifted"
    OVERRIDDEN = "overridden"

    @property
    def words(self) -> str:
        return {
            Source.POLICY: "As the policy says",
            Source.SILENT: "The policy is silent, so the fresh school's rule holds",
            Source.LIFTED: "The policy asks for less, but no policy can go below this",
            Source.OVERRIDDEN: "The school's own choice",
        }[self]


@dataclass(frozen=True, slots=True)
class ResolvedSetting:
    """One setting as it holds. `said` is what the policy itself said (None if silent).

    `otherwise` and `reason` are the school's own choice in its place; `value` is what counts.
    """

    definition: SettingDefinition
    base: Value
    base_source: Source
    clauses: tuple[str, ...]
    said: Value | None = None
    note: str = ""
    otherwise: Value | None = None
    reason: str = ""

    @property
    def value(self) -> Value:
        """What counts at this school."""
        return self.base if self.otherwise is None else self.otherwise

    @property
    def source(self) -> Source:
        """Where the value comes from."""
        return self.base_source if self.otherwise is None else Source.OVERRIDDEN

    @property
    def in_words(self) -> str:
        """The value as a sentence."""
        return self.definition.in_words(self.value)

    @property
    def said_in_words(self) -> str:
        """What the policy itself said, as a sentence; empty if it said nothing."""
        return "" if self.said is None else self.definition.in_words(self.said)

    @property
    def base_in_words(self) -> str:
        """What would hold without the school's own choice."""
        return self.definition.in_words(self.base)


@dataclass(frozen=True, slots=True)
class ResolvedGate:
    """One gate as it holds. `said` is the policy's own strictness (None if silent).

    `otherwise` and `reason` are the school's own choice in its place; `strictness` is what counts.
    """

    definition: GateDefinition
    base: Strictness
    base_source: Source
    clauses: tuple[str, ...]
    said: Strictness | None = None
    otherwise: Strictness | None = None
    reason: str = ""

    @property
    def strictness(self) -> Strictness:
        """How firmly it holds at this school."""
        return self.base if self.otherwise is None else self.otherwise

    @property
    def source(self) -> Source:
        """Where the strictness comes from."""
        return self.base_source if self.otherwise is None else Source.OVERRIDDEN


@dataclass(frozen=True, eq=False)
class ResolvedPolicy:
    """Everything a school's policy decides. Two are equal when their documents are.

    Fields are for pages that list; code that decides asks `setting`, `strictness` and `clauses_of`.
    """

    code: str
    title: str
    description: str
    settings: Mapping[str, ResolvedSetting]
    gates: Mapping[str, ResolvedGate]
    bundles: tuple[Question, ...]
    clauses: Mapping[str, Clause]
    rows: tuple[Row, ...]
    stale: tuple[Stale, ...]
    ten_lines: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    # Settings that came after this version was adopted, as the fresh school has them. Not of the document.
    later: Mapping[str, Value] = field(default_factory=dict)

    def setting(self, key: str) -> Any:
        """The value of a setting: int, str, tuple of str, or mapping by group. KeyError if there is none such."""
        return self.settings[key].value if key in self.settings else self.later[key]

    def strictness(self, control: str) -> Strictness:
        """How firmly a gate holds here. A control that is no gate of the policy always holds (MUST)."""
        gate = self.gates.get(str(control))
        return gate.strictness if gate else Strictness.MUST

    def clauses_of(self, control: str) -> tuple[Clause, ...]:
        """The clauses behind a control: "gate.four_eyes", "setting.second_reader", "duty.own_posts_looked_at".

        Where the policy is silent on a gate or setting, these are the fresh school's, by their FS numbers.
        """
        return tuple(self.clauses[clause] for clause in self._served_by.get(str(control), ()))

    def asks_firmly(self, instance: str) -> bool:
        """Whether the policy itself says *must* on something that is no gate ("access.appointed_to_post")."""
        own = (row for row in self.rows if row.instance == instance and row.clause.startswith(self.code))
        return self.code != FRESH and any(row.strength == "must" for row in own)

    def is_silent(self, control: str) -> bool:
        """Whether the policy itself says nothing on this gate or setting, so that the fresh school's rule holds."""
        held = self.gates.get(str(control)) or self.settings.get(str(control).removeprefix("setting."))
        return held is not None and held.source is Source.SILENT

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can judge: each bundle once, and what the school always asks by itself."""
        alone = self.setting("judgement_questions") if "judgement_questions" in self.settings else ()
        split = [
            bundle.about(each) for bundle in self.bundles for each in bundle.meanings if each.key in alone
        ]
        return (*(bundle.without(alone) for bundle in self.bundles), *split)

    def lines_of(self, moment: str, *, channels: Collection[str] | None = None) -> tuple[Line, ...]:
        """The lines of a moment ("while_drafting") in their order; with channels, as they are said there.

        A line that hands over to a setting is left out where the school has set that otherwise.
        """
        told = (
            line for line in self.lines if line.moment == moment and not self._is_overridden(line.setting)
        )
        if channels is None:
            return tuple(told)
        return tuple(said for line in told if (said := line.said_in(channels)) is not None)

    def _is_overridden(self, setting: str) -> bool:
        return setting in self.settings and self.settings[setting].source is Source.OVERRIDDEN

    def in_ten_lines(self) -> tuple[str, ...]:
        """What the policy means, in ten sentences made from its values."""
        return tuple(self.settings[key].in_words for key in self.ten_lines)

    @cached_property
    def _served_by(self) -> Mapping[str, tuple[str, ...]]:
        served: dict[str, tuple[str, ...]] = {}
        for row in self.rows:
            served[row.instance] = (*served.get(row.instance, ()), row.clause)
        served |= {f"setting.{key}": setting.clauses for key, setting in self.settings.items()}
        return MappingProxyType(served | {key: gate.clauses for key, gate in self.gates.items()})

    def to_document(self) -> dict[str, Any]:
        """The whole policy as JSON data; `from_document` makes the same policy of it.

        What has an order stands in lists of pairs, since stores of JSON may reorder keys.
        """
        return {
            "format": FORMAT,
            "code": self.code,
            "title": self.title,
            "description": self.description,
            "settings": [[key, _setting_document(setting)] for key, setting in self.settings.items()],
            "gates": [[key, _gate_document(gate)] for key, gate in self.gates.items()],
            "questions": [[question.key, question.to_document()] for question in self.bundles],
            "clauses": {clause.id: clause.words for clause in self.clauses.values()},
            "rows": [[row.clause, row.instance, row.detail, row.strength] for row in self.rows],
            "stale": [{"words": note.words, "clauses": list(note.clauses)} for note in self.stale],
            "ten_lines": list(self.ten_lines),
            # Versions from before there were lines have none, and keep their digest.
            **({"lines": [[line.key, line.to_document()] for line in self.lines]} if self.lines else {}),
        }

    @cached_property
    def canonical(self) -> bytes:
        """The document as canonical JSON: sorted keys, no spaces, UTF-8."""
        text = json.dumps(self.to_document(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical document, in hexadecimal."""
        return hashlib.sha256(self.canonical).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResolvedPolicy) and self.canonical == other.canonical

    def __hash__(self) -> int:
        return hash(self.digest)

    @classmethod
    def from_document(cls, raw: Mapping[str, Any]) -> "ResolvedPolicy":
        """Rebuild a policy from its stored document, without the library. PolicyError if it is damaged."""
        if raw.get("format") != FORMAT:
            raise PolicyError(
                "format", f"This policy is stored in format {raw.get('format')}, which is not known."
            )
        try:
            return cls(
                code=raw["code"],
                title=raw["title"],
                description=raw["description"],
                settings=MappingProxyType(dict(_settings(raw["settings"]))),
                gates=MappingProxyType(dict(_gates(raw["gates"]))),
                bundles=tuple(Question.from_document(key, each) for key, each in raw["questions"]),
                clauses=MappingProxyType({key: Clause(key, words) for key, words in raw["clauses"].items()}),
                rows=tuple(Row(*row) for row in raw["rows"]),
                stale=tuple(Stale(note["words"], tuple(note["clauses"])) for note in raw["stale"]),
                ten_lines=tuple(raw["ten_lines"]),
                lines=tuple(Line.from_document(key, each) for key, each in raw.get("lines", ())),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as damage:
            raise PolicyError("document", f"The stored policy is damaged ({damage}).") from damage


def _setting_document(setting: ResolvedSetting) -> dict[str, Any]:
    return {
        "definition": setting.definition.to_document(),
        "base": plain(setting.base),
        "base_source": str(setting.base_source),
        "clauses": list(setting.clauses),
        "said": None if setting.said is None else plain(setting.said),
        "note": setting.note,
        "otherwise": None if setting.otherwise is None else plain(setting.otherwise),
        "reason": setting.reason,
    }


def _gate_document(gate: ResolvedGate) -> dict[str, Any]:
    return {
        "definition": gate.definition.to_document(),
        "base": str(gate.base),
        "base_source": str(gate.base_source),
        "clauses": list(gate.clauses),
        "said": None if gate.said is None else str(gate.said),
        "otherwise": None if gate.otherwise is None else str(gate.otherwise),
        "reason": gate.reason,
    }


def _settings(raw: list[Any]) -> Iterator[tuple[str, ResolvedSetting]]:
    for key, each in raw:
        definition = SettingDefinition.from_document(key, each["definition"])
        read = definition.shape.read
        yield (
            key,
            ResolvedSetting(
                definition=definition,
                base=read(key, each["base"]),
                base_source=Source(each["base_source"]),
                clauses=tuple(each["clauses"]),
                said=None if each["said"] is None else read(key, each["said"]),
                note=each["note"],
                otherwise=None if each["otherwise"] is None else read(key, each["otherwise"]),
                reason=each["reason"],
            ),
        )


def _gates(raw: list[Any]) -> Iterator[tuple[str, ResolvedGate]]:
    for key, each in raw:
        read = Strictness.read
        yield (
            key,
            ResolvedGate(
                definition=GateDefinition.from_document(key, each["definition"]),
                base=read(key, each["base"]),
                base_source=Source(each["base_source"]),
                clauses=tuple(each["clauses"]),
                said=None if each["said"] is None else read(key, each["said"]),
                otherwise=None if each["otherwise"] is None else read(key, each["otherwise"]),
                reason=each["reason"],
            ),
        )

"""From a policy of the library, and a school's overrides, to the policy the school lives by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from schoolgate.rules.policy.definitions import Question, SettingDefinition, Strictness
from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.library import Clause, LibraryPolicy
from schoolgate.rules.policy.lines import Line
from schoolgate.rules.policy.resolved import ResolvedGate, ResolvedPolicy, ResolvedSetting, Source
from schoolgate.rules.policy.shapes import ByGroup, plain
from schoolgate.rules.refusals import Control, Refusal

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Override:
    """A school's own value for a setting (or strictness for a gate) instead of its policy's, and the reason."""

    value: Any
    reason: str


def resolve(policy: LibraryPolicy, overrides: Mapping[str, Override] | None = None) -> ResolvedPolicy:
    """The policy as a school would live by it: silence filled from the fresh school, floors kept, overrides on top.

    Overrides are named by setting ("minimum_age") or gate ("gate.accessible_to_all"). Raises PolicyError, naming
    the setting and the floor in plain words, for an override that is unknown, of the wrong shape, below its floor
    or without a reason.
    """
    return override(_unchanged(policy), overrides or {})


def override(policy: ResolvedPolicy, overrides: Mapping[str, Override]) -> ResolvedPolicy:
    """The same policy with some settings or gates set otherwise; it needs no library, only the policy itself."""
    settings, gates = dict(policy.settings), dict(policy.gates)
    for key, wanted in overrides.items():
        if key in gates:
            gates[key] = _overridden_gate(gates[key], wanted)
        elif key in settings:
            settings[key] = _overridden_setting(settings[key], wanted)
        else:
            raise PolicyError(key, "There is no such setting in this policy.")
    return replace(policy, settings=MappingProxyType(settings), gates=MappingProxyType(gates))


def without_overrides(policy: ResolvedPolicy) -> ResolvedPolicy:
    """The same policy as adopted, before the school set anything otherwise."""
    settings = {key: replace(each, otherwise=None, reason="") for key, each in policy.settings.items()}
    gates = {key: replace(each, otherwise=None, reason="") for key, each in policy.gates.items()}
    return replace(policy, settings=MappingProxyType(settings), gates=MappingProxyType(gates))


def overrides_of(policy: ResolvedPolicy) -> dict[str, Override]:
    """What the school set otherwise in this policy, by setting or gate."""
    held: dict[str, ResolvedSetting | ResolvedGate] = {**policy.settings, **policy.gates}
    own = {key: each for key, each in held.items() if each.otherwise is not None}
    return {key: Override(_plain_or_word(each.otherwise), each.reason) for key, each in own.items()}


def _plain_or_word(value: Any) -> Any:
    return str(value) if isinstance(value, Strictness) else plain(value)


def refusals_to_override(policy: ResolvedPolicy, overrides: Mapping[str, Override]) -> list[Refusal]:
    """Why some overrides cannot stand, each about its setting; empty if all can."""
    return [
        refusal for key, wanted in overrides.items() for refusal in _refusal_to_override(policy, key, wanted)
    ]


def _refusal_to_override(policy: ResolvedPolicy, key: str, wanted: Override) -> Iterator[Refusal]:
    try:
        override(policy, {key: wanted})
    except PolicyError as error:
        yield Refusal(
            Control.POLICY_MAY_BE_ADOPTED, error.words, "Choose another value.", about=f"setting:{key}"
        )


def _overridden_setting(setting: ResolvedSetting, wanted: Override) -> ResolvedSetting:
    definition = setting.definition
    # What was said before the setting knew a group stands; of that group the policy speaks.
    filled = _filled(definition, wanted.value, plain(setting.value)) if wanted.value else wanted.value
    value = definition.shape.read(definition.key, filled)
    if definition.floor and not definition.keeps_floor(value):
        raise PolicyError(
            definition.key, f"“{definition.title}” cannot be set to this. {definition.floor.words}"
        )
    reason = _reason(definition.key, wanted)
    return replace(setting, otherwise=value, reason=reason)


def _overridden_gate(gate: ResolvedGate, wanted: Override) -> ResolvedGate:
    definition = gate.definition
    strictness = Strictness.read(definition.key, wanted.value)
    if definition.promise or strictness.rank < definition.floor.rank:
        raise PolicyError(
            definition.key, f"“{definition.title}” cannot be set to {strictness}. {definition.floor_words}"
        )
    reason = _reason(definition.key, wanted)
    return replace(gate, otherwise=strictness, reason=reason)


def _reason(about: str, wanted: Override) -> str:
    reason = " ".join(wanted.reason.split())
    if len(reason) < SHORTEST_REASON:
        raise PolicyError(about, "Say in a sentence why your school does this otherwise.")
    return reason


def _unchanged(policy: LibraryPolicy) -> ResolvedPolicy:
    policy.check()
    definitions = policy.definitions
    settings = {key: _setting(policy, definition) for key, definition in definitions.settings.items()}
    gates = {key: _gate(policy, key) for key in definitions.gates}
    bundles = tuple(_own_question(policy, question) for question in definitions.questions)
    return ResolvedPolicy(
        code=policy.code,
        title=policy.title,
        description=policy.description,
        settings=MappingProxyType(settings),
        gates=MappingProxyType(gates),
        bundles=bundles,
        clauses=MappingProxyType(_clauses(policy)),
        rows=policy.rows,
        stale=policy.stale,
        ten_lines=definitions.ten_lines,
        lines=tuple(_lines(policy)),
    )


def _setting(policy: LibraryPolicy, definition: SettingDefinition) -> ResolvedSetting:
    own = policy.statements.get(definition.key)
    fresh = (policy.fresh or policy).statements.get(definition.key)
    if fresh is None:
        raise PolicyError(definition.key, "The fresh school gives no value.")
    if own is None or own.raw is None:
        value = definition.shape.read(definition.key, fresh.raw)
        clauses = (*(own.clauses if own else ()), *fresh.clauses)
        return ResolvedSetting(definition, value, Source.SILENT, clauses, note=own.note if own else "")
    said = definition.shape.read(definition.key, _filled(definition, own.raw, fresh.raw))
    value = definition.lift(said)
    source = Source.POLICY if definition.keeps_floor(said) else Source.LIFTED
    return ResolvedSetting(definition, value, source, own.clauses, said=said, note=own.note)


def _filled(definition: SettingDefinition, own: Any, fresh: Any) -> Any:
    """A policy may speak of some groups only; the fresh school speaks for the others."""
    return {**fresh, **own} if isinstance(definition.shape, ByGroup) else own


def _gate(policy: LibraryPolicy, key: str) -> ResolvedGate:
    definition = policy.definitions.gates[key]
    fresh = policy.fresh or policy
    said, own = policy.strictness_of(key), policy.clauses_on(key)
    if definition.promise:
        return ResolvedGate(definition, Strictness.MUST, Source.POLICY, ())
    if said is None:
        held = fresh.strictness_of(key)
        if held is None:
            raise PolicyError(key, "The fresh school does not say how firmly this gate holds.")
        return ResolvedGate(definition, definition.lift(held), Source.SILENT, (*own, *fresh.clauses_on(key)))
    strictness = definition.lift(said)
    source = Source.POLICY if strictness is said else Source.LIFTED
    return ResolvedGate(definition, strictness, source, own or fresh.clauses_on(key), said=said)


def _own_question(policy: LibraryPolicy, question: Question) -> Question:
    """The question with the clauses of this policy behind its meanings; the fresh school's where it has none."""
    fresh = (policy.fresh or policy).catalogue
    meanings = []
    for meaning in question.meanings:
        own = tuple(clause for clause in meaning.clauses if clause in policy.catalogue)
        fallback = tuple(clause for clause in meaning.clauses if clause in fresh)
        meanings.append(replace(meaning, clauses=own or fallback))
    return replace(question, meanings=tuple(meanings))


def _lines(policy: LibraryPolicy) -> Iterator[Line]:
    """The lines that the policy's own clauses ask for; of a moment of which it says nothing, the fresh school's."""
    fresh = policy.fresh or policy
    moments = dict.fromkeys(line.moment for line in policy.definitions.lines)
    spoken_of = {moment: policy if policy.clauses_on(f"moment.{moment}") else fresh for moment in moments}
    for line in policy.definitions.lines:
        asked = line.asked_by(spoken_of[line.moment].clauses_on(f"moment.{line.moment}"))
        if asked is not None:
            yield asked


def _clauses(policy: LibraryPolicy) -> dict[str, Clause]:
    entries = {**(policy.fresh.catalogue if policy.fresh else {}), **policy.catalogue}
    return {key: Clause(key, entry.words) for key, entry in entries.items()}

"""Reads the forms of the library: what can be asked for (`library/requests/`), what is written down (`registers/`).

A form stands in one file for all policies. Which of its questions a school is asked depends on the policy it lives
by: those behind which one of its clauses stands, those that are `always` asked, and those its settings call for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schoolgate.policies.loading import HERE
from schoolgate.rules.forms import Form, FormError, Question
from schoolgate.rules.forms.registers import Register
from schoolgate.rules.policy import ResolvedPolicy, Source

ONLY_HERE = (
    "always",
    "if_setting",
    "not_if_setting",
    "least_from",
    "choices_of_setting",
    "choices_of_register",
    "if_said",
)


@dataclass(frozen=True)
class LibraryForm:
    """A form of the library before a policy has had its say. `tuning` holds what of each question depends on one;
    `offered_if`, the settings with which it is offered though no clause asks for it, and without which it is not where
    the school chose otherwise itself; `known_as`, by the code of a policy, under which name
    that policy prints the form."""

    form: Form
    is_always_offered: bool
    tuning: Mapping[str, Mapping[str, Any]]
    known_as: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    offered_if: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def under(self, policy: ResolvedPolicy) -> Form | None:
        """The form that a school with this policy fills in, or None where its policy knows no such request."""
        rows = [(row.clause, row.instance) for row in policy.rows]
        if not self._is_offered(policy):
            return None
        always = {key for key, each in self.tuning.items() if _is_always_asked(each, policy)}
        never = {key for key, each in self.tuning.items() if _is_set(policy, each.get("not_if_setting"))}
        asked = self.form.for_rows(rows, always=always)
        questions = (one for one in asked.questions if one.key not in never)
        return replace(asked, questions=tuple(self._tuned(one, policy) for one in questions))

    def _is_offered(self, policy: ResolvedPolicy) -> bool:
        if self.is_always_offered or _is_set(policy, self.offered_if):
            return True
        chosen = (policy.settings[key].source is Source.OVERRIDDEN for key in self.offered_if)
        return not any(chosen) and any(row.instance == self.form.control for row in policy.rows)

    def _tuned(self, one: Question, policy: ResolvedPolicy) -> Question:
        told = self.tuning.get(one.key, {})
        if "least_from" in told:
            number = int(policy.setting(told["least_from"]["setting"])) - told["least_from"].get("less", 0)
            one = replace(one, least=max(number, 0), required=number > 0)
        if "choices_of_setting" in told:
            setting = told["choices_of_setting"]
            clauses = (*one.clauses, *(each for each in said_by(policy, setting) if each not in one.clauses))
            one = replace(one, choices=_choices(policy, setting), clauses=clauses)
        return one


def _is_always_asked(told: Mapping[str, Any], policy: ResolvedPolicy) -> bool:
    if told.get("always"):
        return True
    if told.get("if_said") and said_by(policy, told["if_said"]):
        return True
    return _is_set(policy, told.get("if_setting"))


def _is_set(policy: ResolvedPolicy, wanted: Mapping[str, Any] | None) -> bool:
    """Whether all these settings are so; never where none are named."""
    return bool(wanted) and all(policy.setting(key) == value for key, value in (wanted or {}).items())


def said_by(policy: ResolvedPolicy, setting: str) -> tuple[str, ...]:
    """The policy's own clauses that give a setting its value; none where the fresh school's fills its silence."""
    return tuple(one for one in policy.settings[setting].clauses if one.startswith(f"{policy.code}-"))


def _choices(policy: ResolvedPolicy, setting: str) -> Mapping[str, str]:
    """What the school chose of a setting's list, in words."""
    words = dict(policy.settings[setting].definition.shape.choices)  # type: ignore[attr-defined]  # a list has them
    return MappingProxyType({key: words[key] for key in policy.setting(setting)})


@cache
def request_forms() -> Mapping[str, LibraryForm]:
    """What can be asked for, by key ("account_application"). FormError names the file that cannot stand."""
    return MappingProxyType({path.stem: _read(path) for path in sorted((HERE / "requests").glob("*.toml"))})


def known_as(policy: ResolvedPolicy, key: str) -> str:
    """Under which name the policy itself prints this form ("Appendix A"); "" where it has no such page."""
    form = request_forms().get(key)
    return form.known_as.get(policy.code, "") if form else ""


def forms_under(policy: ResolvedPolicy) -> dict[str, Form]:
    """Every form that a school with this policy offers, by key."""
    found = {key: each.under(policy) for key, each in request_forms().items()}
    return {key: form for key, form in found.items() if form is not None}


@cache
def settings_of_forms() -> frozenset[str]:
    """The settings by which a form says who asks, who decides, what is asked and what can be chosen."""
    found: set[str] = set()
    for each in request_forms().values():
        found |= {each.form.open_to_setting, *(step.setting for step in each.form.steps), *each.offered_if}
        for told in each.tuning.values():
            found |= {told.get("choices_of_setting", ""), *told.get("if_setting", {})}
            found |= set(told.get("not_if_setting", ()))
            found |= {told.get("least_from", {}).get("setting", "")}
    return frozenset(found - {""})


def _read(path: Path) -> LibraryForm:
    with path.open("rb") as file:
        raw = tomllib.load(file)
    offered, known_as, offered_if = raw.pop("offered"), raw.pop("known_as", {}), raw.pop("offered_if", {})
    tuning = {}
    for each in raw["questions"]:
        tuning[each["key"]] = {name: each.pop(name) for name in ONLY_HERE if name in each}
        if "choices_of_setting" in tuning[each["key"]]:
            each["choices"] = {"yes": "yes", "no": "no"}  # until a policy says which
        if register := tuning[each["key"]].get("choices_of_register"):
            each["choices"] = _choices_of_register(*register.split("."))
    try:
        form = Form.from_document({**raw, "key": path.stem})
    except FormError as wrong:
        raise FormError(f"{path.name}: {wrong.words}") from wrong
    return LibraryForm(
        form,
        offered == "always",
        MappingProxyType(tuning),
        MappingProxyType(known_as),
        MappingProxyType(offered_if),
    )


def _choices_of_register(key: str, asked: str) -> Mapping[str, str]:
    """What a question of a register offers, so that it is said in one place."""
    question = register_forms()[key].form.question(asked)
    return dict(question.choices) if question else {}


@cache
def register_forms() -> Mapping[str, Register]:
    """What can be written down, by key ("companion_policies")."""
    found = {}
    for path in sorted((HERE / "registers").glob("*.toml")):
        with path.open("rb") as file:
            found[path.stem] = Register.from_document({**tomllib.load(file), "key": path.stem})
    return MappingProxyType(found)


def registers_under(policy: ResolvedPolicy) -> dict[str, Register]:
    """Every register of the library, those first that this policy asks for."""
    asked = {row.instance for row in policy.rows}
    return dict(sorted(register_forms().items(), key=lambda item: item[1].control not in asked))

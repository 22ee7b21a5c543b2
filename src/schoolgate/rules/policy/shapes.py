"""The shapes a setting's value can have: what may be written there, and how it is said to people.

A value is plain data (a whole number, a word, a tuple of words, words by group), so that it can be stored as
JSON. `read` takes what stands in a file or a form and gives the value, or says what is wrong with it;
`in_words` says a value to people.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from schoolgate.rules.policy.errors import PolicyError

Value = int | str | tuple[str, ...] | Mapping[str, Any]


class Shape(Protocol):
    """What every shape can do."""

    @property
    def kind(self) -> str: ...

    def read(self, about: str, raw: Any) -> Value: ...

    def in_words(self, value: Value) -> str: ...

    def to_document(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of `unit` ("school hour"), from `lowest` to `highest`."""

    unit: str
    lowest: int
    highest: int
    kind: str = "number"

    def read(self, about: str, raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.lowest <= raw <= self.highest:
            raise PolicyError(about, f"Give a whole number from {self.lowest} to {self.highest}.")
        return raw

    def in_words(self, value: Any) -> str:
        return f"{value} {self.unit}" if value == 1 else f"{value} {self.unit}s"

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "unit": self.unit, "lowest": self.lowest, "highest": self.highest}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the `choices` (key to words), the strictest first."""

    choices: Mapping[str, str]
    kind: str = "choice"

    def read(self, about: str, raw: Any) -> str:
        return one_of(self.choices, about, raw)

    def in_words(self, value: Any) -> str:
        return self.choices[value]

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "choices": pairs(self.choices)}


@dataclass(frozen=True, slots=True)
class Several:
    """Some of the `choices`, in the order given, each once, at least `least` of them."""

    choices: Mapping[str, str]
    least: int = 0
    kind: str = "list"

    def read(self, about: str, raw: Any) -> tuple[str, ...]:
        chosen = each_once(about, raw)
        for key in chosen:
            one_of(self.choices, about, key)
        if len(chosen) < self.least:
            raise PolicyError(about, f"Choose at least {self.least}.")
        return chosen

    def in_words(self, value: Any) -> str:
        return ", ".join(self.choices[key] for key in value) or "none"

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "choices": pairs(self.choices), "least": self.least}


@dataclass(frozen=True, slots=True)
class ByGroup:
    """For each of the `groups` (key to words) a value of shape `each`."""

    groups: Mapping[str, str]
    each: Choice | Several
    kind: str = "by_group"

    def read(self, about: str, raw: Any) -> Mapping[str, Any]:
        given = self.read_some(about, raw)
        for group in self.groups:
            if group not in given:
                raise PolicyError(about, f"Say what holds for {self.groups[group]}.")
        return MappingProxyType({group: given[group] for group in self.groups})

    def read_some(self, about: str, raw: Any) -> dict[str, Any]:
        """Read the groups given; a policy may speak of some groups only."""
        if not isinstance(raw, Mapping):
            raise PolicyError(about, "Say what holds for each group.")
        for group in raw:
            one_of(self.groups, about, group)
        return {group: self.each.read(about, value) for group, value in raw.items()}

    def in_words(self, value: Any) -> str:
        return "; ".join(f"{self.groups[group]}: {self.each.in_words(value[group])}" for group in value)

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "groups": pairs(self.groups), "each": self.each.to_document()}


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words or short phrases of the school's own, each once; "long word = plain word" is allowed."""

    longest: int = 60
    most: int = 500
    kind: str = "words"

    def read(self, about: str, raw: Any) -> tuple[str, ...]:
        lines = tuple(" ".join(line.split()) for line in each_once(about, raw))
        if len(lines) > self.most or any(not 0 < len(line) <= self.longest for line in lines):
            raise PolicyError(about, f"Give at most {self.most} entries of 1 to {self.longest} letters each.")
        return each_once(about, lines)

    def in_words(self, value: Any) -> str:
        return ", ".join(value) or "none"

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "longest": self.longest, "most": self.most}


CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of day from which until which something holds, as "18:00-07:30"; it may run over midnight."""

    kind: str = "hours"

    def read(self, about: str, raw: Any) -> str:
        if not isinstance(raw, str) or not re.fullmatch(f"{CLOCK}-{CLOCK}", raw):
            raise PolicyError(about, "Give two times, for example 18:00-07:30.")
        return raw

    def in_words(self, value: Any) -> str:
        return str(value).replace("-", " to ")

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind}


def one_of(choices: Mapping[str, str], about: str, raw: Any) -> str:
    """The choice `raw`, or an error that lists the choices."""
    if not isinstance(raw, str) or raw not in choices:
        raise PolicyError(about, f"“{raw}” is not a choice here. Choose from: {', '.join(choices)}.")
    return raw


def each_once(about: str, raw: Any) -> tuple[str, ...]:
    """A list of words without repeats, as a tuple."""
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) for item in raw):
        raise PolicyError(about, "Give a list of words.")
    if len(set(raw)) != len(raw):
        raise PolicyError(about, "Something stands in the list twice.")
    return tuple(raw)


def shape_from_document(about: str, raw: Mapping[str, Any]) -> Shape:
    """The shape that `to_document` of a shape, or a definition in the library, describes."""
    match raw.get("kind"):
        case "number":
            return Number(raw["unit"], raw["lowest"], raw["highest"])
        case "choice":
            return Choice(MappingProxyType(dict(raw["choices"])))
        case "list":
            return Several(MappingProxyType(dict(raw["choices"])), raw.get("least", 0))
        case "by_group":
            return ByGroup(MappingProxyType(dict(raw["groups"])), _each(about, raw["each"]))
        case "words":
            return Words(raw.get("longest", 60), raw.get("most", 500))
        case "hours":
            return Hours()
    raise PolicyError(about, f"“{raw.get('kind')}” is not a kind of setting.")


def _each(about: str, raw: Mapping[str, Any]) -> Choice | Several:
    shape = shape_from_document(about, raw)
    if not isinstance(shape, Choice | Several):
        raise PolicyError(about, "A group holds one choice or a list of choices.")
    return shape


def pairs(mapping: Mapping[str, Any]) -> list[list[Any]]:
    """A mapping as JSON pairs, because JSON stores need not keep the order of keys."""
    return [[key, value] for key, value in mapping.items()]


def plain(value: Value) -> Any:
    """A value as JSON and forms know it: lists for tuples, dictionaries for groups."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return list(value) if isinstance(value, tuple) else value

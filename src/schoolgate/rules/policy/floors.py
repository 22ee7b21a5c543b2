"""Floors: where law, or a promise of the program, is firmer than any policy.

A floor `keeps` a value or not. A library policy whose own words stand below the floor is lifted to it, and
says so; a school's override below it is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.shapes import Value


class Bound(Protocol):
    """One way of being firm."""

    @property
    def kind(self) -> str: ...

    def keeps(self, value: Any) -> bool: ...

    def lift(self, value: Any) -> Any: ...

    def to_document(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number not below `number`."""

    number: int
    kind: str = "at_least"

    def keeps(self, value: int) -> bool:
        return value >= self.number

    def lift(self, value: int) -> int:
        return max(value, self.number)

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "number": self.number}


@dataclass(frozen=True, slots=True)
class AtMost:
    """A number not above `number`."""

    number: int
    kind: str = "at_most"

    def keeps(self, value: int) -> bool:
        return value <= self.number

    def lift(self, value: int) -> int:
        return min(value, self.number)

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "number": self.number}


@dataclass(frozen=True, slots=True)
class Among:
    """One of `allowed`; anything else is lifted to the first of them."""

    allowed: tuple[str, ...]
    kind: str = "among"

    def keeps(self, value: str) -> bool:
        return value in self.allowed

    def lift(self, value: str) -> str:
        return value if self.keeps(value) else self.allowed[0]

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "allowed": list(self.allowed)}


@dataclass(frozen=True, slots=True)
class Holds:
    """A list that holds all of `these` and none of `never`."""

    these: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    kind: str = "holds"

    def keeps(self, value: tuple[str, ...]) -> bool:
        return set(self.these) <= set(value) and not set(self.never) & set(value)

    def lift(self, value: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(item for item in value if item not in self.never)
        return kept + tuple(item for item in self.these if item not in kept)

    def to_document(self) -> dict[str, Any]:
        return {"kind": self.kind, "these": list(self.these), "never": list(self.never)}


@dataclass(frozen=True, slots=True)
class ForGroups:
    """Bounds for some of the groups of a value."""

    groups: Mapping[str, "Among | Holds"]
    kind: str = "for_groups"

    def keeps(self, value: Mapping[str, Any]) -> bool:
        return all(bound.keeps(value[group]) for group, bound in self.groups.items())

    def lift(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        lifted = {group: bound.lift(value[group]) for group, bound in self.groups.items()}
        return MappingProxyType({**value, **lifted})

    def to_document(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "groups": {group: bound.to_document() for group, bound in self.groups.items()},
        }


@dataclass(frozen=True, slots=True)
class Floor:
    """A bound and, in `words`, why no policy may go below it."""

    bound: Bound
    words: str

    def keeps(self, value: Value) -> bool:
        return self.bound.keeps(value)

    def lift(self, value: Value) -> Value:
        """The value itself where the floor keeps it, else the nearest that it keeps."""
        lifted: Value = self.bound.lift(value)
        return lifted

    def to_document(self) -> dict[str, Any]:
        return {**self.bound.to_document(), "words": self.words}


def floor_from_document(about: str, raw: Mapping[str, Any] | None) -> Floor | None:
    """The floor described in a definition, or none."""
    return Floor(_bound(about, raw), raw["words"]) if raw else None


def _bound(about: str, raw: Mapping[str, Any]) -> Bound:
    match raw.get("kind"):
        case "at_least":
            return AtLeast(raw["number"])
        case "at_most":
            return AtMost(raw["number"])
        case "for_groups":
            return ForGroups(
                MappingProxyType({group: _for_words(about, bound) for group, bound in raw["groups"].items()})
            )
    return _for_words(about, raw)


def _for_words(about: str, raw: Mapping[str, Any]) -> Among | Holds:
    match raw.get("kind"):
        case "among":
            return Among(tuple(raw["allowed"]))
        case "holds":
            return Holds(tuple(raw.get("these", ())), tuple(raw.get("never", ())))
    raise PolicyError(about, f"“{raw.get('kind')}” is not a kind of floor.")

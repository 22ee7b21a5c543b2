"""One question of a form, as data: what is asked, in which kind of answer, and when it is asked at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Kind(StrEnum):
    """What an answer is. In JSON a text; but numbers, a person (an id), several (a list), pairs (lists of two)."""

    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    DAY = "day"
    ADDRESS = "address"
    YES_NO = "yes_no"
    PERSON = "person"
    PEOPLE = "people"
    SCHOOL_EMAIL = "school_email"
    PAIRS = "pairs"


KIND_WORDS: dict[Kind, str] = {
    Kind.LINE: "one line",
    Kind.WORDS: "some words",
    Kind.CHOICE: "one of a list",
    Kind.SEVERAL: "several of a list",
    Kind.NUMBER: "a number",
    Kind.DAY: "a day",
    Kind.ADDRESS: "web addresses, one on each line",
    Kind.YES_NO: "yes or no",
    Kind.PERSON: "one person of the school",
    Kind.PEOPLE: "several people of the school",
    Kind.SCHOOL_EMAIL: "an e-mail address of the school",
    Kind.PAIRS: "two things side by side, a pair on each line",
}


@dataclass(frozen=True, slots=True)
class When:
    """Asked only if another question has one of these answers."""

    question: str
    is_one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `clauses` are what it serves; `least` and `most` bound people, numbers and characters.

    `follows` names a day that this one may not come before ("today" is a day too); `differs` names questions about
    people whose answer nobody may stand in as well; `gate` is the control that refuses where no answer is given;
    `holds` are posts of which whoever is named holds one.
    """

    key: str
    asks: str
    kind: Kind
    part: str = ""
    help: str = ""
    required: bool = True
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    when: When | None = None
    least: int = 0
    most: int = 0
    follows: str = ""
    differs: tuple[str, ...] = ()
    staff_only: bool = False
    gate: str = ""
    holds: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """Characters that an answer in words may have."""
        if self.kind is Kind.LINE:
            return self.most or 200
        return self.most or 4000

    def to_document(self) -> dict[str, Any]:
        """As JSON data, without what says nothing."""
        found: dict[str, Any] = {"key": self.key, "asks": self.asks, "kind": str(self.kind)}
        for name in ("part", "help", "least", "most", "follows", "staff_only", "gate"):
            if value := getattr(self, name):
                found[name] = value
        if not self.required:
            found["required"] = False
        if self.choices:
            found["choices"] = [[key, words] for key, words in self.choices.items()]
        if self.when:
            found["when"] = {"question": self.when.question, "is_one_of": list(self.when.is_one_of)}
        for name in ("differs", "holds", "clauses"):
            if getattr(self, name):
                found[name] = list(getattr(self, name))
        return found

    @classmethod
    def from_document(cls, raw: Mapping[str, Any]) -> "Question":
        """From JSON or TOML; choices as pairs or as a table. KeyError, TypeError or ValueError if it is none."""
        unknown = set(raw) - set(cls.__slots__)
        if unknown:
            raise ValueError(f"a question has no {', '.join(sorted(unknown))}")
        given = dict(raw)
        choices = given.get("choices", {})
        given["choices"] = MappingProxyType(dict(choices))
        given["kind"] = Kind(given["kind"])
        if "when" in given:
            given["when"] = When(given["when"]["question"], tuple(given["when"]["is_one_of"]))
        for name in ("differs", "holds", "clauses"):
            given[name] = tuple(given.get(name, ()))
        return cls(**given)

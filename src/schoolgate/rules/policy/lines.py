"""Lines of words that a policy wants said at a moment: beside a draft, on a person's own page, before a signature.

A line is made of parts, and each part stands for the clauses that ask for it: a policy is shown the parts of its own
clauses only. The same sentence of several policies is one line.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from schoolgate.rules.policy.errors import PolicyError


class LineKind(StrEnum):
    """How a line is meant. A rule is also a ground that a case can cite; the others never are."""

    RULE = "rule"
    ADVICE = "advice"
    MAY = "may"


_STRICTEST_FIRST = (LineKind.RULE, LineKind.ADVICE, LineKind.MAY)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: its words, the clauses that ask for it, how it is meant, and in which channels it is said.

    No channels means: everywhere.
    """

    words: str
    clauses: tuple[str, ...]
    kind: LineKind
    channels: tuple[str, ...] = ()

    def is_said_in(self, channels: Collection[str]) -> bool:
        """Whether it is said where one of these is used; without any, only what is said everywhere."""
        return not self.channels or bool(set(self.channels) & set(channels))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a moment ("while_drafting"), to an audience ("authors").

    `says` holds "{parts}", where the parts stand joined as in a sentence; without it the parts are sentences of
    their own. `setting` names the setting that speaks instead of the line where a school has set it otherwise.
    """

    key: str
    moment: str
    audience: str
    says: str
    parts: tuple[Part, ...]
    setting: str = ""

    @classmethod
    def from_document(cls, key: str, raw: Mapping[str, Any]) -> "Line":
        """Read one table of a file of lines, or of an adopted policy. PolicyError for a kind that there is not."""
        return cls(
            key=key,
            moment=raw["moment"],
            audience=raw["audience"],
            says=raw.get("says", ""),
            parts=tuple(_part(key, each, raw.get("kind", "")) for each in raw["parts"]),
            setting=raw.get("setting", ""),
        )

    def to_document(self) -> dict[str, Any]:
        return {
            "moment": self.moment,
            "audience": self.audience,
            "says": self.says,
            "setting": self.setting,
            "parts": [
                {
                    "words": part.words,
                    "clauses": list(part.clauses),
                    "kind": str(part.kind),
                    "channels": list(part.channels),
                }
                for part in self.parts
            ],
        }

    @property
    def kind(self) -> LineKind:
        """As its strictest part: a line with one rule in it is a rule."""
        kinds = {part.kind for part in self.parts}
        return next(kind for kind in _STRICTEST_FIRST if kind in kinds)

    @property
    def words(self) -> str:
        """What is read."""
        said = [part.words for part in self.parts]
        if not self.says:
            return " ".join(said)
        return self.says.format(parts=_joined(said))

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that asks for it."""
        return tuple(clause for part in self.parts for clause in part.clauses)

    @property
    def digest(self) -> str:
        """SHA-256 of what is read and how it is meant: whoever signed a line need not sign it again unchanged."""
        read = json.dumps([self.moment, self.key, str(self.kind), self.words], ensure_ascii=False)
        return hashlib.sha256(read.encode()).hexdigest()

    def asked_by(self, clauses: Collection[str]) -> "Line | None":
        """The line with only the parts that these clauses ask for; None where they ask for none of it."""
        kept = tuple(
            replace(part, clauses=mine)
            for part in self.parts
            if (mine := tuple(clause for clause in part.clauses if clause in clauses))
        )
        return replace(self, parts=kept) if kept else None

    def said_in(self, channels: Collection[str]) -> "Line | None":
        """The line as it is said where these channels are used; None where nothing of it is."""
        kept = tuple(part for part in self.parts if part.is_said_in(channels))
        return replace(self, parts=kept) if kept else None


def changed_lines(before: Iterable[Line], now: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that read otherwise than before, or are new: all that is put before somebody who signed already."""
    known = {line.digest for line in before}
    return tuple(line for line in now if line.digest not in known)


def _part(key: str, raw: Mapping[str, Any], kind: str) -> Part:
    said = raw.get("kind", kind)
    if said not in set(LineKind):
        raise PolicyError(key, f"“{said}” is not rule, advice or may.")
    return Part(raw["words"], tuple(raw["clauses"]), LineKind(said), tuple(raw.get("channels", ())))


def _joined(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last

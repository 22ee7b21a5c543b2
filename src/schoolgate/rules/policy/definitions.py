"""What a policy can speak about: settings, gates, and the questions that only a person can answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.floors import Floor, floor_from_document
from schoolgate.rules.policy.shapes import Shape, Value, shape_from_document


class Strictness(StrEnum):
    """How a gate holds: it stops, it warns and asks for a reason, or it is silent."""

    MUST = "must"
    WARN = "warn"
    OFF = "off"

    @property
    def rank(self) -> int:
        """How firm: off 0, warn 1, must 2."""
        return (Strictness.OFF, Strictness.WARN, Strictness.MUST).index(self)

    @classmethod
    def read(cls, about: str, raw: Any) -> "Strictness":
        if raw not in set(cls):
            raise PolicyError(about, "Choose must, warn or off.")
        return cls(raw)


@dataclass(frozen=True, slots=True)
class SettingDefinition:
    """One thing a policy can set.

    `sentence` says to people what it does, `says` how its value reads as a sentence ("{value}" stands for the
    value), `serves` which controls use it, `floor` what it can never go below, and `added` that the program
    needs it beyond what the five policies speak of.
    """

    key: str
    area: str
    title: str
    sentence: str
    says: str
    shape: Shape
    floor: Floor | None = None
    serves: tuple[str, ...] = ()
    added: bool = False

    @classmethod
    def from_document(cls, key: str, raw: Mapping[str, Any]) -> "SettingDefinition":
        """Read one table of a settings file, or of an adopted policy."""
        return cls(
            key=key,
            area=raw["area"],
            title=raw["title"],
            sentence=raw["sentence"],
            says=raw.get("says", "{value}"),
            shape=shape_from_document(key, raw["shape"]),
            floor=floor_from_document(key, raw.get("floor")),
            serves=tuple(raw.get("serves", ())),
            added=raw.get("added", False),
        )

    def to_document(self) -> dict[str, Any]:
        return {
            "area": self.area,
            "title": self.title,
            "sentence": self.sentence,
            "says": self.says,
            "shape": self.shape.to_document(),
            "floor": self.floor.to_document() if self.floor else None,
            "serves": list(self.serves),
            "added": self.added,
        }

    def in_words(self, value: Value) -> str:
        """The value as one sentence for people."""
        return self.says.format(value=self.shape.in_words(value))

    def lift(self, value: Value) -> Value:
        return self.floor.lift(value) if self.floor else value

    def keeps_floor(self, value: Value) -> bool:
        return self.floor is None or self.floor.keeps(value)


@dataclass(frozen=True, slots=True)
class GateDefinition:
    """One gate as people read of it: what it does, what it stops, and how loose it may ever be set.

    `promise` marks the program's own promises, which belong to no policy and are never set.
    """

    key: str
    title: str
    sentence: str
    stops: str
    floor: Strictness = Strictness.OFF
    floor_words: str = ""
    promise: bool = False

    @classmethod
    def from_document(cls, key: str, raw: Mapping[str, Any]) -> "GateDefinition":
        """Read one table of the gates file, or of an adopted policy."""
        return cls(
            key=key,
            title=raw["title"],
            sentence=raw["sentence"],
            stops=raw["stops"],
            floor=Strictness.read(key, raw.get("floor", "off")),
            floor_words=raw.get("floor_words", ""),
            promise=raw.get("promise", False),
        )

    def to_document(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "sentence": self.sentence,
            "stops": self.stops,
            "floor": str(self.floor),
            "floor_words": self.floor_words,
            "promise": self.promise,
        }

    def lift(self, strictness: Strictness) -> Strictness:
        return max(strictness, self.floor, key=lambda each: each.rank)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a judgement question asks about.

    `words` are its part of the bundled question, `alone` is the question when a machine's suspicion takes it
    out of the bundle ("{word}" stands for what the machine found), `by_itself` where a school always asks it
    alone, `clauses` stand behind it.
    """

    key: str
    words: str
    alone: str
    clauses: tuple[str, ...]
    by_itself: str = ""

    @classmethod
    def from_document(cls, key: str, raw: Mapping[str, Any]) -> "Meaning":
        return cls(key, raw["words"], raw["alone"], tuple(raw["clauses"]), raw.get("by_itself", ""))

    def to_document(self) -> dict[str, Any]:
        clauses = list(self.clauses)
        return {"words": self.words, "alone": self.alone, "clauses": clauses, "by_itself": self.by_itself}


@dataclass(frozen=True, slots=True)
class Question:
    """A judgement that only a person can make, asked once for all its meanings.

    `fine` is the answer ("no" or "yes") that needs no more words; the other asks why it is right all the same.
    `pictures_only` questions are asked where something is shown or linked.
    """

    key: str
    words: str
    fine: str
    pictures_only: bool
    meanings: tuple[Meaning, ...]

    @classmethod
    def from_document(cls, key: str, raw: Mapping[str, Any]) -> "Question":
        meanings = tuple(Meaning.from_document(name, each) for name, each in dict(raw["meanings"]).items())
        return cls(key, raw["words"], raw["fine"], raw.get("pictures_only", False), meanings)

    def to_document(self) -> dict[str, Any]:
        return {
            "words": self.words,
            "fine": self.fine,
            "pictures_only": self.pictures_only,
            "meanings": [[meaning.key, meaning.to_document()] for meaning in self.meanings],
        }

    def without(self, meanings: Collection[str]) -> "Question":
        """The same question but for these meanings."""
        return replace(
            self, meanings=tuple(meaning for meaning in self.meanings if meaning.key not in meanings)
        )

    def about(self, meaning: Meaning) -> "Question":
        """One meaning of it, asked by itself."""
        words = meaning.by_itself or self.words
        return replace(self, key=meaning.key, words=words, meanings=(meaning,))

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause behind the question."""
        return tuple(clause for meaning in self.meanings for clause in meaning.clauses)

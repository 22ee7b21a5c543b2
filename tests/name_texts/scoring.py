"""How many of the named pupils are found, and how many of the found are named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Score:
    """Counts of pupils: found and named, named but missed, found but not named."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def add(self, found: frozenset[int], names: frozenset[int], may_names: frozenset[int]) -> bool:
        """Count one text. `may_names` count neither way. True if nothing was wrong."""
        missed, false = names - found, found - names - may_names
        self.right += len(found & names)
        self.missed += len(missed)
        self.false += len(false)
        return not missed and not false

    @property
    def recall(self) -> float:
        return self.right / ((self.right + self.missed) or 1)

    @property
    def precision(self) -> float:
        return self.right / ((self.right + self.false) or 1)


@dataclass
class ScoreByCase:
    """The whole and each kind of difficulty, with the texts that went wrong."""

    whole: Score = field(default_factory=Score)
    cases: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    wrong: list[str] = field(default_factory=list)

    def add(
        self, case: str, text: str, found: Iterable[int], names: frozenset[int], may: frozenset[int]
    ) -> None:
        pupils = frozenset(found)
        self.cases[case].add(pupils, names, may)
        if not self.whole.add(pupils, names, may):
            missed, false = sorted(names - pupils), sorted(pupils - names - may)
            self.wrong.append(f"{case}: {text!r} missed {missed} false {false}")

    def table(self) -> str:
        """A line for each kind, for people to read."""
        lines = [f"{'kind':24} {'named':>6} {'recall':>7} {'precision':>9}"]
        for name, score in [*sorted(self.cases.items()), ("all", self.whole)]:
            named = score.right + score.missed
            lines.append(f"{name:24} {named:6} {score.recall:7.3f} {score.precision:9.3f}")
        return "\n".join(lines)

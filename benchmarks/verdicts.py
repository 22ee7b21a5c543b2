"""What a goal asks, the figure beside it, and the verdict."""

import sys
from dataclasses import dataclass, field

from benchmarks.ground import ENGINE, SET, step_off
from benchmarks.measuring import Run

MET, NOT_MET = 0, 3


@dataclass
class Goal:
    """One goal of the list; every claim has to hold, be measured, and come from a run that is not void."""

    number: int
    words: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    is_met: bool = True

    def claim(self, what: str, figure: object, at_most: float, value: float, run: Run | None = None) -> None:
        """`value` is to be at most `at_most`; `figure` is how it is printed."""
        self._judge(value <= at_most, f"{what}: {figure} (goal: at most {at_most:g})", run)

    def claim_at_least(
        self, what: str, figure: object, at_least: float, value: float, run: Run | None = None
    ) -> None:
        """The same the other way round."""
        self._judge(value >= at_least, f"{what}: {figure} (goal: at least {at_least:g})", run)

    def _judge(self, holds: bool, words: str, run: Run | None) -> None:
        void = run is not None and run.is_void
        self.is_met = self.is_met and holds and not void
        self.lines.append(("void" if void else "met" if holds else "NOT MET", words))

    def not_measured(self, what: str) -> None:
        """Named in the goal, but not measured here; so the goal is not wholly met."""
        self.is_met = False
        self.lines.append(("not measured", what))

    def note(self, words: str) -> None:
        self.lines.append(("", words))

    def end(self) -> None:
        """Print it all, and end the process with the verdict."""
        print(f"goal {self.number}, set {SET}, {ENGINE}: {self.words}")
        for verdict, words in self.lines:
            print(f"  {verdict:<13}{words}")
        print(f"  goal {self.number}: {'met' if self.is_met else 'NOT FULLY MET'}", flush=True)
        step_off()
        sys.exit(MET if self.is_met else NOT_MET)

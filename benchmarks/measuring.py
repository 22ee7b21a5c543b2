"""Arms side by side in one run, their ratio with its range, and whether the run can be believed."""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import engines

ROUNDS = 61
FEWEST_ROUNDS = 15
SAME_AT_LEAST, SAME_AT_MOST = 0.9, 1.1
SOFT_ABOVE = 0.05
# One timing of something short repeats it, so that it lasts about this long.
SECONDS_A_TIMING, MOST_REPEATS = 0.01, 25
TICK = os.sysconf("SC_CLK_TCK")


class Took(NamedTuple):
    """Seconds by the clock on the wall, and of this process's processor alone."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Arm:
    """Something that is timed. `before` is not: it gives what one go needs (a request, a fresh row).

    `repeats`: it may be done several times in one timing. A peer in a process of its own answers `asks` itself.
    """

    does: Callable[[Any], Any] = lambda _: None
    before: Callable[[], Any] = lambda: None
    repeats: bool = True
    asks: Callable[[], Took] | None = None

    def took(self, times: int = 1) -> Took:
        """What one go takes, on average over so many."""
        if self.asks is not None:
            return self.asks()
        given = [self.before() for _ in range(times)]
        wall, cpu = time.perf_counter(), time.thread_time()
        for one in given:
            self.does(one)
        return Took((time.perf_counter() - wall) / times, (time.thread_time() - cpu) / times)

    def times(self) -> int:
        """How often to do it in one timing; this also warms it."""
        if not self.repeats or self.asks is not None:
            self.took()
            return 1
        once = min(self.took().wall for _ in range(3))
        return max(1, min(MOST_REPEATS, round(SECONDS_A_TIMING / once)))


@dataclass(frozen=True)
class Ratio:
    """One arm as a multiple of another: of the medians, the range of the middle nine tenths of the rounds, and the
    same multiple by processor time, which others on the machine disturb less."""

    median: float
    low: float
    high: float
    by_cpu: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f} to {self.high:.2f}; by processor time {self.by_cpu:.2f})"


@dataclass
class Run:
    """What every arm took in every round. The first arm is the limit; it runs twice, as a check (A/A)."""

    took: dict[str, list[Took]] = field(default_factory=dict)
    others: float = 0.0

    def ratio(self, arm: str, to: str) -> Ratio:
        pairs = zip(self.took[arm], self.took[to], strict=True)
        by_round = sorted(one.wall / other.wall for one, other in pairs)
        edge = len(by_round) // 20
        by_cpu = self._median(arm, 1) / self._median(to, 1)
        return Ratio(self._median(arm, 0) / self._median(to, 0), by_round[edge], by_round[-1 - edge], by_cpu)

    def _median(self, arm: str, clock: int) -> float:
        return statistics.median(took[clock] for took in self.took[arm])

    def milliseconds(self, arm: str) -> str:
        return f"{arm} {self._median(arm, 0) * 1000:.2f} ms (processor {self._median(arm, 1) * 1000:.2f})"

    @property
    def same(self) -> Ratio:
        """The limit against itself."""
        return self.ratio("A/A", next(iter(self.took)))

    @property
    def is_void(self) -> bool:
        return not SAME_AT_LEAST <= self.same.median <= SAME_AT_MOST

    def words(self) -> str:
        rounds = len(self.took["A/A"])
        soft = f"; SOFT: over {SOFT_ABOVE:.0%}" if self.others > SOFT_ABOVE else ""
        void = "; VOID: not within 0.9 to 1.1" if self.is_void else ""
        return f"{rounds} rounds; A/A {self.same}{void}; CPU used by others {self.others:.0%}{soft}"


def side_by_side(arms: dict[str, Arm], *, rounds: int = ROUNDS, children: Iterable[int] = ()) -> Run:
    """Time every arm once a round, in another order each round. `children` are processes of ours, as are
    those of the database server that runs for the benchmarks."""
    if rounds < FEWEST_ROUNDS:
        raise ValueError(f"a run has at least {FEWEST_ROUNDS} rounds")
    times = {name: arm.times() for name, arm in arms.items()}
    limit = next(iter(arms))
    arms, times = {limit: arms[limit], "A/A": arms[limit], **arms}, {"A/A": times[limit], **times}
    run = Run({name: [] for name in arms})
    order, shuffled, pids = list(arms), random.Random(1), [os.getpid(), *children]
    busy, ours, start = _busy(), _used_by([*pids, *engines.server_pids()]), time.perf_counter()
    for _ in range(rounds):
        shuffled.shuffle(order)
        for name in order:
            run.took[name].append(arms[name].took(times[name]))
    capacity = (time.perf_counter() - start) * (os.cpu_count() or 1)
    now = _used_by([*pids, *engines.server_pids()])
    used = sum(seconds - ours.get(pid, 0.0) for pid, seconds in now.items())
    run.others = max(0.0, _busy() - busy - used) / capacity
    return run


def _busy() -> float:
    """Seconds that all processors have worked since the machine started."""
    user, nice, system, _idle, _waiting, *others = (
        int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + sum(others[:3])) / TICK


def _used_by(pids: Iterable[int]) -> dict[int, float]:
    """Seconds of processor that each of these processes has used; one that ended meanwhile is left out."""
    used = {}
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            used[pid] = (int(fields[11]) + int(fields[12])) / TICK
    return used

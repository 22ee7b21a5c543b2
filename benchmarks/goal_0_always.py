"""Always: a page's queries do not depend on the data, and its time on a larger set is at most 1.5 x that on S."""

from benchmarks import ground
from benchmarks.measuring import side_by_side
from benchmarks.on_set import EVERYTHING, OnSet
from benchmarks.sets import SIZES, larger_set, reference_set
from benchmarks.verdicts import Goal

AT_MOST = 1.5
ROUNDS = 61


def main() -> None:
    larger = larger_set()
    school = SIZES[larger]
    goal = Goal(
        0,
        f"always: pages and deeds of one school on set {larger} ({school.schools} schools, this one with "
        f"{school.pupils} pupils) beside set S",
    )
    for name in ("S", larger):
        ground.stand_on(
            reference_set(name)
        )  # made here, if it is not there, and not by both children at once
    with OnSet("S") as small, OnSet(larger) as large:
        arms = {f"{on.name} {what}": on.arm(what) for what in EVERYTHING for on in (small, large)}
        run = side_by_side(arms, rounds=ROUNDS, children=[small.pid, large.pid])
        for what in EVERYTHING:
            ratio = run.ratio(f"{larger} {what}", f"S {what}")
            more = large.queries(what) - small.queries(what)
            goal.claim(f"{what}, x on S", ratio, AT_MOST, ratio.median, run)
            goal.claim(f"{what}, queries more than on S ({small.queries(what)})", more, 0, abs(more))
            goal.note(f"{run.milliseconds(f'S {what}')}; {run.milliseconds(f'{larger} {what}')}")
    goal.note(run.words())
    goal.end()


if __name__ == "__main__":
    main()

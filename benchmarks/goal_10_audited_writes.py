"""Goal 10: eight writers whose every change is recorded in the trail, beside the same changes unrecorded."""

import os

from benchmarks import ground
from benchmarks.engines import POSTGRESQL
from benchmarks.measuring import Ratio, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from benchmarks.writers import WRITERS, Writers
from schoolgate.audit.models import Event, EventDetail

WRITES, WITH_WORK = 40, 20
P99_WRITES = 100


def main() -> None:
    ground.stand_on(reference_set())
    writers = Writers.start()
    writers.latencies("audited", 5)
    ground.must(Event.objects.filter(type="post.edited").count() == WRITERS * 5, "an event for each write")
    ground.must(EventDetail.objects.count() >= WRITERS * 5, "and its detail")
    goal = Goal(10, f"audited writes, {WRITERS} writers in one school")
    if POSTGRESQL:
        run = side_by_side(
            {
                "plain": writers.arm("plain", WRITES),
                "audited": writers.arm("audited", WRITES),
                "plain, 5 ms of work": writers.arm("plain+work", WITH_WORK),
                "audited, 5 ms of work": writers.arm("audited+work", WITH_WORK),
                "plain, 5 ms of waiting": writers.arm("plain+wait", WITH_WORK),
                "audited, 5 ms of waiting": writers.arm("audited+wait", WITH_WORK),
            },
            rounds=21,
            children=writers.pids,
        )
        for words, one, other, least in (
            ("of unaudited", "plain", "audited", 65),
            ("of unaudited, each with 5 ms of work", "plain, 5 ms of work", "audited, 5 ms of work", 90),
        ):
            figure, share = _in_percent(run.ratio(other, one))
            goal.claim_at_least(f"writes a second, in percent {words}", figure, least, share, run)
        # Eight who wait at once fill no machine by their waiting: on few processors it is the first figure again.
        figure, _share = _in_percent(run.ratio("audited, 5 ms of waiting", "plain, 5 ms of waiting"))
        goal.note(f"each with 5 ms of waiting instead, on {os.cpu_count()} processors: {figure}")
        goal.note(run.words())
    else:
        each = writers.latencies("audited", P99_WRITES)
        middle, late = each[len(each) // 2], each[len(each) * 99 // 100]
        goal.claim("p99 of a write, x its p50", f"{late / middle:.1f}", 50, late / middle)
        goal.note(f"p50 {middle * 1000:.1f} ms, p99 {late * 1000:.1f} ms, the last {each[-1] * 1000:.0f} ms")
    writers.end()
    goal.end()


def _in_percent(ratio: Ratio) -> tuple[str, float]:
    share, low, high = (100 / each for each in (ratio.median, ratio.high, ratio.low))
    return f"{share:.0f} ({low:.0f} to {high:.0f}; by processor time {100 / ratio.by_cpu:.0f})", share


if __name__ == "__main__":
    main()

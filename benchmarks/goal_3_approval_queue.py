"""Goal 3: the list of posts waiting for approval, with 2,000 waiting."""

import re

from benchmarks import ground
from benchmarks.engines import POSTGRESQL
from benchmarks.measuring import Arm, Run, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from benchmarks.wagtail.beside import Wagtail

ROWS, IN_THE_GOAL = 50, 2000


def main() -> None:
    ground.stand_on(reference_set())
    goal = Goal(3, "the approval queue, 2,000 waiting, a page of 50")
    pages, queries = {}, {}
    for waiting in (20, 2000):
        head = ground.Visitor.head_of(f"queue-{waiting}")
        pages[waiting] = head.asks(f"/schools/queue-{waiting}/posts/?state=waiting")
        shown = ground.answer(pages[waiting]())
        rows = set(re.findall(rb"/posts/(\d+)", shown.content))
        ground.must(shown.status_code == 200, str(shown.status_code))
        ground.must(len(rows) == min(ROWS, waiting), f"{len(rows)} rows of {waiting} waiting")
        queries[waiting] = ground.queries_of(lambda make=pages[waiting]: ground.answer(make()))
        kilobytes = len(shown.content) / 1000
    arms = {
        "one query": Arm(ground.answer, head.asks("/bench/one-query/queue-2000")),
        "the queue": Arm(ground.answer, pages[2000]),
        "with 20": Arm(ground.answer, pages[20]),
    }
    with Wagtail() as wagtail:
        if wagtail.is_there:
            arms["Wagtail"] = wagtail.arm("dashboard")
        run = side_by_side(arms, rounds=21 if POSTGRESQL else 61, children=wagtail.pids)
        _judge_wagtail(goal, run, wagtail)
    goal.claim("queries with 2,000 waiting, sign-in included", queries[2000], 8, queries[2000])
    goal.claim("queries more than with 20", queries[2000] - queries[20], 0, abs(queries[2000] - queries[20]))
    ratio = run.ratio("the queue", "one query")
    goal.claim("x a view with one query", ratio, 20, ratio.median, run)
    goal.claim("kilobytes", f"{kilobytes:.1f}", 60, kilobytes)
    goal.note(
        f"{run.milliseconds('one query')}; {run.milliseconds('the queue')}; {run.milliseconds('with 20')}"
    )
    goal.note(run.words())
    goal.end()


def _judge_wagtail(goal: Goal, run: Run, wagtail: Wagtail) -> None:
    if not wagtail.is_there:
        goal.not_measured(f"Wagtail: {wagtail.why_not}")
        return
    faster = run.ratio("Wagtail", "the queue")
    a_row = faster.median / wagtail.waiting * ROWS
    goal.claim(
        f"time for a row, as a part of Wagtail's with {wagtail.waiting} waiting",
        f"1/{a_row:.1f}", 1 / 8, 1 / a_row, run,
    )  # fmt: skip
    goal.note(f"{run.milliseconds('Wagtail')}, {wagtail.queries('dashboard')} queries")
    if wagtail.waiting == IN_THE_GOAL:
        goal.claim_at_least(
            f"Wagtail's dashboard with {IN_THE_GOAL:,}, x the queue", faster, 300, faster.median, run
        )
    else:
        goal.note(f"Wagtail's dashboard with {wagtail.waiting} takes {faster} times as long")
        goal.note(
            "300 x faster than with 2,000 is judged on PostgreSQL: on SQLite Wagtail's dashboard breaks off"
        )


if __name__ == "__main__":
    main()

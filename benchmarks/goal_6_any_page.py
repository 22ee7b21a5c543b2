"""Goal 6: what any signed-in page costs before its own rows, against session, user and one query."""

from benchmarks import ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal


def main() -> None:
    ground.stand_on(reference_set())
    goal = Goal(6, "a signed-in page net of its rows: the list of posts of a school that has none")
    head = ground.Visitor.head_of("quiet")
    page, least = head.asks("/schools/quiet/posts/"), head.asks("/bench/signed-in/quiet")
    ground.must(ground.answer(page()).status_code == 200, "the list opens")
    ground.must(ground.answer(least()).status_code == 200, "the least page opens")
    run = side_by_side({"least": Arm(ground.answer, least), "the page": Arm(ground.answer, page)}, rounds=121)
    ratio = run.ratio("the page", "least")
    goal.claim("x session, user and one query", ratio, 1.5, ratio.median, run)
    goal.note(
        f"queries: {ground.queries_of(lambda: ground.answer(page()))} and "
        f"{ground.queries_of(lambda: ground.answer(least()))}"
    )
    goal.note(f"{run.milliseconds('least')}; {run.milliseconds('the page')}")
    goal.note(run.words())
    goal.end()


if __name__ == "__main__":
    main()

"""Goal 4: opening a post in review, and the calendar month with 400 posts."""

import re

from django_scopes import scope

from benchmarks import ground
from benchmarks.measuring import Arm, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from benchmarks.wagtail.beside import Wagtail
from schoolgate.posts.models import Post

IN_THE_MONTH = 400


def main() -> None:
    ground.stand_on(reference_set())
    goal = Goal(4, "opening a post in review, and the month with 400 posts")
    head, planner = ground.Visitor.head_of("deciding"), ground.Visitor.head_of("month")
    with scope(school=head.school):
        post = Post.objects.first()
    review = head.asks(f"/schools/deciding/posts/{post.pk}/approve")
    month = planner.asks("/schools/month/posts/calendar/2026-11/")
    shown, listed = ground.answer(review()), ground.answer(month())
    ground.must(post.text.encode() in shown.content and b">Approve<" in shown.content, "the decision page")
    found = len(set(re.findall(rb"/posts/(\d+)[\"/]", listed.content)))
    ground.must(found == IN_THE_MONTH, f"{found} posts in the month")
    opening = ground.queries_of(lambda: ground.answer(review()))
    month_queries = ground.queries_of(lambda: ground.answer(month()))
    arms = {
        "one query": Arm(ground.answer, head.asks("/bench/one-query/deciding")),
        "opening": Arm(ground.answer, review),
        "the month": Arm(ground.answer, month),
    }
    with Wagtail() as wagtail:
        if wagtail.is_there:
            arms["Wagtail"] = wagtail.arm("open")
        run = side_by_side(arms, rounds=31, children=wagtail.pids)
        if wagtail.is_there:
            part = run.ratio("opening", "Wagtail")
            goal.claim(
                "opening, as a part of Wagtail's time", f"1/{1 / part.median:.1f}", 1 / 8, part.median, run
            )
            goal.note(f"{run.milliseconds('Wagtail')}, {wagtail.queries('open')} queries")
        else:
            goal.not_measured(f"Wagtail: {wagtail.why_not}")
    goal.claim("queries to open", opening, 12, opening)
    goal.claim("queries for the month", month_queries, 8, month_queries)
    for arm, most in (("opening", 15), ("the month", 25)):
        ratio = run.ratio(arm, "one query")
        goal.claim(f"{arm}, x a view with one query", ratio, most, ratio.median, run)
    goal.note("; ".join(run.milliseconds(arm) for arm in ("one query", "opening", "the month")))
    goal.note(run.words())
    goal.end()


if __name__ == "__main__":
    main()

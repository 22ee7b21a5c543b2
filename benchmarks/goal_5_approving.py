"""Goal 5: approving, with judgement, permission, lock and event, safely on the disk."""

from django.http import HttpRequest
from django_scopes import scope

from benchmarks import ground
from benchmarks.measuring import Arm, Run, side_by_side
from benchmarks.sets import reference_set
from benchmarks.verdicts import Goal
from benchmarks.wagtail.beside import Wagtail
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.models import Post
from schoolgate.rules.posts.states import State

ROUNDS = 61


def main() -> None:
    ground.stand_on(reference_set())
    goal = Goal(5, "approving a post")
    head = ground.Visitor.head_of("deciding")
    with scope(school=head.school):
        posts = iter(list(Post.objects.filter(state=State.WAITING).order_by("goes_out_at")))
        actor = head.actor()
        approve_post(actor, next(posts))  # from here on the index of names is there
        first = next(posts)
        queries = ground.queries_of(lambda: approve_post(actor, first))
        _must_be_approved(first)
        of_the_page = ground.queries_of(lambda: ground.answer(press(head, next(posts))))
        arms = {
            "one query": Arm(ground.answer, head.asks("/bench/one-query/deciding")),
            "the action": Arm(lambda post: approve_post(actor, post), lambda: next(posts), repeats=False),
            "the request": Arm(ground.answer, lambda: press(head, next(posts)), repeats=False),
        }
        with Wagtail() as wagtail:
            if wagtail.is_there:
                arms["Wagtail"] = wagtail.arm("approve")
            run = side_by_side(arms, rounds=ROUNDS, children=wagtail.pids)
            _judge_wagtail(goal, run, wagtail)
        approved = Post.objects.filter(state=State.APPROVED)
        _must_be_approved(*approved)
        ground.must(approved.count() >= 2 * ROUNDS, "every post of the run is approved")
    goal.claim("queries of the action", queries, 15, queries)
    ratio = run.ratio("the action", "one query")
    goal.claim("the action, x a view with one query", ratio, 10, ratio.median, run)
    goal.note(f"the whole request: {of_the_page} queries, {run.ratio('the request', 'one query')} x")
    goal.note("; ".join(run.milliseconds(arm) for arm in ("one query", "the action", "the request")))
    goal.note(run.words())
    goal.end()


def press(head: ground.Visitor, post: Post) -> HttpRequest:
    """The tap on Approve."""
    return head.posts(f"/schools/deciding/posts/{post.pk}/approve", {"form_key": f"key-{post.pk}"})


def _must_be_approved(*posts: Post) -> None:
    """Each is approved, by one event."""
    for post in posts:
        post.refresh_from_db()
        ground.must(post.state == State.APPROVED, f"post {post.pk} is {post.state}")
        events = Event.objects.filter(type=EventType.POST_APPROVED, subject_id=str(post.pk)).count()
        ground.must(events == 1, f"{events} events")


def _judge_wagtail(goal: Goal, run: Run, wagtail: Wagtail) -> None:
    if not wagtail.is_there:
        goal.not_measured(f"Wagtail: {wagtail.why_not}")
        return
    part = run.ratio("the request", "Wagtail")
    goal.claim(
        "the whole request, as a part of Wagtail's", f"1/{1 / part.median:.1f}", 1 / 6, part.median, run
    )
    goal.note(f"{run.milliseconds('Wagtail')}, {wagtail.queries('approve')} queries")


if __name__ == "__main__":
    main()

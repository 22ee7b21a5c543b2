"""Saying yes or no in one's turn, doing what was agreed, and looking after leave that was given."""

from collections.abc import Sequence
from datetime import date, timedelta

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.requests import queries
from schoolgate.requests.actions.asking import between_bars
from schoolgate.requests.models import Decision, Leave, Request

State = Request.State


@action(
    may=Permission.REQUEST_DECIDE,
    unless=queries.refusals_to_decide,
    records=EventType.REQUEST_DECIDED,
    in_person=True,
)
def decide_request(
    actor: Actor,
    request: Request,
    *,
    says_yes: bool,
    seen: str,
    because: str = "",
    signs: Sequence[str] = (),
    conditions: str = "",
    until: date | None = None,
) -> Done:
    """Say yes or no, over exactly these answers. The next in order is asked; after the last yes it is agreed."""
    post = _post_of(actor, request)
    Decision.objects.create(
        school=request.school,
        request=request,
        step=request.step,
        by=actor.person,
        post=post,
        says_yes=says_yes,
        signs=list(signs) if says_yes else [],
        because=because.strip(),
        digest=request.digest,
        at=actor.now,
    )
    if not says_yes:
        _end(actor, request, State.REFUSED)
    elif request.step + 1 < len(request.steps):
        request.step += 1
        following = request.deciders[request.step]
        _ask(actor, request, State.WAITING, following.posts, following.days)
    else:
        _agree(actor, request, conditions, until)
    told = {
        "form": request.key,
        "yes": says_yes,
        "post": post,
        "digest": request.digest,
        "state": str(request.state),
    }
    return Done(request, told, controls=(request.form.control, queries.control_of(request.form).value))


@action(may=Permission.REQUEST_DECIDE, unless=queries.refusals_to_mark_done, records=EventType.REQUEST_DONE)
def mark_done(actor: Actor, request: Request, *, words: str) -> Done:
    """Say what was done; the words are bound to whoever is signed in."""
    request.done_by, request.done_words = actor.person, words.strip()
    request.save(update_fields=["done_by", "done_words"])
    _end(actor, request, State.DONE)
    return Done(request, {"form": request.key}, controls=(request.form.control,))


@action(
    may=Permission.REQUEST_DECIDE,
    unless=queries.refusals_to_revoke,
    records=EventType.LEAVE_REVOKED,
    in_person=True,
)
def revoke_leave(actor: Actor, leave: Leave, *, because: str) -> Done:
    """Take leave back, at once."""
    leave.revoked_at, leave.revoked_by, leave.revoked_because = actor.now, actor.person, because.strip()
    leave.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    return Done(leave, {"form": leave.request.key}, controls=(leave.request.form.control,))


@action(
    may=Permission.REQUEST_DECIDE,
    unless=queries.refusals_to_review,
    records=EventType.LEAVE_REVIEWED,
    in_person=True,
)
def review_leave(actor: Actor, leave: Leave, *, again_on: date) -> Done:
    """Say that it still holds, and when it is looked at next."""
    leave.reviewed_at, leave.reviewed_by, leave.review_on = actor.now, actor.person, again_on
    leave.save(update_fields=["reviewed_at", "reviewed_by", "review_on"])
    told = {"form": leave.request.key, "again_on": again_on.isoformat()}
    return Done(leave, told, controls=(leave.request.form.control,))


def _post_of(actor: Actor, request: Request) -> str:
    """The post in which they decide: of those whose turn it is, one that they hold."""
    posts = request.turn.posts if request.turn else ()
    held = {role.value for role in actor.roles}
    return next(post for post in posts if post in held)


def _agree(actor: Actor, request: Request, conditions: str, until: date | None) -> None:
    today, kind = today_of(actor.now), request.form.leave
    if kind is not None:
        review_on = today + timedelta(days=30 * kind.review_months) if kind.review_months else None
        Leave.objects.create(
            school=request.school,
            request=request,
            given_by_posts=between_bars(request.deciders[-1].posts),
            conditions=conditions.strip(),
            from_on=today,
            until_on=until,
            review_on=review_on,
        )
    if request.form.done_by:
        _ask(actor, request, State.TO_DO, request.form.done_by, request.form.done_days)
    else:
        _end(actor, request, State.GRANTED)


def _ask(actor: Actor, request: Request, state: str, posts: tuple[str, ...], days: int) -> None:
    request.state, request.waits_for = state, between_bars(posts)
    request.due_at = actor.now + timedelta(days=days)
    request.save(update_fields=["state", "step", "waits_for", "due_at"])


def _end(actor: Actor, request: Request, state: str) -> None:
    request.state, request.waits_for, request.ended_at = state, "", actor.now
    request.save(update_fields=["state", "waits_for", "ended_at"])

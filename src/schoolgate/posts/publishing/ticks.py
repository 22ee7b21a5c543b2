"""What the clock calls: each is a function of `now`, for all schools, safe to run twice."""

import logging
from collections.abc import Callable
from datetime import datetime

from django_scopes import scope

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.away import Away
from schoolgate.posts.actions.deciding import expire_post
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.publishing.calling_back import tell_results
from schoolgate.posts.publishing.looking import look_at_what_is_due
from schoolgate.posts.publishing.queries import posts_to_start
from schoolgate.posts.publishing.removing import remove, sweep
from schoolgate.posts.publishing.sending import send
from schoolgate.posts.publishing.starting import start
from schoolgate.posts.publishing.states import NOT_PUBLIC
from schoolgate.rules.posts.states import State

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100


def publish_due(now: datetime) -> int:
    """Bring every post on its way whose time has come; how many were looked at."""
    due = list(posts_to_start(now).values_list("pk", flat=True)[:MOST_AT_ONCE])
    for post_id in due:
        start(post_id, now)
    return len(due)


def resume_claimed(now: datetime) -> int:
    """Go on with what was put off, or was left half way by a killed worker: sending, removing, sweeping."""
    due = Delivery._base_manager.filter(not_before__lte=now)
    to_send = list(due.filter(state=Delivery.State.CLAIMED).values_list("pk", flat=True)[:MOST_AT_ONCE])
    in_doubt = due.filter(state=Delivery.State.UNKNOWN, may_repeat=True)
    to_send += in_doubt.values_list("pk", flat=True)[:MOST_AT_ONCE]
    to_remove = list(
        due.filter(state=Delivery.State.COMING_DOWN)
        .exclude(account__connector="by_hand")
        .values_list("pk", flat=True)[:MOST_AT_ONCE]
    )
    to_sweep = list(
        due.filter(state__in=NOT_PUBLIC).exclude(remembered={}).values_list("pk", flat=True)[:MOST_AT_ONCE]
    )
    for work, ids in ((send, to_send), (remove, to_remove), (sweep, to_sweep)):
        for delivery_id in ids:
            _if_nothing_is_away(work, delivery_id, now)
    return len(to_send) + len(to_remove) + len(to_sweep)


def _if_nothing_is_away(work: Callable[[int, datetime], object], delivery_id: int, now: datetime) -> None:
    """Where the store of pictures does not answer this delivery waits for its next turn, and holds up no other."""
    try:
        work(delivery_id, now)
    except Away as away:
        log.warning("delivery %s waits: %s", delivery_id, away)


def expire_due(now: datetime) -> int:
    """Posts that missed their time before anyone decided; how many expired."""
    missed = Post._base_manager.filter(state=State.WAITING, goes_out_at__lte=now).select_related(
        "school__trust"
    )
    expired = 0
    for post in missed[:MOST_AT_ONCE]:
        with scope(school=post.school):
            try:
                expire_post(clock(post.school, now), post)
                expired += 1
            except Refused:
                continue  # Decided at the last moment.
    return expired


def look_again(now: datetime) -> int:
    """Look at what is due, and tell the families of whom everything is known."""
    return look_at_what_is_due(now) + tell_results(now)

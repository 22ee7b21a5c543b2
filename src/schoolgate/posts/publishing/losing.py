"""Whoever loses the right to post: their scheduled posts are held the same minute, and each says why."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django_scopes import scope, scopes_disabled

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.people.models import Appointment, School
from schoolgate.people.queries import current, today_of
from schoolgate.policies.queries import current_policies
from schoolgate.posts.actions.deciding import hold_post
from schoolgate.posts.facts import places_of
from schoolgate.posts.models import Post
from schoolgate.rights.queries import rights_of
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.deciding import (
    the_author_must_be_named_for,
    the_author_must_have_the_right,
    the_author_must_still_be_here,
)
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.posts.states import WILL_GO_OUT, State
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.right_to_post import Rights

MOST_AT_ONCE = 500
# As `posts.facts` counts it: whoever holds only one of these speaks for nobody here.
NEVER_AUTHORS = ("contractor", "consultant", "pupil")


def hold_without_right(now: datetime) -> int:
    """Hold what is approved and scheduled by somebody who may not post there any more; how many. Safe to run twice.

    At its moment a post is judged again anyway; this is so that its author hears of it while there is time. Four
    queries a school with scheduled posts, whatever their number.
    """
    by_school: dict[School, list[Post]] = defaultdict(list)
    with scopes_disabled():
        scheduled = Post.objects.filter(state__in=WILL_GO_OUT, goes_out_at__gt=now).order_by("goes_out_at")
        for post in scheduled.select_related("school__trust").prefetch_related("targets__account")[
            :MOST_AT_ONCE
        ]:
            by_school[post.school].append(post)
    if not by_school:
        return 0
    policies = current_policies(by_school)
    return sum(_at(school, posts, policies[school.pk], now) for school, posts in by_school.items())


def _at(school: School, posts: list[Post], policy: ResolvedPolicy, now: datetime) -> int:
    held = 0
    with scope(school=school):
        authors = {post.author_id for post in posts}
        here = _still_here(school, authors, now)
        rights = rights_of(school, policy, authors)
        for post in posts:
            against = _against(post, policy, now, is_here=post.author_id in here, rights=rights)
            if against:
                held += _hold(post, against, now)
    return held


def _still_here(school: School, authors: Collection[int], now: datetime) -> set[int]:
    at = Q(school=school) | Q(school__isnull=True, trust_id=school.trust_id)
    held = Appointment.objects.filter(at, current(today_of(now)), person__in=authors)
    return set(held.exclude(role__in=NEVER_AUTHORS).values_list("person_id", flat=True))


def _against(
    post: Post, policy: ResolvedPolicy, now: datetime, *, is_here: bool, rights: Rights
) -> list[Refusal]:
    """What stands against this author posting it, as of today."""
    facts = PostFacts(
        id=post.pk,
        state=State(post.state),
        author_id=post.author_id,
        text="",
        places=tuple(places_of(post)),
        is_notice=post.from_notice_id is not None,
        author_may_write=is_here,
        rights=rights,
    )
    on = today_of(now)
    found: Iterable[Refusal] = (
        *the_author_must_still_be_here(facts),
        *the_author_must_be_named_for(facts, policy, on),
        *the_author_must_have_the_right(facts, policy, on),
    )
    return [one for one in found if not one.warning]


def _hold(post: Post, against: list[Refusal], now: datetime) -> int:
    because = " ".join(refusal.words for refusal in against)
    evidence = tuple(sorted({refusal.control.value for refusal in against}))
    try:
        hold_post(clock(post.school, now), post, because=because, controls=evidence)
    except Refused:
        return 0  # It was changed or held meanwhile.
    return 1

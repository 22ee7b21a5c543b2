"""Whoever loses the right to post: their scheduled posts are held the same minute, and each says why."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django_scopes import scope, scopes_disabled

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.people.models import Appointment
from schoolgate.people.queries import current, today_of
from schoolgate.policies.queries import current_policies
from schoolgate.posts.actions.deciding import hold_post
from schoolgate.posts.facts import places_of
from schoolgate.posts.models import Post
from schoolgate.registers.bans import kept_from_posting
from schoolgate.rights.queries import rights_at
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.deciding import (
    the_author_must_be_named_for,
    the_author_must_have_the_right,
    the_author_must_not_be_kept_out,
    the_author_must_still_be_here,
)
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.posts.states import WILL_GO_OUT, State
from schoolgate.rules.refusals import Refusal
from schoolgate.rules.right_to_post import Rights

AT_A_TIME = 500
# As `posts.facts` counts it: whoever holds only one of these speaks for nobody here.
NEVER_AUTHORS = ("contractor", "consultant", "pupil")


def hold_without_right(now: datetime) -> int:
    """Hold what is approved and scheduled by somebody who may not post there any more; how many. Safe to run twice.

    At its moment a post is judged again anyway; this is so that its author hears of it while there is time. The
    soonest first, a few queries for each five hundred posts, whatever the number of schools.
    """
    with scopes_disabled():
        scheduled = Post.objects.filter(state__in=WILL_GO_OUT, goes_out_at__gt=now).order_by("goes_out_at")
        ids = list(scheduled.values_list("pk", flat=True))
    return sum(_among(ids[first : first + AT_A_TIME], now) for first in range(0, len(ids), AT_A_TIME))


def _among(ids: list[int], now: datetime) -> int:
    """Hold those of these posts whose author has lost the right."""
    with scopes_disabled():
        found = Post.objects.filter(pk__in=ids, state__in=WILL_GO_OUT).order_by("goes_out_at")
        found = found.annotate(
            kept_out=kept_from_posting(today_of(now), person="author_id", school="school_id")
        )
        posts = list(found.select_related("school__trust").prefetch_related("targets__account"))
    schools = {post.school for post in posts}
    if not schools:
        return 0
    known = current_policies(schools)
    policies = {school: known[school.pk] for school in schools}
    authors = {post.author_id for post in posts}
    with scope(school=list(schools)):
        rights = rights_at(policies, authors)
    here = _still_here(authors, now)
    return sum(_judge(post, policies[post.school], rights[post.school_id], here, now) for post in posts)


def _judge(
    post: Post, policy: ResolvedPolicy, rights: Rights, here: set[tuple[int, int | None, int]], now: datetime
) -> int:
    of_school, of_trust = ((post.author_id, at, post.school.trust_id) for at in (post.school_id, None))
    against = _against(post, policy, now, is_here=bool(here & {of_school, of_trust}), rights=rights)
    if not against:
        return 0
    with scope(school=post.school):
        return _hold(post, against, now)


def _still_here(authors: Collection[int], now: datetime) -> set[tuple[int, int | None, int]]:
    """Which of them hold a post where: person, school (None for one of the whole trust), trust."""
    held = Appointment.objects.filter(current(today_of(now)), person__in=authors)
    return set(held.exclude(role__in=NEVER_AUTHORS).values_list("person_id", "school_id", "trust_id"))


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
        kept_out=frozenset([post.author_id] if post.kept_out else ()),  # type: ignore[attr-defined]  # annotated
        rights=rights,
    )
    on = today_of(now)
    found: Iterable[Refusal] = (
        *the_author_must_still_be_here(facts),
        *the_author_must_not_be_kept_out(facts),
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

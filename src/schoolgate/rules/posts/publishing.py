"""What must still be true at the moment of publishing, and what becomes of a post that misses its time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.deciding import (
    a_question_must_be_answered,
    must_be,
    nothing_may_be_stopped,
    the_author_must_be_named_for,
    the_author_must_have_the_right,
    the_author_must_not_be_kept_out,
    the_author_must_still_be_here,
)
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.posts.showing import everyone_must_be_allowed
from schoolgate.rules.posts.states import HAS_LEFT, WILL_GO_OUT, State
from schoolgate.rules.refusals import Control, Refusal

# News that is a day old misleads: a machine that was off over a weekend asks before it sends.
LATEST_AFTER_ITS_TIME = timedelta(hours=12)


def refusals_to_publish(
    post: PostFacts, policy: ResolvedPolicy, now: datetime, *, place_id: int
) -> list[Refusal]:
    """Why this post does not go to this place now, judged again in the transaction that claims the delivery."""
    return [
        *must_be(post, WILL_GO_OUT | HAS_LEFT, "published"),
        *it_must_be_as_decided(post),
        *it_must_be_time(post, now),
        *it_must_not_be_too_late(post, now),
        *the_author_must_still_be_here(post),
        *the_author_must_not_be_kept_out(post),
        *the_author_must_be_named_for(post, policy, now.date(), place_id=place_id),
        *the_author_must_have_the_right(post, policy, now.date(), place_id=place_id),
        *nothing_may_be_stopped(post),
        *a_question_must_be_answered(post, policy),
        *the_place_must_be_open(post, place_id),
        *everyone_must_be_allowed(post, policy, now.date()),
    ]


def it_must_be_as_decided(post: PostFacts) -> Iterator[Refusal]:
    if post.decided_digest != post.digest:
        yield Refusal(
            Control.APPROVED_AS_IT_STANDS,
            "The content is not what was approved.",
            "Send it for approval again.",
        )


def it_must_be_time(post: PostFacts, now: datetime) -> Iterator[Refusal]:
    if post.goes_out_at is not None and now < post.goes_out_at:
        yield Refusal(Control.APPROVED_AS_IT_STANDS, "It is not its time yet.", "It goes out by itself.")


def it_must_not_be_too_late(post: PostFacts, now: datetime) -> Iterator[Refusal]:
    due = post.goes_out_at or post.decided_at
    if due is not None and now - due > LATEST_AFTER_ITS_TIME and post.state != State.UP:
        yield Refusal(
            Control.APPROVED_AS_IT_STANDS,
            "It could not go out at its time, and that is more than 12 hours ago.",
            "Look at it again and choose a new time.",
        )


def the_place_must_be_open(post: PostFacts, place_id: int) -> Iterator[Refusal]:
    place = next((place for place in post.places if place.id == place_id), None)
    if place is None:
        yield Refusal(
            Control.ONLY_OFFICIAL_ACCOUNTS, "This place is not one of the post’s.", "Choose it first."
        )
    elif not place.is_live:
        yield Refusal(
            Control.NOTHING_WHILE_SUSPENDED, f"{place.name} is suspended.", "Wait until it is in order again."
        )


def has_missed_its_time(post: PostFacts, now: datetime) -> bool:
    """A post that waits for approval past its time expires: it never goes out late."""
    return post.state == State.WAITING and post.goes_out_at is not None and post.goes_out_at <= now

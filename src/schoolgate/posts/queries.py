"""Reads of posts: why an action is refused, and lists for the pages."""

from datetime import datetime

from django.db.models import QuerySet

from schoolgate.kernel.actions import Unless
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.kept import kept
from schoolgate.kernel.permissions import GRANTS, STAFF_ROLES, Permission, Role
from schoolgate.people.models import Person
from schoolgate.people.queries import holders, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.facts import facts_and_policy
from schoolgate.posts.models import Hand, NoticeTemplate, Post, Release, Return
from schoolgate.rules.policy import ResolvedPolicy, approvers_for
from schoolgate.rules.policy.second_reader import ANY_TRAINED_COLLEAGUE
from schoolgate.rules.posts import deciding, publishing
from schoolgate.rules.posts.facts import PersonFacts, PostFacts
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control, Refusal


def judged(actor: Actor, post: Post) -> tuple[PostFacts, ResolvedPolicy]:
    """The facts of a post and the policy they are judged by."""
    facts, policy = facts_and_policy(
        post, actor.now, policy=getattr(post, "judged_by", None), decider=actor.person_id
    )
    post.judged_by = policy  # type: ignore[attr-defined]  # kept beside the row, never stored
    return facts, policy


def policy_for(post: Post) -> ResolvedPolicy:
    """The policy that this post is judged by, read once while it is in hand."""
    found: ResolvedPolicy | None = getattr(post, "judged_by", None)
    if found is None:
        found = current_policy(post.school)
        post.judged_by = found  # type: ignore[attr-defined]  # kept beside the row, never stored
    return found


def person_facts(actor: Actor) -> PersonFacts:
    """The actor as the rules see them."""
    return PersonFacts(actor.person_id or 0, frozenset(role.value for role in actor.roles))


def refusals_to_submit(actor: Actor, post: Post) -> list[Refusal]:
    facts, policy = judged(actor, post)
    return deciding.refusals_to_submit(facts, policy, actor.now)


def as_sent(post: Post) -> str:
    """Which sending of which content somebody has before them: another one after every change and every sending."""
    at = post.submitted_at
    return f"{post.version}.{at.timestamp():.6f}" if at is not None else str(post.version)


def refusals_to_approve(
    actor: Actor, post: Post, *, note: str = "", wording_confirmed: bool = False, seen: str = ""
) -> list[Refusal]:
    facts, policy = judged(actor, post)
    return [
        *deciding.it_must_be_what_was_read(facts, seen=seen, stands=as_sent(post)),
        *deciding.refusals_to_approve(
            facts, policy, actor.now, approver=person_facts(actor), wording_confirmed=wording_confirmed
        ),
    ]


def refusals_to_ask(actor: Actor, post: Post, *, words: str) -> list[Refusal]:
    return deciding.refusals_to_ask(_state_only(post), words=words)


def refusals_to_answer(actor: Actor, post: Post, *, answer: str) -> list[Refusal]:
    return deciding.refusals_to_answer(
        _state_only(post),
        current_policy(post.school),
        answerer=person_facts(actor),
        asked_by=post.asked_by_id,
        answer=answer,
    )


def refusals_to_return(
    actor: Actor, post: Post, *, reasons: tuple[str, ...] = (), words: str = "", seen: str = ""
) -> list[Refusal]:
    facts = _state_only(post)
    refusals = list(deciding.must_be(facts, frozenset({State.WAITING}), "sent back"))
    refusals += deciding.it_must_be_what_was_read(facts, seen=seen, stands=as_sent(post))
    if not reasons and not words.strip():
        refusals.append(
            Refusal(
                Control.STATE,
                "There is no reason yet.",
                "Choose one, or write what to put right.",
                about="words",
            )
        )
    return refusals


def refusals_to_release(actor: Actor, post: Post, *, reason: str) -> list[Refusal]:
    facts, policy = judged(actor, post)
    return [
        *deciding.whoever_decides_must_not_be_kept_out(facts, person_facts(actor)),
        *deciding.refusals_to_release(facts, policy, actor.now, reason=reason),
    ]


def refusals_to_edit(actor: Actor, post: Post, **_: object) -> list[Refusal]:
    return list(deciding.refusals_to_edit(_state_only(post)))


def refusals_to_propose(actor: Actor, post: Post, *, text: str) -> list[Refusal]:
    return deciding.refusals_to_propose(_state_only(post), text=text)


def sent_again_since(post: Post, seen: str) -> tuple[Refusal, ...]:
    """What is told to somebody who proposes words for what the post no longer says."""
    return tuple(deciding.it_must_be_what_was_read(_state_only(post), seen=seen, stands=as_sent(post)))


def refusals_to_publish(actor: Actor, post: Post, *, account_id: int) -> list[Refusal]:
    """Judged again in the transaction that claims a delivery."""
    facts, policy = judged(actor, post)
    return publishing.refusals_to_publish(facts, policy, actor.now, place_id=account_id)


def refusals_to_expire(actor: Actor, post: Post) -> list[Refusal]:
    if publishing.has_missed_its_time(_state_only(post), actor.now):
        return []
    return [Refusal(Control.STATE, "This post has not missed its time.", "Leave it.")]


def refusals_in_states(*states: State, verb: str) -> Unless:
    """An `unless` that only asks for the state."""

    def unless(actor: Actor, post: Post, **_: object) -> list[Refusal]:
        return list(deciding.must_be(_state_only(post), frozenset(states), verb))

    return unless


def refusals_to_look_at(actor: Actor, release: Release, *, found: str = "") -> list[Refusal]:
    """Whoever looks afterwards is somebody else, once."""
    if release.looked_at is not None:
        return [Refusal(Control.STATE, "Somebody has looked at this already.", "Nothing is left to do.")]
    touched = Hand.objects.filter(post_id=release.post_id, person=actor.person).exists()
    if touched or release.by_id == actor.person_id:
        return [
            Refusal(
                Control.FOUR_EYES,
                "You wrote or released this post, so someone else looks at it.",
                "Ask a colleague.",
            )
        ]
    return []


def _state_only(post: Post) -> PostFacts:
    """Enough for the rules that ask only about the state; no query."""
    return PostFacts(
        id=post.pk,
        state=State(post.state),
        author_id=post.author_id,
        text=post.text,
        goes_out_at=post.goes_out_at,
        has_an_open_question=post.has_an_open_question,
    )


# Lists for the pages


def waiting_for_approval(actor: Actor) -> QuerySet[Post]:
    """Posts that this person may decide: waiting, and not touched by them. Soonest first."""
    touched = Hand.objects.filter(person=actor.person).values("post_id")
    return (
        Post.objects.filter(state=State.WAITING)
        .exclude(author_id=actor.person_id)
        .exclude(pk__in=touched)
        .select_related("author", "school")
        .order_by("goes_out_at", "submitted_at")
    )


def who_may_decide(post: Post, facts: PostFacts, policy: ResolvedPolicy, now: datetime) -> QuerySet[Person]:
    """Everyone who could approve this post today: a post that the policy names, and no hand on it."""
    named = approvers_for(policy, controversial=facts.is_controversial, on_website=facts.on_website)
    roles = (
        [role for role in STAFF_ROLES if Permission.POST_APPROVE in GRANTS[role]]
        if ANY_TRAINED_COLLEAGUE in named
        else [Role(role) for role in named if role in set(Role)]
    )
    return holders(post.school, roles, today_of(now)).exclude(
        pk__in=facts.hands | facts.kept_out | {post.author_id}
    )


def last_return(post: Post) -> Return | None:
    """The last time it was sent back, to show what changed since."""
    return _returns_of.one(post.pk)


@kept
def _returns_of(post_id: int) -> QuerySet[Return]:
    return Return.objects.filter(post_id=post_id).select_related("by")


def ready_notices() -> QuerySet[NoticeTemplate]:
    """Urgent notices that a second person approved beforehand."""
    return NoticeTemplate.objects.filter(approved_at__isnull=False, retired_at__isnull=True).order_by("title")

"""Sending for approval, approving, sending back, proposing words, releasing, expiring, holding."""

from datetime import datetime

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.adding import add
from schoolgate.kernel.permissions import Permission
from schoolgate.kernel.updating import update
from schoolgate.people.calendars import school_calendar
from schoolgate.policies.queries import current_policy
from schoolgate.posts import queries
from schoolgate.posts.actions.changing import withdraw_decisions
from schoolgate.posts.locking import lock_what_decides
from schoolgate.posts.models import Approval, Post, Proposal, Release, Return
from schoolgate.posts.queries import refusals_in_states
from schoolgate.rules.posts.states import CAN_BE_EDITED, WILL_GO_OUT, State
from schoolgate.rules.refusals import Control

FOUR_EYES = Control.FOUR_EYES.value
AS_IT_STANDS = Control.APPROVED_AS_IT_STANDS.value


def _move(post: Post, state: State, now: datetime, **changed: object) -> Post:
    """The post in its new state, saved."""
    post.state = state
    post.changed_at = now
    for name, value in changed.items():
        setattr(post, name, value)
    update(post, "state", "changed_at", *changed)
    return post


@action(
    may=Permission.POST_WRITE,
    unless=queries.refusals_to_submit,
    records=EventType.POST_SUBMITTED,
    locks=lock_what_decides,
)
def submit_post(actor: Actor, post: Post) -> Done:
    """Send the post for approval as it stands."""
    _move(post, State.WAITING, actor.now, submitted_at=actor.now, held_because="")
    return Done(post, {"version": post.version, "digest": post.digest})


@action(
    may=Permission.POST_APPROVE,
    unless=queries.refusals_to_approve,
    records=EventType.POST_APPROVED,
    locks=lock_what_decides,
    in_person=True,
)
def approve_post(
    actor: Actor, post: Post, *, note: str = "", wording_confirmed: bool = False, seen: str = ""
) -> Done:
    """Approve exactly this content, so that it can be published at its time; `seen` is what was on the page."""
    policy = queries.policy_for(post)
    approval = Approval(
        post=post, digest=post.digest, by=actor.person, at=actor.now, note=note, policy_digest=policy.digest
    )
    add(approval)
    _move(post, State.APPROVED, actor.now, decided_at=actor.now)
    return Done(
        post,
        {"digest": post.digest, "policy": policy.digest, "note": note},
        controls=(FOUR_EYES, AS_IT_STANDS),
    )


@action(
    may=Permission.POST_APPROVE,
    unless=queries.refusals_to_return,
    records=EventType.POST_RETURNED,
    in_person=True,
)
def return_post(
    actor: Actor, post: Post, *, reasons: tuple[str, ...] = (), words: str = "", seen: str = ""
) -> Done:
    """Send the post back to its author, with ready reasons or words."""
    Return.objects.create(
        post=post,
        version=post.version,
        by=actor.person,
        at=actor.now,
        reasons=list(reasons),
        words=words,
        text_then=post.text,
    )
    _move(post, State.RETURNED, actor.now)
    return Done(post, {"reasons": list(reasons), "words": words}, controls=(FOUR_EYES,))


@action(
    may=Permission.POST_APPROVE, unless=queries.refusals_to_propose, records=EventType.POST_WORDING_PROPOSED
)
def propose_wording(actor: Actor, post: Post, *, text: str) -> Done:
    """Propose other words and send the post back with them; the author takes them in one tap."""
    Proposal.objects.create(post=post, version=post.version, by=actor.person, at=actor.now, text=text)
    Return.objects.create(
        post=post,
        version=post.version,
        by=actor.person,
        at=actor.now,
        reasons=["wording"],
        words="",
        text_then=post.text,
    )
    _move(post, State.RETURNED, actor.now)
    return Done(post, {"text": text})


@action(
    may=Permission.POST_RELEASE,
    unless=queries.refusals_to_release,
    records=EventType.POST_RELEASED,
    locks=lock_what_decides,
    in_person=True,
)
def release_post(actor: Actor, post: Post, *, reason: str) -> Done:
    """Let the post go without a second reader, where the policy allows it; somebody else looks afterwards."""
    policy = current_policy(post.school)
    calendar = school_calendar(post.school, actor.now)
    due_at = calendar.school_hours_after(actor.now, policy.setting("looked_at_afterwards_hours"))
    Release.objects.create(
        post=post,
        digest=post.digest,
        by=actor.person,
        at=actor.now,
        reason=reason,
        policy_digest=policy.digest,
        look_due_at=due_at,
    )
    _move(post, State.RELEASED, actor.now, decided_at=actor.now, submitted_at=actor.now)
    return Done(
        post, {"digest": post.digest, "reason": reason, "policy": policy.digest}, controls=(FOUR_EYES,)
    )


@action(
    may=Permission.POST_APPROVE,
    unless=queries.refusals_to_look_at,
    records=EventType.POST_LOOKED_AT,
    in_person=True,
)
def look_at_release(actor: Actor, release: Release, *, found: str = "") -> Done:
    """Look at a post that went out unread, and say what was found (nothing, if all is well)."""
    release.looked_at, release.looked_by, release.found = actor.now, actor.person, found
    release.save(update_fields=["looked_at", "looked_by", "found"])
    return Done(release, {"found": found, "post": release.post_id}, controls=(FOUR_EYES,))


@action(may=Permission.POST_PUBLISH, unless=queries.refusals_to_expire, records=EventType.POST_EXPIRED)
def expire_post(actor: Actor, post: Post) -> Done:
    """The post missed its time before anyone decided: it never goes out late, its author is asked for a new time."""
    _move(post, State.EXPIRED, actor.now)
    return Done(post, {"was_due_at": post.goes_out_at}, controls=(AS_IT_STANDS,))


@action(
    may=Permission.POST_PUBLISH,
    unless=refusals_in_states(*WILL_GO_OUT, State.GOING_OUT, verb="held"),
    records=EventType.POST_HELD,
)
def hold_post(actor: Actor, post: Post, *, because: str, controls: tuple[str, ...] = ()) -> Done:
    """At its moment something stood against it: it stays here, and its author is told."""
    withdraw_decisions(post, actor.now)
    _move(post, State.HELD, actor.now, held_because=because[:300])
    return Done(post, {"because": because}, controls=controls)


@action(
    may=Permission.POST_WRITE,
    unless=refusals_in_states(*CAN_BE_EDITED, verb="discarded"),
    records=EventType.POST_WITHDRAWN,
)
def discard_post(actor: Actor, post: Post) -> Done:
    """Put the post away; it can be brought back."""
    withdraw_decisions(post, actor.now)
    _move(post, State.DISCARDED, actor.now)
    return Done(post)


@action(
    may=Permission.POST_WRITE,
    unless=refusals_in_states(State.DISCARDED, verb="brought back"),
    records=EventType.POST_BROUGHT_BACK,
)
def restore_post(actor: Actor, post: Post) -> Done:
    """Bring a discarded post back as a draft (the undo of discarding)."""
    _move(post, State.DRAFT, actor.now)
    return Done(post)

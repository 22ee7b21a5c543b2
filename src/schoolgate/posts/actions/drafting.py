"""Starting a post, changing its words, places and time, taking wording that an approver proposed."""

from collections.abc import Sequence
from datetime import datetime

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.changing import content_changed
from schoolgate.posts.changing import refusals_to_change, refusals_to_take_proposal
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostTarget, Proposal
from schoolgate.posts.speaking import own_voices
from schoolgate.rules.posts.content import outlives_new_words
from schoolgate.rules.posts.states import State

_WORDS = (
    "title",
    "text",
    "objective",
    "speaker",
    "goes_out_at",
    "taken_with",
    "single_pupil_reason",
    "other_route",
)


@action(may=Permission.POST_WRITE, unless=nothing_refuses, records=EventType.POST_DRAFTED)
def draft_post(
    actor: Actor,
    school: School,
    *,
    text: str = "",
    title: str = "",
    objective: str = "",
    speaker: str | None = None,
    goes_out_at: datetime | None = None,
    taken_with: Sequence[str] = (),
    single_pupil_reason: str = "",
    other_route: str = "",
    places: Sequence[int] = (),
) -> Done:
    """Start a post. `places` are ids of official accounts; without a time it goes out as soon as it is approved.

    Where nothing is said of who speaks (`speaker`), it is signed as the policy wants this author's posts to be.
    """
    if speaker is None:
        speaker = next(iter(own_voices(actor)), "")
    post = Post.objects.create(
        school=school,
        author=actor.person,
        state=State.DRAFT,
        title=title,
        text=text,
        objective=objective,
        speaker=speaker,
        goes_out_at=goes_out_at,
        taken_with=list(taken_with),
        single_pupil_reason=single_pupil_reason,
        other_route=other_route,
        digest="",
        created_at=actor.now,
        changed_at=actor.now,
    )
    _aim(post, places)
    Hand.objects.create(post=post, version=1, person=actor.person, at=actor.now)
    post.digest = content_digest(post)
    post.save(update_fields=["digest"])
    return Done(post, {"digest": post.digest})


@action(may=Permission.POST_WRITE, unless=refusals_to_change, records=EventType.POST_EDITED)
def edit_post(
    actor: Actor,
    post: Post,
    *,
    text: str,
    title: str = "",
    objective: str = "",
    speaker: str | None = None,
    goes_out_at: datetime | None = None,
    taken_with: Sequence[str] = (),
    single_pupil_reason: str = "",
    other_route: str = "",
    places: Sequence[int] = (),
) -> Done:
    """Change what a post says, what it is for, where it goes and when. Whatever was decided no longer holds.

    Without a word on who speaks (`speaker`), that stays as it is.
    """
    speaker = post.speaker if speaker is None else speaker
    said = (title, text, objective, speaker, goes_out_at, list(taken_with), single_pupil_reason, other_route)
    given = dict(zip(_WORDS, said, strict=True))
    changed = [name for name, value in given.items() if getattr(post, name) != value]
    if {"title", "text"} & set(changed):
        _drop_answers_about_words(post, f"{title}\n{text}")
    for name, value in given.items():
        setattr(post, name, value)
    if _aim(post, places):
        changed.append("places")
    content_changed(actor, post)
    return Done(post, {"changed": changed, "version": post.version, "digest": post.digest})


@action(may=Permission.POST_WRITE, unless=refusals_to_take_proposal, records=EventType.POST_PROPOSAL_TAKEN)
def take_proposal(actor: Actor, post: Post, *, proposal: int) -> Done:
    """Take the wording that an approver proposed. Whoever proposed it may still decide."""
    taken = Proposal.objects.get(post=post, pk=proposal)
    taken.taken_at = actor.now
    taken.save(update_fields=["taken_at"])
    _drop_answers_about_words(post, f"{post.title}\n{taken.text}")
    post.text = taken.text
    content_changed(actor, post)
    return Done(post, {"proposal": taken.pk, "version": post.version, "digest": post.digest})


def _aim(post: Post, places: Sequence[int]) -> bool:
    """Aim the post at these accounts of its school; True where that changed."""
    before = set(PostTarget.objects.filter(post=post).values_list("account_id", flat=True))
    wanted = set(
        OfficialAccount.objects.filter(school_id=post.school_id, pk__in=places).values_list("pk", flat=True)
    )
    PostTarget.objects.filter(post=post, account_id__in=before - wanted).delete()
    PostTarget.objects.bulk_create(PostTarget(post=post, account_id=pk) for pk in sorted(wanted - before))
    return before != wanted


def _drop_answers_about_words(post: Post, words: str) -> None:
    policy = current_policy(post.school)
    for answer in JudgementAnswer.objects.filter(post=post):
        if not outlives_new_words(answer.question, answer.about, words, policy):
            answer.delete()

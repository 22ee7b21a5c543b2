"""Urgent notices: written by one, approved beforehand by another, sent at 06:30 with closed blanks."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, time

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Approval, NoticeTemplate, Post, PostTarget
from schoolgate.posts.notices import filled, refusals_to_approve_notice, refusals_to_prepare, refusals_to_send
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control


def notice_digest(title: str, text: str, reasons: Sequence[str], account_ids: Sequence[int]) -> str:
    """Names exactly what was approved beforehand."""
    content = json.dumps([title, text, list(reasons), sorted(account_ids)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


@action(may=Permission.NOTICE_PREPARE, unless=refusals_to_prepare, records=EventType.NOTICE_PREPARED)
def prepare_notice(
    actor: Actor, school: School, *, title: str, text: str, reasons: Sequence[str], accounts: Sequence[int]
) -> Done:
    """Write a notice with closed blanks; somebody else approves it before it can be used."""
    chosen = list(OfficialAccount.objects.filter(school=school, pk__in=accounts))
    notice = NoticeTemplate.objects.create(
        school=school,
        title=title,
        text=text,
        reasons=list(reasons),
        written_by=actor.person,
        written_at=actor.now,
        digest=notice_digest(title, text, reasons, [account.pk for account in chosen]),
    )
    notice.accounts.set(chosen)
    return Done(notice, {"title": title})


@action(
    may=Permission.NOTICE_PREPARE,
    unless=refusals_to_approve_notice,
    records=EventType.NOTICE_APPROVED,
    in_person=True,
)
def approve_notice(actor: Actor, notice: NoticeTemplate) -> Done:
    """Approve a notice beforehand, so that it can go out at any hour with only its blanks filled."""
    notice.approved_by, notice.approved_at = actor.person, actor.now
    notice.save(update_fields=["approved_by", "approved_at"])
    return Done(notice, {"digest": notice.digest}, controls=(Control.FOUR_EYES.value,))


@action(may=Permission.NOTICE_PREPARE, unless=nothing_refuses, records=EventType.NOTICE_RETIRED)
def retire_notice(actor: Actor, notice: NoticeTemplate) -> Done:
    """Take a notice out of use."""
    notice.retired_at = actor.now
    notice.save(update_fields=["retired_at"])
    return Done(notice)


@action(may=Permission.NOTICE_SEND, unless=refusals_to_send, records=EventType.NOTICE_USED)
def send_notice(
    actor: Actor, notice: NoticeTemplate, *, on: date | None = None, at: time | None = None, reason: str = ""
) -> Done:
    """Fill the blanks and let the notice out at once: two people have agreed to it beforehand."""
    post = Post.objects.create(
        school_id=notice.school_id,
        author=actor.person,
        state=State.APPROVED,
        title=notice.title,
        text=filled(notice.text, on=on, at=at, reason=reason),
        objective="parent_information",
        digest="",
        from_notice=notice,
        created_at=actor.now,
        changed_at=actor.now,
        submitted_at=actor.now,
        decided_at=actor.now,
    )
    PostTarget.objects.bulk_create(
        PostTarget(post=post, account=account) for account in notice.accounts.all()
    )
    post.digest = content_digest(post)
    post.save(update_fields=["digest"])
    Approval.objects.create(
        post=post,
        digest=post.digest,
        by=notice.approved_by,  # type: ignore[misc]
        at=notice.approved_at,
        note="Approved beforehand as an urgent notice.",
        policy_digest=current_policy(notice.school).digest,
    )
    return Done(post, {"notice": notice.pk, "digest": post.digest}, controls=(Control.FOUR_EYES.value,))

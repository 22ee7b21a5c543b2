"""Deciding a post: the five habits for each verb."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import AlreadyDone, NotHere, Refused
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.actions import deciding
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Approval, Delivery, Hand, JudgementAnswer, Post, PostTarget, Release
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests.make import NOW, make_account, voice_of

pytestmark = pytest.mark.django_db


def a_post(cast, *, state=State.WAITING, author=None, **given) -> Post:
    """A post in words for the noticeboard, answered and in order."""
    author = author or cast.jo
    post = Post.objects.create(
        school=cast.oakfield,
        author=author,
        state=state,
        text="The summer fair starts at two.",
        speaker=voice_of(author, cast.oakfield),
        objective="event",
        digest="",
        goes_out_at=NOW + timedelta(hours=3),
        created_at=NOW,
        changed_at=NOW,
        **given,
    )
    PostTarget.objects.create(post=post, account=cast.noticeboard)
    Hand.objects.create(post=post, version=1, person=author, at=NOW)
    for question in fresh_policy().questions:
        JudgementAnswer.objects.create(
            post=post, question=question.key, is_yes=False, answered_by=author, answered_at=NOW
        )
    post.digest = content_digest(post)
    post.save()
    return post


def controls(refused: Refused) -> set[Control]:
    return {one.control for one in refused.refusals}


def test_approving_signs_exactly_this_content_and_records_one_event(cast):
    post = a_post(cast)
    deciding.approve_post(cast.as_actor(cast.head), post, note="Lovely")
    post.refresh_from_db()
    assert post.state == State.APPROVED
    approval = Approval.objects.get(post=post)
    assert approval.digest == post.digest
    assert approval.by == cast.head
    (event,) = Event.objects.all()
    assert event.type == EventType.POST_APPROVED
    assert "gate.four_eyes" in event.controls


def test_the_author_cannot_approve_and_nothing_changes(cast):
    post = a_post(cast)
    with pytest.raises(Refused) as refused:
        deciding.approve_post(cast.as_actor(cast.jo), post)
    assert Control.FOUR_EYES in controls(refused.value)
    post.refresh_from_db()
    assert post.state == State.WAITING
    assert not Approval.objects.exists()
    assert not Event.objects.exists()


def test_the_headteacher_who_edited_cannot_approve(cast):
    post = a_post(cast)
    Hand.objects.create(post=post, version=1, person=cast.head, at=NOW)
    with pytest.raises(Refused) as refused:
        deciding.approve_post(cast.as_actor(cast.head), post)
    assert Control.FOUR_EYES in controls(refused.value)


def test_the_database_itself_refuses_an_approval_by_a_hand(cast):
    post = a_post(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Approval.objects.create(post=post, digest=post.digest, by=cast.jo, at=NOW, policy_digest="p")


def test_the_database_itself_refuses_a_delivery_without_a_decision(cast):
    post = a_post(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.create(
            post=post, account=cast.noticeboard, digest=post.digest, not_before=NOW, claimed_at=NOW
        )


def test_a_later_change_voids_the_approval_in_the_database(cast):
    post = a_post(cast)
    deciding.approve_post(cast.as_actor(cast.head), post)
    Post.objects.filter(pk=post.pk).update(digest="changed")
    for digest in (post.digest, "changed"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Delivery.objects.create(
                post=post, account=cast.noticeboard, digest=digest, not_before=NOW, claimed_at=NOW
            )


def test_two_approvers_at_once_the_second_hears_that_somebody_was_quicker(cast):
    post = a_post(cast)
    stale = Post.objects.get(pk=post.pk)
    deciding.approve_post(cast.as_actor(cast.head), post)
    with pytest.raises(Refused) as refused:
        deciding.approve_post(cast.as_actor(cast.deputy), stale)
    assert controls(refused.value) == {Control.STATE}


def test_a_governor_may_not_approve(cast):
    post = a_post(cast)
    with pytest.raises(Refused) as refused:
        deciding.approve_post(cast.as_actor(cast.governor), post)
    assert controls(refused.value) == {Control.PERMISSION}


def test_a_post_of_another_school_is_not_there(cast):
    post = a_post(cast)
    with pytest.raises(NotHere):
        deciding.approve_post(cast.as_actor(cast.head_elsewhere, cast.elmsgate), post)


def test_sending_back_keeps_the_reasons_and_the_words_of_that_moment(cast):
    post = a_post(cast)
    deciding.return_post(cast.as_actor(cast.head), post, reasons=("names",), words="Leave the name out")
    post.refresh_from_db()
    assert post.state == State.RETURNED
    sent_back = post.returns.get()
    assert sent_back.reasons == ["names"]
    assert sent_back.text_then == post.text
    assert Event.objects.get().type == EventType.POST_RETURNED


def test_sending_back_without_a_reason_is_refused(cast):
    post = a_post(cast)
    with pytest.raises(Refused):
        deciding.return_post(cast.as_actor(cast.head), post)
    assert not Event.objects.exists()


def test_proposing_words_makes_nobody_a_hand(cast):
    post = a_post(cast)
    deciding.propose_wording(cast.as_actor(cast.head), post, text="The fair starts at two o’clock.")
    post.refresh_from_db()
    assert post.state == State.RETURNED
    assert post.text == "The summer fair starts at two."
    assert not Hand.objects.filter(post=post, person=cast.head).exists()


def test_the_fresh_school_reads_everything_first(cast):
    post = a_post(cast, state=State.DRAFT)
    with pytest.raises(Refused) as refused:
        deciding.release_post(cast.as_actor(cast.jo), post, reason="It is urgent")
    assert Control.FOUR_EYES in controls(refused.value)
    assert not Release.objects.exists()


def test_a_post_that_missed_its_time_expires_and_is_never_approved_late(cast):
    post = a_post(cast)
    late = cast.now + timedelta(hours=4)
    with pytest.raises(Refused) as refused:
        deciding.approve_post(cast.as_actor(cast.head, now=late), post)
    assert Control.APPROVED_AS_IT_STANDS in controls(refused.value)


def test_discarding_can_be_undone(cast):
    post = a_post(cast)
    actor = cast.as_actor(cast.jo)
    deciding.discard_post(actor, post)
    deciding.restore_post(actor, post)
    post.refresh_from_db()
    assert post.state == State.DRAFT
    assert [event.type for event in Event.objects.order_by("pk")] == ["post.withdrawn", "post.brought_back"]


def test_submitting_twice_with_one_form_does_it_once(cast):
    post = a_post(cast, state=State.DRAFT)
    deciding.submit_post(cast.as_actor(cast.jo), post, form_key="k1")
    with pytest.raises(AlreadyDone):
        deciding.submit_post(cast.as_actor(cast.jo), post, form_key="k1")
    assert Event.objects.count() == 1


def test_a_suspended_place_refuses_submission(cast):
    post = a_post(cast, state=State.DRAFT)
    closed = make_account(cast.oakfield, "Old page", "by_hand", standing="suspended")
    PostTarget.objects.create(post=post, account=closed)
    with pytest.raises(Refused) as refused:
        deciding.submit_post(cast.as_actor(cast.jo), post)
    assert Control.NOTHING_WHILE_SUSPENDED in controls(refused.value)


def test_somebody_else_looks_afterwards_and_never_the_one_who_released(cast):
    post = a_post(cast, state=State.RELEASED)
    release = Release.objects.create(
        post=post, digest=post.digest, by=cast.jo, at=NOW, reason="Urgent", policy_digest="p",
        look_due_at=NOW + timedelta(hours=4),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        deciding.look_at_release(cast.as_actor(cast.jo), release)
    assert Control.FOUR_EYES in controls(refused.value)
    deciding.look_at_release(cast.as_actor(cast.lee), release, found="")
    release.refresh_from_db()
    assert release.looked_by == cast.lee

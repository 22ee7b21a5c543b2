"""Who hears what by e-mail, and that no letter says more than it may."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from schoolgate.kernel.permissions import Role
from schoolgate.notifications import letters
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.actions import deciding, noticing, stopping
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostTarget
from schoolgate.registers.actions import write_entry
from schoolgate.rules.posts.states import State
from tests.following import follow_up
from tests.make import NOW, make_person

pytestmark = pytest.mark.django_db

# Words that a letter must never hold: the post's own.
TITLE, TEXT = "Zebra crossing", "The quagga fair starts at two."


def a_post(cast, *, state=State.DRAFT, goes_out_at=None) -> Post:
    post = Post.objects.create(
        school=cast.oakfield,
        author=cast.jo,
        state=state,
        title=TITLE,
        text=TEXT,
        speaker=cast.jo.team,
        objective="event",
        digest="",
        goes_out_at=goes_out_at or NOW + timedelta(hours=3),
        created_at=NOW,
        changed_at=NOW,
    )
    PostTarget.objects.create(post=post, account=cast.noticeboard)
    Hand.objects.create(post=post, version=1, person=cast.jo, at=NOW)
    for question in fresh_policy().questions:
        JudgementAnswer.objects.create(
            post=post, question=question.key, is_yes=False, answered_by=cast.jo, answered_at=NOW
        )
    post.digest = content_digest(post)
    post.save()
    return post


def told() -> dict[str, str]:
    """Who was written to, and the subject."""
    found = {message.to[0]: message.subject for message in mail.outbox}
    for message in mail.outbox:
        assert "quagga" not in message.body.lower() + message.subject.lower()
        assert "zebra" not in message.body.lower() + message.subject.lower()
    return found


def submitted(cast, now: datetime = NOW, **given) -> Post:
    post = a_post(cast, **given)
    deciding.submit_post(cast.as_actor(cast.jo, now=now), post)
    follow_up(now)
    return post


def test_a_post_that_waits_is_told_to_who_may_decide_and_not_to_its_author(cast):
    post = submitted(cast)
    assert cast.head.email in told()
    assert cast.deputy.email in told()
    assert cast.jo.email not in told()
    assert cast.volunteer.email not in told()
    letter = mail.outbox[0]
    assert letter.subject == "A post waits for your approval"
    assert "Jo Ash has sent a post for approval at Oakfield Primary School." in letter.body
    assert "It would go out today 13:00." in letter.body
    assert letter.body.endswith(f"/schools/oakfield/posts/{post.pk}/approve\n")


def test_the_whole_staff_is_not_written_to_where_any_colleague_may_decide(cast):
    for _ in range(20):
        make_person(cast.oakfield, Role.STAFF)
    submitted(cast)
    assert len(told()) <= 8


def test_where_the_rota_says_who_reads_posts_today_they_alone_are_written_to(cast):
    turn = {"person": cast.deputy.pk, "what": "posts", "from_on": "2026-11-01", "days": ["tue"]}
    write_entry(cast.as_actor(cast.head), cast.oakfield, register="rota", answers=turn)
    submitted(cast)
    assert [to for to in told() if to != cast.jo.email] == [cast.deputy.email]
    mail.outbox.clear()
    submitted(cast, now=NOW + timedelta(days=1), goes_out_at=NOW + timedelta(days=2))
    assert len(told()) > 1


def test_in_the_evening_the_letter_waits_for_the_morning(cast):
    late = NOW.replace(hour=20)
    submitted(cast, now=late, goes_out_at=NOW + timedelta(days=2))
    assert told() == {}
    letters.send_due(late + timedelta(hours=11))
    assert told() == {}
    letters.send_due(late.replace(hour=7, minute=30) + timedelta(days=1))
    assert cast.head.email in told()


def test_what_was_decided_in_the_evening_is_not_asked_in_the_morning(cast):
    late = NOW.replace(hour=20)
    post = submitted(cast, now=late, goes_out_at=NOW + timedelta(days=2))
    deciding.approve_post(cast.as_actor(cast.head, now=late), post)
    follow_up(late)
    letters.send_due(late + timedelta(hours=12))
    assert told() == {cast.jo.email: "Your post is approved"}


def test_the_author_hears_that_it_is_approved_and_when_it_goes_out(cast):
    post = submitted(cast)
    mail.outbox.clear()
    deciding.approve_post(cast.as_actor(cast.head), post)
    follow_up(NOW)
    assert told() == {cast.jo.email: "Your post is approved"}
    assert "It goes out today 13:00." in mail.outbox[0].body


def test_the_author_hears_that_it_came_back_and_the_reasons_stay_on_the_page(cast):
    post = submitted(cast)
    mail.outbox.clear()
    deciding.return_post(cast.as_actor(cast.head), post, words="The quagga is a zebra")
    follow_up(NOW)
    assert told() == {cast.jo.email: "Your post came back"}
    assert f"/posts/{post.pk}/edit" in mail.outbox[0].body


def test_the_author_hears_that_other_words_are_proposed(cast):
    post = submitted(cast)
    mail.outbox.clear()
    deciding.propose_wording(cast.as_actor(cast.head), post, text="The quagga fair starts at three.")
    follow_up(NOW)
    assert told() == {cast.jo.email: "Your post came back"}
    assert "proposes other words" in mail.outbox[0].body


def test_the_author_hears_that_nobody_decided_in_time(cast):
    post = submitted(cast)
    mail.outbox.clear()
    later = NOW + timedelta(hours=4)
    deciding.expire_post(_clock(cast, later), post)
    follow_up(later)
    assert told() == {cast.jo.email: "Your post did not go out"}
    assert "Choose a new time" in mail.outbox[0].body


def test_the_author_hears_that_it_was_held_but_not_why(cast):
    post = submitted(cast)
    deciding.approve_post(cast.as_actor(cast.head), post)
    follow_up(NOW)
    mail.outbox.clear()
    deciding.hold_post(_clock(cast, NOW), post, because="The quagga cannot be shown.")
    follow_up(NOW)
    assert told() == {cast.jo.email: "Your post did not go out"}


def test_a_prepared_notice_is_told_to_other_leaders(cast):
    noticing.prepare_notice(
        cast.as_actor(cast.deputy),
        cast.oakfield,
        title="Zebra closed",
        text="The school is closed on {date}: {reason}. quagga",
        reasons=["snow"],
        accounts=[cast.noticeboard.pk],
    )
    follow_up(NOW)
    assert cast.head.email in told()
    assert cast.deputy.email not in told()


def test_a_stop_is_told_at_once_whatever_the_hour(cast):
    night = NOW.replace(hour=23)
    stopping.stop_posts(cast.as_actor(cast.deputy, now=night), cast.oakfield, reason="quagga")
    follow_up(night)
    assert told()[cast.head.email] == "All posts are stopped"


def test_running_what_follows_twice_tells_nobody_twice(cast):
    from schoolgate.kernel.models import FollowUp

    submitted(cast)
    number = len(mail.outbox)
    FollowUp.objects.update(done_at=None, not_before=NOW)
    follow_up(NOW)
    assert len(mail.outbox) == number > 0


def _clock(cast, now):
    from schoolgate.kernel.actor import clock

    return clock(cast.oakfield, now)

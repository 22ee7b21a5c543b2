"""Urgent notices with closed blanks, and the emergency stop."""

from datetime import time, timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from schoolgate.people.queries import trust_actor_of
from schoolgate.posts.actions.noticing import approve_notice, prepare_notice, retire_notice, send_notice
from schoolgate.posts.actions.stopping import resume_posts, stop_posts, stop_trust_posts
from schoolgate.posts.models import Approval, NoticeTemplate, Post, Stop
from schoolgate.posts.stopping import words_of_stop
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control

pytestmark = pytest.mark.django_db
WORDS = "School is closed on [date] because of [reason]. We hope to open at [time] the day after."


def a_notice(cast, *, approved: bool = True) -> NoticeTemplate:
    notice = prepare_notice(
        cast.as_actor(cast.head),
        cast.oakfield,
        title="Closure",
        text=WORDS,
        reasons=["snow", "no heating"],
        accounts=[cast.noticeboard.pk],
    ).subject
    if approved:
        approve_notice(cast.as_actor(cast.deputy), notice)
        notice.refresh_from_db()
    return notice


def filled(cast, **changed):
    return {
        "on": (cast.now + timedelta(days=1)).date(),
        "at": time(8, 30),
        "reason": "snow",
        **changed,
    }


def test_a_closure_goes_out_at_half_past_six_and_two_people_have_agreed(cast):
    notice = a_notice(cast)
    early = cast.as_actor(cast.jo, now=cast.now.replace(hour=6, minute=30))
    post = send_notice(early, notice, **filled(cast)).subject
    assert post.state == State.APPROVED
    assert "because of snow" in post.text
    assert "08:30" in post.text
    approval = Approval.objects.get(post=post)
    assert approval.by == cast.deputy
    assert notice.written_by == cast.head


@pytest.mark.parametrize("wrong", [{"reason": "holiday weather"}, {"on": None}])
def test_a_blank_takes_only_what_was_agreed(cast, wrong):
    notice = a_notice(cast)
    with pytest.raises(Refused):
        send_notice(cast.as_actor(cast.jo), notice, **filled(cast, **wrong))
    assert not Post.objects.exists()


def test_whoever_wrote_a_notice_cannot_approve_it(cast):
    notice = a_notice(cast, approved=False)
    with pytest.raises(Refused) as refused:
        approve_notice(cast.as_actor(cast.head), notice)
    assert refused.value.refusals[0].control is Control.FOUR_EYES
    notice.refresh_from_db()
    assert notice.approved_at is None


def test_a_notice_that_nobody_approved_is_not_sent(cast):
    notice = a_notice(cast, approved=False)
    with pytest.raises(Refused):
        send_notice(cast.as_actor(cast.jo), notice, **filled(cast))
    assert not Post.objects.exists()


def test_a_teacher_may_not_prepare_a_notice(cast):
    with pytest.raises(Refused) as refused:
        prepare_notice(
            cast.as_actor(cast.jo),
            cast.oakfield,
            title="T",
            text="Closed",
            reasons=[],
            accounts=[cast.website.pk],
        )
    assert refused.value.refusals[0].control is Control.PERMISSION
    assert not Event.objects.exists()


def test_stopping_is_one_event_and_every_page_says_so(cast):
    stop_posts(cast.as_actor(cast.head), cast.oakfield, reason="A wrong picture is up")
    assert words_of_stop(cast.oakfield) == "All posts are stopped by the headteacher."
    assert words_of_stop(cast.elmsgate) == ""
    assert Event.objects.get().type == "posts.stopped"


def test_a_stop_of_the_trust_stops_every_school(cast):
    Stop.objects.create(trust=cast.trust, school=None, stopped_at=cast.now, role_words="trust officer")
    assert "trust officer" in words_of_stop(cast.oakfield)
    assert "trust officer" in words_of_stop(cast.elmsgate)
    assert words_of_stop(cast.farrow) == ""


def test_a_second_stop_is_refused_and_resuming_lifts_it(cast):
    head = cast.as_actor(cast.head)
    stop = stop_posts(head, cast.oakfield).subject
    with pytest.raises(Refused):
        stop_posts(head, cast.oakfield)
    resume_posts(head, stop)
    assert words_of_stop(cast.oakfield) == ""


def test_a_teacher_may_not_stop_and_a_stranger_finds_no_school(cast):
    with pytest.raises(Refused):
        stop_posts(cast.as_actor(cast.jo), cast.oakfield)
    with pytest.raises(NotHere):
        stop_posts(cast.as_actor(cast.stranger, cast.farrow), cast.oakfield)
    assert not Stop.objects.exists()


def test_nothing_is_sent_while_stopped(cast):
    notice = a_notice(cast)
    stop_posts(cast.as_actor(cast.head), cast.oakfield)
    with pytest.raises(Refused) as refused:
        send_notice(cast.as_actor(cast.jo), notice, **filled(cast))
    assert Control.NOTHING_WHILE_SUSPENDED in {one.control for one in refused.value.refusals}


def test_a_notice_out_of_use_is_not_sent_any_more(cast):
    notice = a_notice(cast)
    retire_notice(cast.as_actor(cast.deputy), notice)
    notice.refresh_from_db()
    with pytest.raises(Refused):
        send_notice(cast.as_actor(cast.jo), notice, **filled(cast))
    assert not Post.objects.exists()
    assert Event.objects.order_by("-pk").first().type == "notice.retired"


def test_a_teacher_or_a_stranger_cannot_retire_a_notice(cast):
    notice = a_notice(cast)
    with pytest.raises(Refused):
        retire_notice(cast.as_actor(cast.jo), notice)
    with pytest.raises(NotHere):
        retire_notice(cast.as_actor(cast.head_elsewhere, cast.elmsgate), notice)
    notice.refresh_from_db()
    assert notice.retired_at is None


@pytest.fixture
def officer(cast):
    """Dee is appointed at the trust as well."""
    Appointment.objects.create(
        person=cast.deputy,
        role=Role.TRUST_OFFICER,
        trust=cast.trust,
        first_on=cast.now.date() - timedelta(days=9),
    )
    return trust_actor_of(cast.deputy, cast.trust, cast.now)


def test_the_trust_stops_every_school_and_only_the_trust_resumes(cast, officer):
    stop = stop_trust_posts(officer, cast.trust).subject
    for school in (cast.oakfield, cast.elmsgate):
        assert words_of_stop(school) == "All posts are stopped by the trust officer."
    with pytest.raises(Refused):
        resume_posts(cast.as_actor(cast.head), stop)
    with pytest.raises(Refused):
        stop_trust_posts(officer, cast.trust)
    resume_posts(officer, stop)
    assert words_of_stop(cast.elmsgate) == ""
    assert [event.log_id for event in Event.objects.all()] == [f"trust:{cast.trust.pk}"] * 2


def test_a_headteacher_cannot_stop_the_trust_nor_a_stranger(cast, officer):
    with pytest.raises(Refused):
        stop_trust_posts(trust_actor_of(cast.head, cast.trust, cast.now), cast.trust)
    with pytest.raises(NotHere):
        stop_trust_posts(officer, cast.farrow.trust)
    assert not Stop.objects.exists()


def test_an_officer_stops_and_resumes_the_trust_from_the_page(cast, officer):
    client = cast.browse_as(cast.deputy)
    assert "every school" in client.get("/schools/oakfield/stop").content.decode()
    client.post("/schools/oakfield/stop/trust")
    assert words_of_stop(cast.elmsgate) != ""
    client.post("/schools/oakfield/stop/trust/resume")
    assert words_of_stop(cast.elmsgate) == ""
    assert "every school" not in cast.browse_as(cast.head).get("/schools/oakfield/stop").content.decode()

"""Staff who asked not to be shown are not shown, and what is public waits for somebody to look at it."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.media.models import Appearance
from schoolgate.posts.actions.flagging import flag_post
from schoolgate.posts.actions.picturing import name_adult
from schoolgate.posts.models import Post
from schoolgate.posts.queries import judged
from schoolgate.posts.tests.writing import draft, with_picture
from schoolgate.rules.consents import Said
from schoolgate.rules.posts.deciding import refusals_to_submit
from schoolgate.rules.refusals import Control
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture
from tests import make


def barred_places(cast, post):
    facts, policy = judged(cast.as_actor(cast.jo), post)
    return [
        one.words
        for one in refusals_to_submit(facts, policy, make.NOW)
        if one.control == Control.CONSENT_FOR_EVERY_USE
    ]


def says(cast, said, *questions):
    answers = {use: said for question in questions for use in uses_asked_by(question)}
    answer_about_picture(cast.as_actor(cast.lee), cast.lee, answers=answers)


@pytest.fixture
def post(cast):
    found = draft(cast, places=[cast.noticeboard.pk, cast.facebook.pk])
    picture = with_picture(cast, found)
    name_adult(cast.as_actor(cast.jo), found, picture=picture.pk, person=cast.lee.pk, agreed=True)
    return Post.objects.get(pk=found.pk)


def test_without_an_answer_what_the_author_was_told_counts(cast, post):
    assert barred_places(cast, post) == []


def test_a_no_goes_before_what_the_author_was_told(cast, post):
    says(cast, Said.NO, "online")
    (words,) = barred_places(cast, post)
    assert words.startswith("Lee Birch can’t be shown on ")
    assert "Noticeboard" in words
    assert "Facebook" in words


def test_a_no_to_newspapers_leaves_the_noticeboard_open(cast, post):
    says(cast, Said.NO, "press")
    assert barred_places(cast, post) == []


def test_a_yes_counts_without_the_author_saying_so(cast, post):
    Appearance.objects.update(visitor_agreed=False)
    assert barred_places(cast, post)
    says(cast, Said.YES, "online")
    assert barred_places(cast, post) == []


def test_a_no_flags_what_is_public_once(cast, post):
    Post.objects.filter(pk=post.pk).update(state="up", up_at=make.NOW)
    says(cast, Said.NO, "online")
    run_all(make.NOW)
    run_all(make.NOW)
    duty = Duty.objects.get(key="duty.asked_to_stay_out")
    assert duty.owed_by == cast.jo
    assert duty.link == f"/schools/oakfield/posts/{post.pk}"
    assert "Birch" not in duty.what


def test_nothing_is_flagged_by_a_yes(cast, post):
    Post.objects.filter(pk=post.pk).update(state="up", up_at=make.NOW)
    says(cast, Said.YES, "online")
    run_all(make.NOW)
    assert not Duty.objects.filter(key="duty.asked_to_stay_out").exists()


def test_an_author_is_asked_once_and_only_by_the_clock_or_who_may_take_down(cast, post):
    flag_post(clock(cast.oakfield, make.NOW), post)
    with pytest.raises(Refused):
        flag_post(clock(cast.oakfield, make.NOW), post)
    with pytest.raises(Refused):
        flag_post(cast.as_actor(cast.volunteer), post)
    assert Duty.objects.filter(key="duty.asked_to_stay_out").count() == 1
    assert Event.objects.filter(type="post.flagged").count() == 1

"""Names in words, notices, quiet hours, and what a school sets of its own."""

from dataclasses import replace
from datetime import time, timedelta

from django.core import mail

from schoolgate.notifications.letters import send_due
from schoolgate.posts.actions.deciding import approve_post, look_at_release, release_post, submit_post
from schoolgate.posts.actions.noticing import approve_notice, prepare_notice, send_notice
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.models import Delivery, PostPicture, Release
from schoolgate.posts.publishing.outgoing import outgoing_post
from schoolgate.rules.consents import ALL_USES
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.places import place_of_kind
from tests.clauses.stage import CONSENT, Stage


@scene
def no_full_name_beside_a_picture(stage: Stage) -> None:
    """Amara is in the picture and named in full beside it: refused, whatever her family allows; her first name is
    not."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,), text="Amara Okello won the cup.")
    stage.refuses(submit_post, stage.cast.jo, post, says="is a full name beside a picture")
    first = stage.posting.ready(pupils=(amara,), text="Amara won the cup.")
    stage.does(submit_post, stage.cast.jo, first)


@scene
def a_pupil_is_named_by_first_name_with_a_yes(stage: Stage) -> None:
    """A full name in the words is refused; a first name needs a yes to being named."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    post = stage.posting.ready(text="Amara Okello won the cup.")
    stage.refuses(submit_post, stage.cast.jo, post, says="is a pupil’s full name")
    first = stage.posting.ready(text="Amara from Year 4 won the cup.")
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), first)
    assert any(one.control == CONSENT and "can’t be named" in one.words for one in found)
    make.consents(amara, *ALL_USES)
    stage.does(submit_post, stage.cast.jo, first)


@scene
def a_notice_for_families_is_to_go_another_way_too(stage: Stage) -> None:
    """Something families need to know is written as a post: the author is reminded, and is not stopped."""
    post = stage.posting.ready(objective="parent_information")
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    assert [one.words for one in found if one.control == stage.row.instance] == [
        "Not every family uses social media."
    ]
    assert all(one.warning for one in found)
    assert stage.is_cited()


@scene
def what_went_out_unread_is_looked_at_in_time(stage: Stage) -> None:
    """Where a school lets posts go unread, somebody else is asked to look by a time of school hours."""
    stage.sets("second_reader", "where_possible")
    hours = stage.policy.setting("looked_at_afterwards_hours")
    post = stage.posting.ready()
    stage.does(release_post, stage.cast.jo, post, reason="Everybody else is on the trip.")
    release = Release.objects.get(post=post)
    assert stage.cast.now < release.look_due_at <= stage.cast.now + timedelta(days=hours)
    assert "Look at what went out unread" in stage.today(stage.cast.lee)
    stage.does(look_at_release, stage.cast.lee, release)
    assert "Look at what went out unread" not in stage.today(stage.cast.lee)
    stage.told_of_the_clause()


@scene
def a_colleague_may_agree(stage: Stage) -> None:
    """Any colleague may agree to a post, but nobody to their own."""
    post = stage.posting.waiting()
    assert approve_post.why_not(stage.as_actor(stage.cast.jo), post)
    stage.does(approve_post, stage.cast.lee, post)
    stage.told_of_the_clause()


@scene
def a_display_rests_on_the_schools_task(stage: Stage) -> None:
    """Nobody has asked Amara's family: a display in school may show her until somebody objects, the website not."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    inside = place_of_kind(stage, "display")
    found = submit_post.why_not(
        stage.as_actor(stage.cast.jo), stage.posting.ready(pupils=(amara,), places=[inside])
    )
    assert not any(one.control == CONSENT for one in found)
    public = stage.posting.ready(pupils=(amara,), places=[stage.cast.website])
    assert any(one.control == CONSENT for one in submit_post.why_not(stage.as_actor(stage.cast.jo), public))
    stage.told_of_the_clause()


@scene
def an_urgent_notice_uses_words_agreed_before(stage: Stage) -> None:
    """The head writes a notice with blanks, the deputy agrees; one morning it goes out at once, and only with what
    may stand in the blanks."""
    words = {
        "title": "Closure",
        "text": "School is closed on [date] because of [reason].",
        "reasons": ["snow"],
    }
    places = [stage.cast.noticeboard.pk]
    notice = stage.does(prepare_notice, stage.cast.head, stage.school, accounts=places, **words).subject
    on = (stage.cast.now + timedelta(days=1)).date()
    assert send_notice.why_not(stage.as_actor(stage.cast.jo), notice, on=on, reason="snow")
    stage.does(approve_notice, stage.cast.deputy, notice)
    notice.refresh_from_db()
    assert send_notice.why_not(stage.as_actor(stage.cast.jo), notice, on=on, reason="a party")
    post = stage.does(send_notice, stage.cast.jo, notice, on=on, reason="snow").subject
    stage.time_passes()
    assert Delivery.objects.get(post=post).state == Delivery.State.UP
    stage.told_of_the_clause()


@scene
def nobody_is_written_to_in_quiet_hours(stage: Stage) -> None:
    """A post is sent at ten at night: the letter to those who may agree waits until the morning."""
    night = replace(stage.as_actor(stage.cast.jo), now=stage.cast.now.replace(hour=22, minute=0))
    post = stage.posting.ready()
    mail.outbox.clear()
    submit_post(night, post)
    stage.time_passes(night.now)
    send_due(night.now)
    assert not mail.outbox
    morning = night.now.replace(hour=7, minute=30) + timedelta(days=1)
    send_due(morning)
    assert mail.outbox
    assert time(7, 30) == morning.time()
    stage.told_of_the_clause()


@scene
def no_full_name_anywhere_beside_a_picture(stage: Stage) -> None:
    """Amara is in the picture. Her full name is refused in the words, in the title and in what the picture is said to
    show; and the file that goes out carries no name, whatever it was called."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    for where in ({"text": "Amara Okello won the cup."}, {"title": "Amara Okello"}):
        post = stage.posting.ready(pupils=(amara,), **where)
        stage.refuses(submit_post, stage.cast.jo, post, says="is a full name beside a picture")
    post = stage.posting.ready(pupils=(amara,))
    inside = PostPicture.objects.get(post=post)
    said = PictureSaid(inside.pk, alt="Amara Okello with the cup", people_count=1)
    stage.does(describe_pictures, stage.cast.jo, post, said=[said])
    stage.posting.answer(post)
    stage.refuses(submit_post, stage.cast.jo, post, says="is a full name beside a picture")
    agreed = stage.posting.approved(pupils=(amara,))
    stage.time_passes()
    (picture,) = outgoing_post(Delivery.objects.get(post=agreed)).pictures
    assert picture.filename == "picture-1.jpg"


@scene
def every_place_has_the_same_steps(stage: Stage) -> None:
    """A post for social media needs what one for the website or the newspaper needs: it waits for approval there."""
    press = place_of_kind(stage, "press")
    for place in (stage.cast.facebook, stage.cast.website, press):
        waiting = stage.posting.waiting(places=[place])
        stage.refuses(claim_delivery, stage.clock, waiting, account_id=place.pk)
        stage.does(approve_post, stage.cast.head, waiting)
        waiting.refresh_from_db()
        assert not claim_delivery.why_not(stage.clock, waiting, account_id=place.pk)

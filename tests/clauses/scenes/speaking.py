"""Who speaks in a post, whose work is in it, with what its pictures were taken, and what leaves of them."""

from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.actions.taking_out import take_out_picture
from schoolgate.posts.models import Delivery, Post, PostPicture
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.rules.posts.cameras import CAMERAS
from tests import make
from tests.clauses.posting import words_of
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

PERMISSION = PostPicture.Rights.PERMISSION


@scene
def a_post_says_who_speaks(stage: Stage) -> None:
    """Without a name it is not sent; the team's name goes with the words, to the noticeboard and elsewhere."""
    unsigned = stage.posting.ready(speaker="")
    stage.refuses(submit_post, stage.cast.jo, unsigned, says="It is not said who speaks")
    post = stage.posting.approved(places=[stage.cast.noticeboard, stage.cast.facebook])
    assert post.speaker == stage.cast.jo.team
    assert f"signed {stage.cast.jo.team}" in stage.page(stage.cast.head, "posts:post", post_id=post.pk)
    stage.time_passes()
    assert f"— {stage.cast.jo.team}" in _by_hand(stage, post)
    assert f"· {stage.cast.jo.team}" in stage.page(stage.cast.jo, "posts:noticeboard")


@scene
def nobody_speaks_as_a_colleague(stage: Stage) -> None:
    """Jo is offered her own names only; a post under Lee's is not sent, whoever put it there."""
    lee = f"{stage.cast.lee.short_name}, staff"
    offered = stage.page_as_sent(stage.cast.jo, "posts:new")
    assert f'value="{stage.cast.jo.short_name}, staff"' in offered
    assert lee not in offered
    post = stage.posting.ready(speaker=lee)
    stage.refuses(submit_post, stage.cast.jo, post, says="cannot speak as")
    stage.does(edit_post, stage.cast.jo, post, **words_of(post, speaker=f"{stage.cast.jo.short_name}, staff"))
    stage.does(submit_post, stage.cast.jo, post)


@scene
def the_role_stands_beside_the_name(stage: Stage) -> None:
    """A name without its role is refused, a team's too; what goes out has both."""
    jo = stage.cast.jo
    for speaker in ("", jo.short_name, jo.team):
        post = stage.posting.ready(speaker=speaker)
        stage.refuses(submit_post, jo, post, says="speak")
    post = stage.posting.approved(places=[stage.cast.facebook])
    assert post.speaker == f"{jo.short_name}, staff"
    stage.time_passes()
    assert f"— {jo.short_name}, staff" in _by_hand(stage, post)


@scene
def whoever_made_it_is_named_in_the_words(stage: Stage) -> None:
    """R. Vane lets the school use a picture: the words must say whose it is, and one tap puts it there."""
    post = stage.posting.ready(picture=True)
    inside = PostPicture.objects.get(post=post)
    said = PictureSaid(inside.pk, "A garden", 0, rights=PERMISSION, credit="R. Vane, by e-mail")
    stage.does(describe_pictures, stage.cast.jo, post, said=[said])
    stage.posting.answer(post)
    stage.refuses(submit_post, stage.cast.jo, post, says="the words do not say so")
    assert "Put it under the words" in stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    stage.does(edit_post, stage.cast.jo, post, **words_of(post, text=f"{post.text}\nPicture: R. Vane"))
    stage.posting.answer(post)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def with_what_it_was_taken_is_asked(stage: Stage) -> None:
    """Jo says with what the picture of Amara was taken: what the policy does not allow is not sent."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    barred = _BARRED[stage.row.clause]
    post = stage.posting.ready(pupils=(amara,), taken_with=[])
    asked = stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    for words in CAMERAS.values():
        assert words in asked
    stage.refuses(submit_post, stage.cast.jo, post, says="what the pictures were taken with")
    for camera in barred:
        one = stage.posting.ready(pupils=(amara,), taken_with=[camera])
        stage.refuses(submit_post, stage.cast.jo, one, says=CAMERAS[camera])
    allowed = stage.policy.setting("cameras_allowed")[0]
    stage.does(submit_post, stage.cast.jo, stage.posting.ready(pupils=(amara,), taken_with=[allowed]))
    assert stage.is_cited("setting.cameras_allowed")


_BARRED = {
    "ST-175": ("own_device_supervising", "own_device_not_supervising"),
    "AE-138": ("own_device_supervising",),
}


@scene
def an_own_device_is_warned_about(stage: Stage) -> None:
    """Jo says that she used her own telephone: she is told what the school uses, and is not stopped."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,), taken_with=["own_device_supervising"])
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    told = [one for one in found if one.control == stage.row.instance]
    assert told, "nothing is said of the camera"
    assert all(one.warning for one in found)
    assert stage.is_cited()


@scene
def a_pupils_picture_stays_inside(stage: Stage) -> None:
    """Nobody takes it out without saying what for, nor for their own use; what it was taken for is kept."""
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara)
    post = stage.posting.ready(pupils=(amara,))
    inside = PostPicture.objects.get(post=post)
    jo, given = stage.cast.jo, {"picture": inside.pk, "promised": True}
    stage.refuses(take_out_picture, jo, post, says="not said what it is for", purpose="", **given)
    stage.refuses(take_out_picture, jo, post, says="for your own use", purpose="private", **given)
    unpromised = {"picture": inside.pk, "purpose": "lesson", "promised": False}
    stage.refuses(take_out_picture, jo, post, says="no account of your own", **unpromised)
    page = stage.page(jo, "posts:take_out", post_id=post.pk, picture_id=inside.pk)
    assert "I will not put it on an account of my own" in page
    assert stage.row.clause in page
    address = {"school_slug": stage.school.slug, "post_id": post.pk, "picture_id": inside.pk}
    taken = stage.cast.browse_as(jo).post(
        reverse("posts:take_out", kwargs=address), {"purpose": "print", "promised": "on"}
    )
    assert taken["Content-Disposition"].startswith("attachment")
    kept = Event.objects.get(type="picture.taken_out")
    assert kept.actor_id == stage.as_actor(jo).id
    stage.does(restrict_pupil, stage.cast.safeguarding, amara, reason="A court order.")
    found = take_out_picture.why_not(stage.as_actor(jo), post, purpose="lesson", **given)
    assert any("Amara O. can’t be shown" in one.words for one in found)


def _by_hand(stage: Stage, post: Post) -> str:
    """The words as whoever puts them up by hand is given them."""
    delivery = Delivery.objects.get(post=post, account=stage.cast.facebook)
    return stage.page(stage.cast.jo, "posts:confirm", delivery_id=delivery.pk)

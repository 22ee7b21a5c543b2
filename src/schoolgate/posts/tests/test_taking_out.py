"""Taking a picture out of the program: the page, who may, what is kept, and what stays inside."""

import pytest
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.posts.actions.taking_out import take_out_picture
from schoolgate.posts.tests.writing import draft, named, with_picture
from tests.make import consents, make_pupil, restrict


@pytest.fixture
def amara(cast):
    pupil = make_pupil(cast.oakfield)
    consents(pupil)
    return pupil


@pytest.fixture
def inside(cast, amara):
    picture = with_picture(cast, draft(cast))
    named(cast, picture.post, picture, amara)
    return picture


def address_of(cast, inside):
    return reverse("posts:take_out", args=[cast.oakfield.slug, inside.post_id, inside.pk])


def take_out(cast, inside, *, who=None, purpose="display", promised=True):
    return take_out_picture(
        cast.as_actor(who or cast.jo), inside.post, picture=inside.pk, purpose=purpose, promised=promised
    )


def test_the_page_asks_what_for_and_chooses_nothing(cast, inside):
    page = cast.browse_as(cast.jo).get(address_of(cast, inside)).content.decode()
    for words in (
        "To hang up in school",
        "For a lesson",
        "For my own use",
        "on an account of my own",
        "written down",
    ):
        assert words in page, words
    assert "checked" not in page
    assert page.count("<h1") == 1
    post = cast.browse_as(cast.jo).get(inside.post.get_absolute_url()).content.decode()
    assert address_of(cast, inside) in post


def test_it_gives_the_file_and_keeps_who_took_it_what_for(cast, inside):
    sent = {"purpose": "display", "promised": "on"}
    answer = cast.browse_as(cast.jo).post(address_of(cast, inside), sent)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'attachment; filename="picture-1.jpg"'
    assert answer.content[:2] == b"\xff\xd8"
    kept = Event.objects.get(type="picture.taken_out")
    assert kept.actor_id == f"person:{cast.jo.pk}"
    assert "gate.pictures_stay_inside" in kept.controls


@pytest.mark.parametrize("sent", [{}, {"purpose": "display"}, {"purpose": "private", "promised": "on"}])
def test_what_is_refused_comes_back_in_words_and_gives_no_file(cast, inside, sent):
    answer = cast.browse_as(cast.jo).post(address_of(cast, inside), sent)
    assert answer.status_code == 409
    assert answer["Content-Type"].startswith("text/html")
    assert not Event.objects.filter(type="picture.taken_out").exists()


def test_a_child_on_the_restricted_list_leaves_for_nothing(cast, inside, amara):
    restrict(amara)
    with pytest.raises(Refused) as refused:
        take_out(cast, inside, purpose="lesson")
    assert [one.control for one in refused.value.refusals] == ["gate.consent_for_every_use"]


def test_a_volunteer_may_not_and_another_school_finds_nothing(cast, inside):
    assert cast.browse_as(cast.volunteer).get(address_of(cast, inside)).status_code in (403, 404)
    with pytest.raises(Refused):
        take_out(cast, inside, who=cast.volunteer)
    with pytest.raises(NotHere):
        take_out_picture(
            cast.as_actor(cast.stranger, cast.elmsgate), inside.post, picture=inside.pk, purpose="display"
        )
    assert cast.browse_as(cast.stranger).get(address_of(cast, inside)).status_code in (403, 404)


def test_a_picture_of_another_post_is_not_there(cast, inside):
    other = draft(cast)
    with pytest.raises(Refused) as refused:
        take_out_picture(cast.as_actor(cast.jo), other, picture=inside.pk, purpose="display", promised=True)
    assert "not in the post any more" in refused.value.refusals[0].words

"""A picture that should never have been there: gone at once from everywhere, and nothing kept of what it showed."""

import json

import pytest
from django.urls import reverse

from schoolgate.audit.models import EventDetail
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.media import showing
from schoolgate.media.models import Appearance, Face, Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.removing import files_go
from schoolgate.media.showing import Look, picture_bytes, picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.notifications.models import Letter
from schoolgate.posts import noticeboard
from schoolgate.posts.actions.deleting import delete_compromising, report_as_sexual
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.going_out import approved_post, delivery_of, waiting_post
from schoolgate.posts.tests.writing import draft, events, named, with_picture
from schoolgate.rules.posts.states import State
from tests.make import consents, make_pupil


@pytest.fixture
def amara(cast):
    pupil = make_pupil(cast.oakfield)
    consents(pupil)
    return pupil


def address(cast, picture, name="wrong_picture"):
    return reverse(f"posts:{name}", args=[cast.oakfield.slug, picture.pk])


def files_of(cast, settings):
    """Every file that the school's store holds."""
    return [path for path in settings.MEDIA_STORE.rglob("*") if path.is_file()]


def test_two_buttons_and_not_the_picture_itself(cast, amara):
    picture = with_picture(cast, draft(cast)).picture
    page = cast.browse_as(cast.volunteer).get(address(cast, picture)).content.decode()
    assert "Delete this picture now: it is compromising" in page
    assert "may be a sexual image of someone under 18" in page
    assert "<img" not in page.partition("<main")[2]
    assert page.count("<h1") == 1
    for where in ("posts:edit", "posts:post"):
        args = [cast.oakfield.slug, Post.objects.get().pk]
        shown = cast.browse_as(cast.jo).get(reverse(where, args=args)).content.decode()
        assert "Something is wrong with" in shown


def test_a_draft_keeps_its_words_and_nothing_of_the_picture(cast, amara, settings):
    inside = with_picture(cast, draft(cast))
    named(cast, inside.post, inside, amara)
    picture = inside.picture
    Face.objects.create(picture=picture, box=[0.1, 0.1, 0.1, 0.1])
    for look in Look:
        picture_bytes(picture, covers_of(picture), look)
    assert files_of(cast, settings)
    answer = cast.browse_as(cast.lee).post(address(cast, picture), {"wrong": "compromising"}, follow=True)
    assert "The picture is deleted" in answer.content.decode()
    # Before anything that follows has run.
    assert files_of(cast, settings) == []
    assert not Appearance.objects.exists()
    assert not Face.objects.exists()
    assert not PostPicture.objects.exists()
    picture.refresh_from_db()
    assert (picture.removed_at, picture.sha256) == (cast.now, "")
    assert events()[-1] == "picture.deleted"
    said = json.loads(EventDetail.objects.latest("pk").words)
    assert said == {"posts": [inside.post_id]}
    assert Post.objects.get().text == "We grew beans."


def test_what_waited_is_a_draft_again_and_its_author_hears_without_a_word_of_why_or_what(cast, amara, clock):
    post = waiting_post(cast, pupils=(amara,))
    picture = Picture.objects.get()
    delete_compromising(cast.as_actor(cast.head), picture)
    clock.run()
    post.refresh_from_db()
    assert post.state == State.DRAFT
    letter = Letter.objects.get(occasion__contains="picture_deleted")
    assert letter.address == cast.jo.email
    assert "Amara" not in letter.text
    with pytest.raises(Refused):
        delete_compromising(cast.as_actor(cast.head), picture)


def test_what_is_public_comes_down_with_every_copy(cast, amara, clock, settings):
    post = approved_post(cast, pupils=(amara,))
    clock.run()
    name = noticeboard.picture_names(delivery_of(post), 1)[0]
    assert picture_store().has_copy(cast.oakfield.pk, name)
    delete_compromising(cast.as_actor(cast.jo), Picture.objects.get())
    clock.run()
    clock.run()
    assert files_of(cast, settings) == []
    post.refresh_from_db()
    assert post.state == State.DOWN
    assert PostPicture.objects.get().alt == ""
    page = cast.browse_as(cast.head).get(post.get_absolute_url()).content.decode()
    assert "A picture was deleted here." in page


def test_a_sexual_image_is_deleted_unseen_and_the_page_says_what_to_do(cast, settings, clock):
    picture = with_picture(cast, draft(cast)).picture
    browser = cast.browse_as(cast.lee)
    page = browser.post(address(cast, picture), {"wrong": "sexual"}, follow=True).content.decode()
    for words in ("Do not look at it again", "copy, save, print or send", "999", "Ros Keene", "CEOP", "Report Remove",
                  "Do not delete anything on it", "Backups made since", "<h1"):  # fmt: skip
        assert words in page, words
    assert files_of(cast, settings) == []
    assert events()[-1] == "picture.reported"
    clock.run()
    assert not Letter.objects.filter(occasion__contains="picture_deleted").exists()
    # Whoever did not do it is not told by this page that it was done.
    done = address(cast, picture, "picture_deleted")
    assert browser.get(done).status_code == 200
    assert cast.browse_as(cast.jo).get(done).status_code == 404


def test_another_school_finds_nothing(cast):
    picture = with_picture(cast, draft(cast)).picture
    for deed in (delete_compromising, report_as_sexual):
        with pytest.raises(NotHere):
            deed(cast.as_actor(cast.head_elsewhere, cast.elmsgate), picture)
    assert cast.browse_as(cast.stranger).get(address(cast, picture)).status_code == 404


def test_a_copy_that_is_being_made_meanwhile_is_not_left_behind(cast, settings, monkeypatch):
    picture = with_picture(cast, draft(cast)).picture

    def deleted_meanwhile(*given, **more):
        delete_compromising(cast.as_actor(cast.jo), picture)
        files_go(picture)
        return b"\xff\xd8"

    monkeypatch.setattr(showing, "derivative", deleted_meanwhile)
    with pytest.raises(PictureGone):
        picture_bytes(picture, [])
    assert files_of(cast, settings) == []

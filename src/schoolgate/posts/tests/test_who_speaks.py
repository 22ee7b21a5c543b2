"""Who speaks, whose picture, whose camera: on the page for writing a post, and by the actions."""

from schoolgate.posts.actions.drafting import draft_post, edit_post
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.models import Post
from schoolgate.posts.tests.compose_page import edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import draft, named, with_picture
from tests.make import NOW, consents, make_pupil

NEW = "/schools/oakfield/posts/new"


def test_a_new_post_is_signed_by_the_authors_team_and_offers_only_the_authors_own_names(cast):
    page = page_of(cast.browse_as(cast.jo), NEW)
    assert "Title, and who speaks: Year 4" in words_of(page)
    assert 'value="Jo Ash, staff"' in page
    assert "Lee Birch" not in page


def test_somebody_elses_name_that_is_sent_all_the_same_is_no_choice(cast):
    post = draft(cast)
    answer = cast.browse_as(cast.jo).post(
        edit(post), {**typed(post, speaker="Lee Birch, staff"), "do": "save"}
    )
    assert answer.status_code == 422
    post.refresh_from_db()
    assert post.speaker == "Year 4"


def test_one_of_the_authors_own_names_is_kept_and_stays_when_a_colleague_edits(cast):
    post = draft(cast)
    sent = {**typed(post, speaker="Jo Ash, staff"), "do": "save"}
    assert cast.browse_as(cast.jo).post(edit(post), sent).status_code == 302
    post.refresh_from_db()
    assert post.speaker == "Jo Ash, staff"
    edit_post(cast.as_actor(cast.lee), post, text="Changed.", places=[cast.noticeboard.pk])
    post.refresh_from_db()
    assert post.speaker == "Jo Ash, staff"
    assert "Lee Birch, staff" not in page_of(cast.browse_as(cast.lee), edit(post))


def test_a_post_begun_without_a_word_on_it_is_signed_as_the_policy_wants(cast):
    assert (
        draft_post(cast.as_actor(cast.head), cast.oakfield, text="Hello.").subject.speaker
        == "Sam Hale, headteacher"
    )


def test_the_credit_is_put_under_the_words_in_one_tap(cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    said = PictureSaid(inside.pk, "A garden", 0, rights="permission", credit="R. Vane, by e-mail")
    describe_pictures(cast.as_actor(cast.jo), post, said=[said])
    client = cast.browse_as(cast.jo)
    assert "Put it under the words" in page_of(client, edit(post))
    post.refresh_from_db()
    assert client.post(edit(post), {**typed(post), "do": f"put_credit:{inside.pk}"}).status_code == 302
    assert Post.objects.get(pk=post.pk).text == "We grew beans.\nPicture: R. Vane"
    assert "Put it under the words" not in page_of(client, edit(post))


def test_the_camera_is_asked_once_a_pupil_is_named_and_kept(cast):
    pupil = make_pupil(cast.oakfield)
    consents(pupil)
    post = draft(cast)
    inside = with_picture(cast, post)
    client = cast.browse_as(cast.jo)
    assert "What were the pictures taken with?" not in page_of(client, edit(post))
    named(cast, post, inside, pupil)
    post.refresh_from_db()
    assert "What were the pictures taken with?" in page_of(client, edit(post))
    sent = {**typed(post, taken_with=["registered_school_device"]), "do": "save"}
    assert client.post(edit(post), sent).status_code == 302
    assert Post.objects.get(pk=post.pk).taken_with == ["registered_school_device"]


def test_the_camera_of_last_time_is_filled_in_where_the_policy_allows_it(cast):
    last = draft(cast, taken_with=["registered_school_device", "own_device_supervising"])
    Post.objects.filter(pk=last.pk).update(submitted_at=NOW)
    page = page_of(cast.browse_as(cast.jo), NEW)
    assert 'type="hidden" name="taken_with" value="registered_school_device"' in page
    assert 'name="taken_with" value="own_device_supervising"' not in page
    assert "What were the pictures taken with?" not in page

"""The page for writing a post, by plain forms: whatever is pressed, what was typed is saved first."""

import re
from datetime import UTC, datetime, timedelta

from schoolgate.media.models import Appearance, Picture
from schoolgate.media.showing import picture_store
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture
from schoolgate.posts.saving import places_of
from schoolgate.posts.tests.compose_page import ALL_FINE, CHECK, HTMX, NEW, edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import DRAWING, draft, events, named, upload, with_picture
from schoolgate.rules.posts.states import State
from tests import make
from tests.hostile import files


def test_the_page_asks_in_the_order_of_the_work(jo):
    page = words_of(page_of(jo, NEW))

    order = [
        "Pictures",
        "What do you want to say?",
        "What is it for?",
        "Where does it go?",
        "When?",
        "Only you can judge",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Start with a picture or with the words" in page


def test_nothing_that_only_a_person_can_judge_is_answered_beforehand(jo, cast):
    post = draft(cast)
    with_picture(cast, post)

    page = page_of(jo, edit(post))

    for name in ("question-", "-count"):
        inputs = re.findall(
            rf'<input[^>]*name="[^"]*{name}[^>]*type="radio"[^>]*>|<input[^>]*type="radio"[^>]*name="[^"]*{name}[^>]*>',
            page,
        )
        assert inputs
        assert not [one for one in inputs if "checked" in one]


def test_a_phone_offers_its_camera(jo):
    assert re.search(r'<input[^>]*name="camera"[^>]*capture="environment"', page_of(jo, NEW))


def test_keeping_a_new_post_saves_everything_typed(jo, cast):
    answer = jo.post(
        NEW,
        {
            "text": "We grew\r\nbeans.",
            "objective": "learning",
            "places": [cast.website.pk],
            "when": "soon",
            "do": "save",
            **ALL_FINE,
        },
    )

    post = Post.objects.get()
    assert answer["Location"] == edit(post)
    assert (post.text, post.objective, places_of(post)) == ("We grew\nbeans.", "learning", (cast.website.pk,))
    assert JudgementAnswer.objects.filter(post=post).count() == 2
    assert events() == ["post.drafted", "post.judged"]


def test_the_same_page_sent_twice_makes_one_post(jo):
    key = re.search(r'name="form_key" value="([^"]+)"', page_of(jo, NEW))[1]

    for _time in range(2):
        jo.post(NEW, {"form_key": key, "text": "Hello", "do": "save", "pictures": upload()})

    assert Post.objects.count() == 1
    assert Picture.objects.count() == 1


def test_nothing_changed_is_nothing_recorded(jo, cast):
    post = draft(cast)

    jo.post(edit(post), typed(post, do="save"))

    assert events() == ["post.drafted"]


def test_sending_needs_every_answer_and_loses_nothing(jo, cast):
    answer = jo.post(NEW, {"text": "We grew beans.", "do": "send"})

    page = words_of(answer.content.decode())
    assert answer.status_code == 409
    assert "It is not said what the post is for." in page
    assert "No place is chosen." in page
    assert Post.objects.get().text == "We grew beans."
    assert Post.objects.get().state == State.DRAFT


def test_three_answers_for_words_and_it_is_sent(jo, cast):
    answer = jo.post(
        NEW,
        {
            "text": "We grew beans.",
            "objective": "learning",
            "places": [cast.noticeboard.pk],
            "when": "soon",
            "do": "send",
            **ALL_FINE,
        },
        follow=True,
    )

    assert Post.objects.get().state == State.WAITING
    assert "can approve it." in words_of(answer.content.decode())


def test_a_new_post_comes_filled_in_from_last_time(jo, cast):
    last = draft(cast, places=[cast.website.pk], goes_out_at=make.NOW + timedelta(hours=5, minutes=30))
    Post.objects.filter(pk=last.pk).update(submitted_at=make.NOW)

    page = page_of(jo, NEW)

    assert re.search(rf'name="places" value="{cast.website.pk}" checked', page)
    assert 'value="2026-11-17T15:30"' in page
    assert not re.search(r'name="objective"[^>]*checked', page)


def test_an_hour_that_is_over_is_offered_for_the_next_school_day(jo, cast):
    last = draft(cast, goes_out_at=datetime(2026, 11, 13, 8, 0, tzinfo=UTC))
    Post.objects.filter(pk=last.pk).update(submitted_at=make.NOW)

    assert 'value="2026-11-18T08:00"' in page_of(jo, NEW)


def test_a_time_that_comes_twice_is_refused_in_words_and_nothing_is_lost(jo):
    answer = jo.post(NEW, {"text": "Hello", "when": "at", "goes_out_at": "2026-10-25T01:30", "do": "save"})

    page = words_of(answer.content.decode())
    assert answer.status_code == 422
    assert "the clocks go back" in page
    assert "Hello" in page
    assert not Post.objects.exists()


def test_pictures_come_in_without_javascript(jo, cast):
    post = draft(cast)

    answer = jo.post(
        edit(post), typed(post, text="Typed meanwhile", do="stay", pictures=[upload(), upload("again.jpg")])
    )

    inside = PostPicture.objects.get(post=post)
    assert answer["Location"] == f"{edit(post)}#pictures"
    assert picture_store().read(cast.oakfield.pk, inside.picture.stored_as) != DRAWING.jpeg
    assert Post.objects.get(pk=post.pk).text == "Typed meanwhile"
    assert list(picture_store().names(cast.oakfield.pk)) == [inside.picture.stored_as]


def test_a_file_that_is_no_picture_is_told_by_its_name_and_the_others_are_taken(jo, cast):
    post = draft(cast)

    answer = jo.post(edit(post), typed(post, do="stay", pictures=[upload("letter.jpg", files.PDF), upload()]))

    assert answer.status_code == 409
    assert "letter.jpg: This is a PDF document" in words_of(answer.content.decode())
    assert PostPicture.objects.filter(post=post).count() == 1


def test_a_file_that_is_too_long_is_not_even_written_down(jo, cast):
    post = draft(cast)

    answer = jo.post(
        edit(post), typed(post, text="Still here", pictures=upload("film.jpg", bytes(26 * 1024 * 1024)))
    )

    assert "film.jpg: This file is larger than 25 MB." in words_of(answer.content.decode())
    assert Post.objects.get(pk=post.pk).text == "Still here"


def test_what_is_said_of_a_picture_and_who_is_in_it_is_saved_by_any_button(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    post.refresh_from_db()
    amara, tobi = (make.make_pupil(cast.oakfield, name, "Okello") for name in ("Amara", "Tobi"))

    jo.post(
        edit(post),
        typed(
            post,
            do="save",
            **{
                f"picture-{inside.pk}-alt": "Children dig",
                f"picture-{inside.pk}-count": "3",
                f"named-{inside.pk}": "",
                f"who-{inside.pk}": [f"pupil:{amara.pk}", f"pupil:{tobi.pk}"],
                f"visitor-{inside.pk}": "A gardener",
                f"visitor-agreed-{inside.pk}": "yes",
            },
        ),
    )

    inside.refresh_from_db()
    assert (inside.alt, inside.people_count) == ("Children dig", 3)
    assert set(Appearance.objects.values_list("pupil", "visitor_words")) == {
        (amara.pk, ""), (tobi.pk, ""), (None, "A gardener")
    }  # fmt: skip


def test_what_a_colleague_changed_meanwhile_is_not_written_over(jo, cast):
    post = draft(cast)
    page = typed(post, text="My words", do="save")
    now = {"text": "Lee's words", "objective": "learning", "places": places_of(post)}
    edit_post(cast.as_actor(cast.lee), post, **now)

    answer = jo.post(edit(post), page)

    assert answer.status_code == 409
    assert "Lee Birch changed this post meanwhile." in words_of(answer.content.decode())
    assert "My words" in answer.content.decode()
    assert Post.objects.get().text == "Lee's words"


def test_whoever_opens_somebody_elses_post_is_told_what_it_means(cast):
    post = draft(cast)

    page = words_of(page_of(cast.browse_as(cast.lee), edit(post)))

    assert "Jo Ash wrote this. If you change it, somebody else must approve it." in page
    assert not Hand.objects.filter(person=cast.lee).exists()


def test_a_new_post_is_kept_as_soon_as_something_is_typed(jo):
    key = re.search(r'name="form_key" value="([^"]+)"', page_of(jo, NEW))[1]

    answer = jo.post(CHECK, {"form_key": key, "post": "", "text": "We gr"}, **HTMX)

    post = Post.objects.get()
    assert answer["HX-Replace-Url"] == edit(post)
    assert f'name="post" value="{post.pk}"' in answer.content.decode()
    jo.post(CHECK, {"form_key": key, "post": "", "text": "We grew"}, **HTMX)
    assert Post.objects.count() == 1


def test_htmx_gets_the_page_and_its_new_address(jo):
    answer = jo.post(NEW, {"text": "Hello", "pictures": upload()}, **HTMX)

    assert answer.status_code == 200
    assert answer["HX-Replace-Url"] == edit(Post.objects.get())
    assert 'id="about-' in answer.content.decode()


def test_a_governor_writes_nothing_and_another_school_finds_nothing(cast):
    post = draft(cast)

    assert cast.browse_as(cast.governor).get(NEW).status_code == 403
    assert cast.browse_as(cast.governor).get(edit(post)).status_code == 403
    for person in (cast.head_elsewhere, cast.stranger):
        client = cast.browse_as(person)
        assert client.get(edit(post)).status_code == 404
        assert (
            client.post(CHECK.replace("oakfield", "elmsgate"), {"post": post.pk, "text": "x"}).status_code
            == 404
        )


def test_a_post_that_is_up_says_why_it_cannot_be_changed(jo, cast):
    post = draft(cast)
    Post.objects.filter(pk=post.pk).update(state=State.UP)

    answer = jo.get(edit(post))

    assert answer.status_code == 409
    assert "This post cannot be changed now. It stands at: up." in words_of(answer.content.decode())


def test_the_number_of_queries_does_not_grow(jo, cast, queries_do_not_grow):
    post = draft(cast)
    inside = with_picture(cast, post)

    def more(number: int) -> None:
        for one in range(number):
            named(cast, post, inside, make.make_pupil(cast.oakfield, f"Kim{one}", "Vale"))

    assert queries_do_not_grow(more, lambda: jo.get(edit(post)), at_most=32)

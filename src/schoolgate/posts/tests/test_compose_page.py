"""The page for writing a post, by plain forms: whatever is pressed, what was typed is saved first."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from schoolgate.media.models import Appearance, Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_store
from schoolgate.posts.actions.deciding import propose_wording, submit_post
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture, Proposal
from schoolgate.posts.saving import places_of
from schoolgate.posts.tests.writing import DRAWING, draft, events, named, upload, with_picture
from schoolgate.pupils.models import ClassTaught
from schoolgate.rules.posts.states import State
from tests import make
from tests.hostile import files

NEW = "/schools/oakfield/posts/new"
CHECK = "/schools/oakfield/posts/check"
HTMX = {"HTTP_HX_REQUEST": "true"}
ALL_FINE = {"question-could_harm-all-answer": "no", "question-not_for_everyone-all-answer": "no"}


@pytest.fixture(autouse=True)
def at_ten(settings):
    settings.FIXED_NOW = make.NOW


@pytest.fixture
def jo(cast) -> Client:
    return cast.browse_as(cast.jo)


def edit(post: Post) -> str:
    return f"/schools/oakfield/posts/{post.pk}/edit"


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed(post: Post, **changed: object) -> dict[str, object]:
    """What the page sends for this post when only this is typed."""
    return {
        "post": post.pk,
        "version": post.version,
        "text": post.text,
        "title": post.title,
        "speaker": post.speaker,
        "objective": post.objective,
        "places": [str(pk) for pk in places_of(post)],
        "when": "soon",
        **changed,
    }


def words_of(page: str) -> str:
    """The words of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#39;", "'")


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


def test_unticking_takes_a_name_off_but_never_one_that_was_not_on_the_page(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    amara, tobi = (make.make_pupil(cast.oakfield, name, "Okello") for name in ("Amara", "Tobi"))
    for pupil in (amara, tobi):
        named(cast, post, inside, pupil)
    post.refresh_from_db()

    jo.post(
        edit(post), typed(post, **{f"picture-{inside.pk}-alt": "", f"named-{inside.pk}": f"pupil:{amara.pk}"})
    )

    assert list(Appearance.objects.values_list("pupil", flat=True)) == [tobi.pk]


def test_a_colleague_in_a_picture_is_asked_and_says_yes(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    post.refresh_from_db()
    lee, me = f"person:{cast.lee.pk}", f"person:{cast.jo.pk}"
    jo.post(edit(post), typed(post, **{f"named-{inside.pk}": "", f"who-{inside.pk}": [lee, me]}))
    assert dict(Appearance.objects.values_list("person", "visitor_agreed")) == {
        cast.lee.pk: False,
        cast.jo.pk: True,
    }
    post.refresh_from_db()

    jo.post(
        edit(post),
        typed(
            post,
            **{
                f"named-{inside.pk}": f"{lee} {me}",
                f"asked-{inside.pk}": f"{lee} {me}",
                f"agreed-{inside.pk}": [lee, me],
                f"who-{inside.pk}": [lee, me],
            },
        ),
    )

    assert set(Appearance.objects.values_list("visitor_agreed", flat=True)) == {True}


def test_a_place_is_left_out_by_the_button_under_what_is_wrong(jo, cast):
    post = draft(cast, places=[cast.noticeboard.pk, cast.facebook.pk])

    answer = jo.post(edit(post), typed(post, do=f"leave_out:{cast.facebook.pk}"))

    assert answer["Location"].endswith("#id_places")
    assert places_of(post) == (cast.noticeboard.pk,)


def test_a_name_is_taken_out_of_the_words_or_said_to_be_nobodys(jo, cast):
    post = draft(cast, text="Rose won. Rose!")

    jo.post(edit(post), typed(post, do="no_pupil_meant:Rose"))
    assert JudgementAnswer.objects.get(post=post).about == "Rose"
    post.refresh_from_db()
    jo.post(edit(post), typed(post, do="take_out:Rose"))

    assert Post.objects.get(pk=post.pk).text == "won.!"


def test_an_answer_from_before_does_not_stand_for_new_words(jo, cast):
    post = draft(cast)
    answer_questions(
        cast.as_actor(cast.jo), post, answers=[Answer("could_harm", False), Answer("not_for_everyone", False)]
    )
    post.refresh_from_db()

    answer = jo.post(edit(post), typed(post, text="Quite other words", do="send", **ALL_FINE))

    assert answer.status_code == 409
    assert "Not answered: Could anyone take this" in words_of(answer.content.decode())
    assert not JudgementAnswer.objects.exists()


def test_a_yes_that_is_not_usual_needs_its_reason(jo, cast):
    post = draft(cast)

    answer = jo.post(
        edit(post), typed(post, do="send", **{**ALL_FINE, "question-could_harm-all-answer": "yes"})
    )
    assert "Say why it is right to publish it all the same" in words_of(answer.content.decode())
    post.refresh_from_db()
    why = {"question-could_harm-all-answer": "yes", "question-could_harm-all-why": "A charity we all chose"}
    jo.post(edit(post), typed(post, do="send", **{**ALL_FINE, **why}))

    assert Post.objects.get().state == State.WAITING


def test_the_usual_answer_about_pictures_is_yes(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    describe_pictures(cast.as_actor(cast.jo), post, said=[PictureSaid(inside.pk, "Beans in a row", 0)])
    post.refresh_from_db()

    jo.post(edit(post), typed(post, do="send", **ALL_FINE, **{"question-fit_to_show-all-answer": "yes"}))

    assert Post.objects.get().state == State.WAITING


def test_a_proposal_is_shown_and_taken_with_one_button(jo, cast):
    post = draft(cast)
    answer_questions(
        cast.as_actor(cast.jo), post, answers=[Answer("could_harm", False), Answer("not_for_everyone", False)]
    )
    submit_post(cast.as_actor(cast.jo), post)
    propose_wording(cast.as_actor(cast.head), post, text="Year 4 grew beans.")
    post.refresh_from_db()

    assert "Year 4 grew beans." in page_of(jo, edit(post))
    jo.post(edit(post), typed(post, do=f"take_proposal:{Proposal.objects.get().pk}"))

    assert Post.objects.get().text == "Year 4 grew beans."


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


def test_the_foot_is_brought_up_to_date_without_saving(jo, cast):
    post = draft(cast)

    answer = jo.post(CHECK, typed(post, text="", objective=""), **HTMX)

    assert "answers to go" in words_of(answer.content.decode())
    assert Post.objects.get().text == "We grew beans."
    assert events() == ["post.drafted"]


def test_the_foot_knows_who_is_ticked_and_not_saved(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello")
    post.refresh_from_db()
    ticked = {
        f"picture-{inside.pk}-alt": "",
        f"named-{inside.pk}": "",
        f"who-{inside.pk}": f"pupil:{amara.pk}",
    }

    page = jo.post(CHECK, typed(post, **ticked), **HTMX).content.decode()

    assert "Amara O. can’t be shown on Noticeboard" in words_of(page)
    assert f'value="cover:-{amara.pk}"' in page
    answer = jo.post(edit(post), typed(post, do=f"cover:-{amara.pk}", **ticked))
    shown = Appearance.objects.get(pupil=amara)
    assert answer["Location"] == f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/cover/{shown.pk}"


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


def test_own_pupils_stand_first_and_other_look_ups_are_written_down(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    for name, where in (("Mia", "4A"), ("Milo", "2B"), ("Mina", "2B")):
        make.make_pupil(cast.oakfield, name, "Moss", class_name=where)
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/who"

    def looked(letters: str, more: str = "") -> str:
        return words_of(jo.post(address + more, {f"letters-{inside.pk}": letters}).content.decode())

    assert "Mia M." in looked("mi")
    assert "Milo" not in looked("mi")
    assert events()[-1] != "look_up.made"
    assert "Milo M., 2B" in re.sub(r" ,", ",", looked("mi", "?everywhere"))
    assert events()[-1] == "look_up.made"
    assert "Milo" in looked("mil")
    assert events().count("look_up.made") == 2


def test_who_was_ticked_stays_while_one_looks_for_the_next(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    mia = make.make_pupil(cast.oakfield, "Mia", "Moss")

    page = jo.post(
        f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/who",
        {f"letters-{inside.pk}": "zo", f"who-{inside.pk}": f"pupil:{mia.pk}"},
    ).content.decode()

    assert re.search(rf'value="pupil:{mia.pk}" checked', page)


def test_looking_for_a_name_works_without_javascript(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    make.make_pupil(cast.oakfield, "Milo", "Moss", class_name="2B")
    post.refresh_from_db()

    answer = jo.post(edit(post), typed(post, do=f"find:{inside.pk}", **{f"letters-{inside.pk}": "mil"}))

    assert "Milo M." in words_of(answer.content.decode())


def test_a_volunteer_never_sees_the_roll(cast):
    post = draft(cast, author=cast.volunteer)
    inside = with_picture(cast, post)
    mia = make.make_pupil(cast.oakfield, "Mia", "Moss")
    ClassTaught.objects.create(school=cast.oakfield, person=cast.volunteer, class_name="4A")
    named(cast, post, inside, mia)
    vi = cast.browse_as(cast.volunteer)

    page = page_of(vi, edit(post))

    assert "Mia" not in page
    assert "A colleague has named 1 pupil." in words_of(page)
    assert "Somebody can’t be shown on Noticeboard" in words_of(page)
    assert "Say it in your words, and a colleague names them." in words_of(page)
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/who"
    assert vi.post(address, {f"letters-{inside.pk}": "mi"}).status_code == 403
    answer = vi.post(
        edit(post), typed(post, **{f"who-{inside.pk}": f"pupil:{mia.pk}", f"named-{inside.pk}": ""})
    )
    assert "Mia" not in answer.content.decode()
    assert Appearance.objects.filter(pupil=mia).exists()


def test_a_volunteer_says_in_words_who_is_in_it(cast):
    post = draft(cast, author=cast.volunteer)
    inside = with_picture(cast, post)
    post.refresh_from_db()

    answer = cast.browse_as(cast.volunteer).post(
        edit(post),
        typed(
            post,
            do="send",
            **{
                f"picture-{inside.pk}-alt": "A bake sale",
                f"picture-{inside.pk}-count": "2",
                f"picture-{inside.pk}-people_in_words": "The two who won the cake",
            },
        ),
    )

    assert "A member of staff names them." in words_of(answer.content.decode())
    inside.refresh_from_db()
    assert inside.people_in_words == "The two who won the cake"


def test_a_colleague_reads_the_volunteers_words_and_names_the_people(jo, cast):
    post = draft(cast, author=cast.volunteer)
    inside = with_picture(cast, post)
    said = PictureSaid(inside.pk, "A bake sale", 1, people_in_words="The one who won the cake")
    describe_pictures(cast.as_actor(cast.volunteer), post, said=[said])
    mia = make.make_pupil(cast.oakfield, "Mia", "Moss")
    post.refresh_from_db()

    assert "Vi Toll wrote: “The one who won the cake”" in words_of(page_of(jo, edit(post)))
    named_by_jo = {f"named-{inside.pk}": "", f"who-{inside.pk}": f"pupil:{mia.pk}"}
    about = {f"picture-{inside.pk}-alt": "A bake sale", f"picture-{inside.pk}-count": "1"}
    jo.post(edit(post), typed(post, **named_by_jo, **about))

    inside.refresh_from_db()
    assert inside.people_in_words == "The one who won the cake"
    assert Appearance.objects.get().pupil == mia
    assert Hand.objects.filter(post=post, person=cast.jo).exists()


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


def test_somebody_is_covered_with_plain_forms(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    shown = named(cast, post, inside, make.make_pupil(cast.oakfield, "Amara", "Okello"))
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/cover/{shown.pk}"
    assert "Cover Amara O." in words_of(page_of(jo, address))

    page = jo.post(
        address, {"at.x": "75", "at.y": "56", "shown_width": "300", "shown_height": "225"}
    ).content.decode()
    aim = {
        name: re.search(rf'name="{name}" value="([\d.]+)"', page)[1] for name in ("x", "y", "width", "height")
    }
    page = jo.post(address, {**aim, "do": "right"}).content.decode()
    aim = {
        name: re.search(rf'name="{name}" value="([\d.]+)"', page)[1] for name in ("x", "y", "width", "height")
    }
    assert not covers_of(inside.picture)
    answer = jo.post(address, {**aim, "do": "cover"})

    assert answer["Location"] == f"{edit(post)}#about-{inside.pk}"
    box = covers_of(inside.picture)[0]
    assert box.left + box.width / 2 == pytest.approx(0.2875, abs=0.01)


def test_the_number_of_queries_does_not_grow(jo, cast, queries_do_not_grow):
    post = draft(cast)
    inside = with_picture(cast, post)

    def more(number: int) -> None:
        for one in range(number):
            named(cast, post, inside, make.make_pupil(cast.oakfield, f"Kim{one}", "Vale"))

    assert queries_do_not_grow(more, lambda: jo.get(edit(post)), at_most=32)

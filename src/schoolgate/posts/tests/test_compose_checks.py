"""What is wrong and what is asked, on the page for writing: put right by a button, answered once, never beforehand."""

import re

from schoolgate.media.models import Appearance
from schoolgate.posts.actions.deciding import propose_wording, submit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.models import JudgementAnswer, Post, Proposal
from schoolgate.posts.saving import places_of
from schoolgate.posts.tests.compose_page import ALL_FINE, CHECK, HTMX, edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import draft, events, named, with_picture
from schoolgate.rules.posts.states import State
from tests import make


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


def test_a_full_name_in_a_description_is_found_and_made_a_first_name(jo, cast):
    """The description goes out too: a website shows it to whoever cannot see the picture."""
    pupil = make.make_pupil(cast.oakfield, "Amara", "Quillon")
    make.consents(pupil)
    post = draft(cast)
    picture = with_picture(cast, post)
    said = PictureSaid(picture.pk, alt="Amara Quillon with the beans", people_count=0)
    describe_pictures(cast.as_actor(cast.jo), post, said=[said])

    assert "“Amara Quillon” is a full name beside a picture." in words_of(page_of(jo, edit(post)))
    jo.post(edit(post), typed(post, do="use_first_name:Amara Quillon"))

    picture.refresh_from_db()
    assert picture.alt == "Amara with the beans"
    assert "full name" not in words_of(page_of(jo, edit(post)))


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


def answered_before(cast, **was):
    """A draft whose questions were answered and saved, and what the page then sends for other words."""
    post = draft(cast)
    answers = [Answer("could_harm", False), Answer("not_for_everyone", False)]
    answer_questions(cast.as_actor(cast.jo), post, answers=answers)
    post.refresh_from_db()
    came = {f"question-{key}-all-was": value for key, value in was.items()}
    asked = "question-could_harm-all question-not_for_everyone-all"
    return post, typed(post, text="Quite other words", questions=asked, **ALL_FINE, **came)


def test_the_foot_says_while_typing_that_new_words_want_new_answers(jo, cast):
    _post, sent = answered_before(cast, could_harm="no", not_for_everyone="no")

    page = jo.post(CHECK, sent, **HTMX).content.decode()

    assert words_of(page).count("Not answered:") == 2
    assert page.count("yes-no__control") == 4
    assert " checked>" not in page


def test_an_answer_given_on_the_page_for_the_new_words_counts(jo, cast):
    post, sent = answered_before(cast, could_harm="", not_for_everyone="")

    assert "Ready to send" in words_of(jo.post(CHECK, sent, **HTMX).content.decode())
    jo.post(edit(post), {**sent, "do": "send"})

    assert Post.objects.get().state == State.WAITING


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


def test_the_foot_is_brought_up_to_date_without_saving(jo, cast):
    post = draft(cast)

    answer = jo.post(CHECK, typed(post, text="", objective=""), **HTMX)

    assert "answers to go" in words_of(answer.content.decode())
    assert Post.objects.get().text == "We grew beans."
    assert events() == ["post.drafted"]


def test_the_page_after_send_and_the_foot_say_the_same_numbers(jo, cast):
    """What is wrong has a box; what is only not said yet leads to its field, and is not called wrong."""
    post = draft(cast, objective="")
    named(cast, post, with_picture(cast, post), make.make_pupil(cast.oakfield, "Amara", "Okello"))
    post.refresh_from_db()

    page = jo.post(edit(post), typed(post, do="send")).content.decode()

    title = re.search(r'error-summary__title">([^<]+)<', page)[1]
    assert title == re.search(r'<span role="status">([^<]+)<', page)[1]
    assert title == "2 things to put right, 6 answers to go"
    problems, _rest = page.split('id="problems"')[1].split('class="words"')[:2]
    assert problems.count('class="refusal__what"') == 2
    assert 'href="#refusal-2">Amara O. can’t be shown' in problems
    assert "can’t be shown" in problems.split("Not said yet:")[0]
    assert "It is not said what the post is for." in problems.split("Not said yet:")[1]
    assert 'href="#id_objective">It is not said what the post is for.' in problems


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

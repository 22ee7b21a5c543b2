"""Children in nursery and Reception: asked once where it was, and only where one of them is shown."""

from dataclasses import replace

import pytest

from schoolgate.rules.posts.content import outlives_new_words, questions_for_the_author
from schoolgate.rules.posts.deciding import refusals_to_submit
from schoolgate.rules.posts.facts import Judged
from schoolgate.rules.posts.states import State
from schoolgate.rules.posts.youngest import WHERE_TAKEN, is_youngest, where_the_youngest_were
from schoolgate.rules.refusals import Control
from schoolgate.rules.tests.test_posts_deciding import FRESH, NOW, pupil, with_picture

YOUNG = replace(pupil(5), is_youngest=True)


@pytest.mark.parametrize(
    ("year", "young"),
    [("N1", True), ("N2", True), ("R", True), ("Reception", True), ("Nursery", True), ("1", False), ("Year 4", False),
     ("", False)],
)  # fmt: skip
def test_nursery_and_reception_as_the_roll_names_them(year, young):
    assert is_youngest(year) is young


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ((YOUNG,), True),
        ((pupil(5), YOUNG), True),
        ((pupil(5),), False),
        ((replace(YOUNG, is_covered=True),), False),
    ],
)
def test_it_is_asked_only_where_such_a_child_can_be_recognised(shown, asked):
    questions = [key for key, _about, _words in questions_for_the_author(with_picture(*shown), FRESH)]
    assert (WHERE_TAKEN in questions) is asked


@pytest.mark.parametrize(
    ("answers", "refused_by"),
    [
        ((), Control.JUDGEMENT_ANSWERED),
        ((Judged(WHERE_TAKEN, True, "It was for the parents."),), Control.EVERY_PICTURE_LOOKED_AT),
        ((Judged(WHERE_TAKEN, False),), None),
    ],
)
def test_a_yes_takes_no_reason(answers, refused_by):
    post = replace(with_picture(YOUNG), judged=answers)
    found = [one.control for one in where_the_youngest_were(post)]
    assert found == ([refused_by] if refused_by else [])
    assert found == _of_the_youngest(post)


def _of_the_youngest(post):
    refusals = refusals_to_submit(replace(post, state=State.DRAFT), FRESH, NOW)
    return [
        one.control
        for one in refusals
        if one.about == f"judgement:{WHERE_TAKEN}:"
        or one.words.startswith("No picture of a child this young")
    ]


def test_the_answer_is_about_the_pictures_and_outlives_other_words():
    assert outlives_new_words(WHERE_TAKEN, "", "Other words", FRESH)

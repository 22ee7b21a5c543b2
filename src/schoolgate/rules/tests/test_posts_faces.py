"""Every face accounted for, and covers that hide: rules as tables."""

from dataclasses import replace

import pytest

from schoolgate.rules.posts.content import outlives_new_words, questions_for_the_author
from schoolgate.rules.posts.deciding import refusals_to_submit
from schoolgate.rules.posts.faces import (
    COVERS_HIDE,
    covers_must_hide,
    everyone_in_it_must_be_accounted_for,
    faces_unsaid,
)
from schoolgate.rules.posts.facts import FaceFacts, Judged, PictureFacts, ShownFacts
from schoolgate.rules.posts.showing import everyone_recognisable_must_have_agreed
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from schoolgate.rules.tests.test_posts_deciding import FRESH, NO_ANSWER, NOW, WEBSITE, pupil, with_picture

A, B, HIDDEN = pupil(5), pupil(6), pupil(7, NO_ANSWER, is_covered=True)


def face(number: int, shown: int = 0, *, unrecognisable: bool = False) -> FaceFacts:
    return FaceFacts(number, shown, unrecognisable)


def picture(*faces: FaceFacts, shown: tuple[ShownFacts, ...] = (), count: int | None = None) -> PictureFacts:
    return PictureFacts(9, "Children run", count, shown, faces=faces)


@pytest.mark.parametrize(
    ("given", "unsaid"),
    [
        (picture(), 0),
        (picture(face(1)), 1),
        (picture(face(1), face(2), shown=(A, B)), 0),
        (picture(face(1), face(2), face(3), shown=(A, B)), 1),
        (picture(face(1, 5), face(2), shown=(A,)), 1),
        (picture(face(1, 5), face(2), shown=(A, B)), 0),
        (picture(face(1, unrecognisable=True), face(2), shown=(A,)), 0),
        (picture(face(1, 7), face(2), shown=(HIDDEN,)), 1),
        (picture(face(1), face(2), shown=(HIDDEN,)), 2),
        (picture(face(1), shown=(A, B)), 0),
    ],
)
def test_a_face_is_named_covered_or_declared(given, unsaid):
    assert faces_unsaid(given) == unsaid


@pytest.mark.parametrize(
    ("given", "words", "ways"),
    [
        (picture(), "Nobody has said who is in a picture.", ()),
        (picture(count=0), None, ()),
        (picture(face(1)), "One face has no name yet.", ("name", "faces")),
        (picture(face(1), face(2), face(3), count=0), "3 faces have no name yet.", ("name", "faces")),
        (picture(face(1), shown=(A,)), None, ()),
        (picture(face(1), shown=(A,), count=3), "2 people have no name yet.", ("name", "count")),
        (picture(face(1, unrecognisable=True), count=1), None, ()),
        (
            replace(picture(face(1)), people_in_words="The one who won"),
            "Who is in a picture is only said in words.",
            ("ask_staff",),
        ),
    ],
)
def test_a_face_that_is_none_of_these_is_refused_with_its_control(given, words, ways):
    refusals = list(everyone_in_it_must_be_accounted_for(given))

    assert [(one.control, one.words, one.ways) for one in refusals] == (
        [(Control.EVERY_PICTURE_LOOKED_AT, words, ways)] if words else []
    )


@pytest.mark.parametrize(
    ("shown", "answer", "says"),
    [
        (A, None, None),
        (HIDDEN, None, "Not answered: Could anyone who knows them still tell who is covered?"),
        (HIDDEN, False, None),
        (HIDDEN, True, "Somebody who is covered could still be recognised."),
    ],
)
def test_the_author_says_once_that_covers_hide(shown, answer, says):
    post = with_picture(shown, B, pupil(8))
    if answer is not None:
        post = replace(post, judged=(*post.judged, Judged(COVERS_HIDE, answer)))

    assert [one.words for one in covers_must_hide(post)] == ([says] if says else [])
    is_asked = COVERS_HIDE in [key for key, _about, _words in questions_for_the_author(post, FRESH)]
    assert is_asked is shown.is_covered


def test_it_is_asked_when_the_post_is_sent_and_outlives_new_words():
    post = replace(with_picture(HIDDEN, A, B), state=State.DRAFT)

    assert [one.control for one in refusals_to_submit(post, FRESH, NOW)] == [Control.JUDGEMENT_ANSWERED]
    assert outlives_new_words(COVERS_HIDE, "", "Other words", FRESH)


def test_all_who_may_not_be_shown_are_covered_together_where_faces_are_known():
    barred = (pupil(5, NO_ANSWER), pupil(6, NO_ANSWER))
    known = picture(face(1, 5), face(2, 6), shown=barred)

    told = [list(everyone_recognisable_must_have_agreed(known, [WEBSITE], FRESH, NOW.date()))]
    ways = [one.ways for one in told[0]]
    assert [way for several in ways for way in several if way.startswith("cover_all")] == ["cover_all:9"]
    for fewer in (replace(known, faces=()), replace(known, shown=barred[:1])):
        found = everyone_recognisable_must_have_agreed(fewer, [WEBSITE], FRESH, NOW.date())
        assert not any(way.startswith("cover_all") for one in found for way in one.ways)

"""A video is looked through and made before anybody sends or decides it, and consent is asked for videos apart."""

from dataclasses import replace

import pytest

from schoolgate.rules.consents import Said, Standing
from schoolgate.rules.posts.facts import FaceFacts, PictureFacts, ShownFacts
from schoolgate.rules.posts.films import Film, film_must_be_ready, is_accounted_for
from schoolgate.rules.posts.showing import everyone_recognisable_must_have_agreed
from schoolgate.rules.tests.test_posts_deciding import FRESH, NOW, WEBSITE

VIDEO = PictureFacts(1, "A square moves.", None, film=Film.FOUND, faces=(FaceFacts(1),))
SAID = replace(VIDEO, faces=(FaceFacts(1, is_unrecognisable=True),))


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (replace(VIDEO, film=Film.NONE), ""),
        (replace(VIDEO, film=Film.WAITING), "still being looked through"),
        (replace(VIDEO, film=Film.FAILED), "could not be taken in"),
        (VIDEO, ""),  # the faces are asked about first
        (SAID, "still being made"),
        (replace(SAID, film=Film.READY), ""),
    ],
)
def test_it_says_what_is_waited_for(picture, words):
    assert words in " ".join(one.words for one in film_must_be_ready(picture))
    assert bool(words) == bool(list(film_must_be_ready(picture)))


def test_it_is_accounted_for_when_every_face_or_the_count_is_answered():
    assert not is_accounted_for(VIDEO)
    assert is_accounted_for(SAID)
    assert not is_accounted_for(replace(VIDEO, faces=()))
    assert is_accounted_for(replace(VIDEO, faces=(), people_count=0))


@pytest.mark.parametrize(
    ("film", "use", "may"),
    [
        (Film.NONE, "photo.website", True),
        (Film.NONE, "video.website", False),
        (Film.READY, "photo.website", False),
        (Film.READY, "video.website", True),
    ],
)
def test_a_yes_to_pictures_is_none_to_videos_and_the_other_way_round(film, use, may):
    child = ShownFacts(1, "Amara O.", True, Standing({use: Said.YES}, {}))
    adult = ShownFacts(2, "Ms Kirk", False, agreed=False, said={use: Said.YES})
    shown = PictureFacts(1, "A square moves.", None, shown=(child, adult), film=film)

    refusals = list(everyone_recognisable_must_have_agreed(shown, [WEBSITE], FRESH, NOW.date()))

    assert len(refusals) == (0 if may else 2)
    assert all(("video" if film else "picture") in one.words for one in refusals)

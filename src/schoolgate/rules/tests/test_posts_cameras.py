"""Whose camera, where the program knows it by itself: nothing is asked of what came from a registered device."""

from dataclasses import replace

import pytest

from schoolgate.rules.posts.cameras import camera_is_asked, the_camera_must_be_allowed
from schoolgate.rules.tests.test_posts_speaking import PICTURE, POST, ST

KNOWN = replace(PICTURE, from_device="Year 4 tablet")


@pytest.mark.parametrize(
    ("pictures", "asked"),
    [((KNOWN,), False), ((KNOWN, PICTURE), True), ((KNOWN, KNOWN), False), ((PICTURE,), True)],
)
def test_only_what_came_from_elsewhere_is_asked_about(pictures, asked):
    post = replace(POST, pictures=pictures, taken_with=())
    assert camera_is_asked(post, ST) is asked
    assert bool(list(the_camera_must_be_allowed(post, ST))) is asked

"""Two people, or two windows, on the same page of a post: nothing is written over unseen, and the second is told."""

import re

import pytest

from schoolgate.kernel.actor import clock
from schoolgate.media.covering import Box
from schoolgate.media.models import Appearance, Face, SeenWords
from schoolgate.media.words_seen.matching import Mattering
from schoolgate.posts.actions import facing, picturing, reading
from schoolgate.posts.tests.writing import DRAWING, with_picture
from schoolgate.rules.posts.words_seen import About, Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(cast, post):
    """Three faces were found in it; it waits to be read."""
    return with_picture(cast, post, faces=DRAWING.boxes, reading=Reading.WAITING)


class Window:
    """A page that somebody has open, and what they press on it."""

    def __init__(self, cast, person, address):
        self.client, self.address = cast.browse_as(person), address
        self.read()

    def read(self):
        self.page = self.client.get(self.address).content.decode()

    def press(self, do, **more):
        hidden = dict(re.findall(r'name="(stood)" value="([^"]*)"', self.page))
        answer = self.client.post(self.address, {**hidden, "do": do, **more})
        if answer.status_code == 200:
            self.page = answer.content.decode()
        return answer


def test_the_second_on_the_faces_is_told_and_what_the_first_said_stands(cast, post, picture):
    faces = list(Face.objects.filter(picture=picture.picture_id))
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/faces"
    first, second = (Window(cast, person, address) for person in (cast.jo, cast.lee))
    first.press(f"cover:{faces[0].pk}")

    answer = second.press(f"nobody:{faces[0].pk}")
    assert "One answer was changed meanwhile" in answer.content.decode()
    assert Appearance.objects.get(faces=faces[0]).is_covered
    # What was told is on the page now, and the same button on another face works.
    assert second.press(f"nobody:{faces[1].pk}").status_code == 302
    # Pressed twice by a slow thumb: nothing to tell.
    assert first.press(f"cover:{faces[0].pk}").status_code == 302


def test_the_others_cannot_be_recognised_is_said_of_faces_that_were_seen_only(cast, post, picture):
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/faces"
    second = Window(cast, cast.lee, address)
    facing.mark_face(cast.as_actor(cast.jo), post, picture=picture.pk, box=[0.5, 0.5, 0.1, 0.1])
    drawn = Face.objects.get(marked_by=cast.jo)

    told = second.press("nobody_else").content.decode()
    assert "One more face is open" in told
    assert list(Face.objects.filter(unrecognisable_by=None)) == [drawn]


def test_the_second_on_the_words_is_told_and_a_cover_stands(cast, post, picture):
    found = [Mattering("07700 900123", About.PRIVATE, Box(0.1, 0.1, 0.2, 0.05))]
    reading.note_words(clock(cast.oakfield, cast.now), picture.picture, found=found)
    word = SeenWords.objects.get()
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/words"
    first, second = (Window(cast, person, address) for person in (cast.jo, cast.lee))
    assert first.press(f"cover:{word.pk}").status_code == 302
    assert "changed meanwhile" in second.press(f"stand:{word.pk}").content.decode()
    word.refresh_from_db()
    assert word.is_covered
    assert first.press(f"cover:{word.pk}").status_code == 302


def test_whoever_had_a_picture_open_that_was_taken_out_is_told_so(cast, post, picture):
    second = Window(cast, cast.lee, f"/schools/oakfield/posts/{post.pk}/pictures/{picture.pk}/faces")
    picturing.remove_picture(cast.as_actor(cast.jo), post, picture=picture.pk)
    answer = second.press("nobody_else")
    assert answer.status_code == 404
    assert "it was taken out of the post" in answer.content.decode()

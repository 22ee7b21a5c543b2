"""The drawn pictures: the same for the same seed, and each child where its box says."""

import io
from itertools import pairwise

import pytest
from PIL import Image

from schoolgate.demo.drawing import MOST_CHILDREN, Scene, draw
from schoolgate.media.decoding.intake import clean_picture


@pytest.mark.parametrize("scene", Scene)
def test_a_scene_is_the_same_for_the_same_seed_and_another_for_another(scene: Scene):
    first = draw(scene, seed=1, children=3)

    assert draw(scene, seed=1, children=3) == first
    assert draw(scene, seed=2, children=3).jpeg != first.jpeg


@pytest.mark.parametrize("scene", Scene)
@pytest.mark.parametrize("children", range(MOST_CHILDREN + 1))
def test_every_child_has_a_box_of_its_own_inside_the_picture(scene: Scene, children: int):
    boxes = draw(scene, seed=5, children=children).boxes

    assert len(boxes) == children
    for box in boxes:
        assert 0 <= box.left < box.left + box.width <= 1
        assert 0 <= box.top < box.top + box.height <= 1
    middles = [box.left + box.width / 2 for box in boxes]
    assert middles == sorted(middles)
    assert all(after - before > 0.08 for before, after in pairwise(middles))


def test_a_drawing_is_a_picture_that_the_door_takes():
    drawing = draw(Scene.SPORTS_DAY, seed=1, children=4)

    clean = clean_picture(drawing.jpeg)

    assert (clean.width, clean.height) == (1600, 1200)
    assert drawing.description == "Drawing: four children on the running track on a sunny sports day"


def test_there_is_a_face_in_every_box():
    """The eyes are the darkest dots near the middle of a head."""
    drawing = draw(Scene.LIBRARY, seed=3, children=4)
    picture = Image.open(io.BytesIO(drawing.jpeg)).convert("L")

    for box in drawing.boxes:
        left, top, right, bottom = box.pixels(picture.size)
        middle = picture.crop(
            (left + (right - left) // 4, top + (bottom - top) // 3, right - (right - left) // 4, bottom)
        )
        assert middle.getextrema()[0] < 60


def test_more_children_than_there_is_room_for_are_refused():
    with pytest.raises(ValueError, match="0 to 6"):
        draw(Scene.SNOW, seed=1, children=7)

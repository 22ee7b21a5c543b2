"""Placing a cover: tapped, moved, made larger; from the keyboard it begins in the middle."""

import pytest

from schoolgate.media.covering import Box
from schoolgate.posts.covers import aim_from

SIZE = (1600, 1200)


def tap(x: float, y: float, width: float = 320, height: float = 240) -> dict[str, str]:
    return {"at.x": str(x), "at.y": str(y), "shown_width": str(width), "shown_height": str(height)}


def test_before_a_tap_there_is_no_cover():
    assert aim_from({}, *SIZE, None) is None
    assert aim_from({"do": "left"}, *SIZE, None) is None


def test_a_tap_puts_it_where_the_finger_was_however_large_the_picture_is_shown():
    for scale in (1, 2.5):
        aim = aim_from(tap(80 * scale, 60 * scale, 320 * scale, 240 * scale), *SIZE, None)
        assert (aim.x, aim.y) == (0.25, 0.25)
        assert aim.width == pytest.approx(0.15)


def test_from_the_keyboard_it_begins_in_the_middle():
    aim = aim_from(tap(0, 0), *SIZE, None)

    assert (aim.x, aim.y) == (0.5, 0.5)


def test_buttons_move_it_and_change_its_size():
    carried = {"x": "0.5", "y": "0.5", "width": "0.2", "height": "0.2"}

    assert aim_from({**carried, "do": "left"}, *SIZE, None).x == pytest.approx(0.45)
    assert aim_from({**carried, "do": "down"}, *SIZE, None).y == pytest.approx(0.55)
    assert aim_from({**carried, "do": "larger"}, *SIZE, None).width == pytest.approx(0.25)
    assert aim_from({**carried, "do": "smaller"}, *SIZE, None).height == pytest.approx(0.16)


def test_it_stays_in_the_picture():
    for do in ("left", "up", "right", "down", "larger", "smaller"):
        carried = {"x": "0.5", "y": "0.5", "width": "0.2", "height": "0.2", "do": do}
        for _press in range(60):
            aim = aim_from(carried, *SIZE, None)
            carried.update(x=str(aim.x), y=str(aim.y), width=str(aim.width), height=str(aim.height))
        assert 0 <= aim.x <= 1
        assert 0 <= aim.y <= 1
        assert 0 < aim.width <= 1
        assert isinstance(aim.box, Box)


def test_a_cover_that_is_there_is_taken_up_again():
    aim = aim_from({}, *SIZE, Box(0.1, 0.2, 0.2, 0.4))

    assert (aim.x, aim.y) == (pytest.approx(0.2), pytest.approx(0.4))


@pytest.mark.parametrize(
    "nonsense", [{"x": "nan", "y": "0", "width": "1", "height": "1"}, {"x": "a"}, {"x": "9"}]
)
def test_nonsense_is_no_cover(nonsense):
    assert aim_from(nonsense, *SIZE, None) is None

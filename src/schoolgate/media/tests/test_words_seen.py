"""Words in pictures: what the models answer read as lines and letters, and nothing where there is no model."""

import io

import numpy as np
import pytest
from PIL import Image

from schoolgate.media.checked import Standing
from schoolgate.media.words_seen.finding import FINDS, READS, models_are_there, models_standing, read_picture
from schoolgate.media.words_seen.letters import letters_of, read_steps, straightened
from schoolgate.media.words_seen.lines import lines_in

LETTERS = ("", "A", "m", "a", "r", " ")


def likely(*areas: tuple[int, int, int, int], size: tuple[int, int] = (200, 100)) -> np.ndarray:
    found = np.zeros((size[1], size[0]), np.float32)
    for left, top, right, bottom in areas:
        found[top:bottom, left:right] = 0.9
    return found


def test_each_line_is_found_with_its_edges_and_a_speck_is_none():
    found = lines_in(likely((20, 20, 80, 30), (120, 60, 180, 66), (5, 5, 7, 7)), size=(200, 100))
    assert len(found) == 2
    first = found[0].box
    assert first.left < 0.1
    assert first.left + first.width > 0.4
    assert first.top < 0.2
    assert first.top + first.height > 0.3


def test_what_was_added_beside_the_picture_is_no_line():
    assert lines_in(likely((150, 20, 190, 30)), size=(140, 100)) == []


def test_a_letter_that_goes_on_is_one_and_a_gap_parts_two():
    steps = np.zeros((7, len(LETTERS)), np.float32)
    for place, letter in enumerate((1, 1, 2, 3, 0, 3, 5)):
        steps[place, letter] = 0.9
    assert read_steps(steps, LETTERS) == "Amaa"
    assert read_steps(steps * 0.4, LETTERS) == ""


def test_the_letters_are_read_out_of_the_model():
    words = "!\nA\né".encode()
    model = b"....\tcharacter\x12" + bytes([len(words)]) + words + b"more"
    assert letters_of(model) == ("", "!", "A", "é", " ")


def test_a_line_that_stands_on_its_end_is_turned():
    pixels = np.zeros((100, 100, 3), np.uint8)
    upright = straightened(pixels, ((0.1, 0.1), (0.2, 0.1), (0.2, 0.9), (0.1, 0.9)))
    assert upright.shape[:2] == (48, 384)


def test_without_the_models_nothing_is_read_and_another_file_is_not_loaded(settings, tmp_path):
    written = io.BytesIO()
    Image.new("RGB", (64, 48)).save(written, "JPEG")
    assert read_picture(written.getvalue()) is None
    assert not models_are_there()
    settings.WORD_MODELS = tmp_path
    for name in (FINDS, READS):
        (tmp_path / name).write_bytes(b"another model")
    assert not models_are_there()
    assert models_standing() is Standing.ANOTHER
    assert read_picture(written.getvalue()) is None


@pytest.mark.parametrize("corners", [((0.0, 0.0), (0.001, 0.0), (0.001, 0.001), (0.0, 0.001))])
def test_a_line_of_no_size_still_has_a_size(corners):
    assert straightened(np.zeros((100, 100, 3), np.uint8), corners).shape[:2] == (48, 48)

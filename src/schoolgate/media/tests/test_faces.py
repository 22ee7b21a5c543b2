"""Faces: what the model says is read as boxes, and nobody looks where it is not there."""

import hashlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from schoolgate.media.checked import Standing, once_loaded, standing
from schoolgate.media.faces.finding import find_faces, model_file, model_is_there, model_standing
from schoolgate.media.faces.reading import read_outputs

SIZE = (64, 48)


def answer(*faces: tuple[int, int, float, float, float]):
    """What the model would say of faces at these places of its grid: row, column, height and width in pixels, heat."""
    shape = (SIZE[1] // 4, SIZE[0] // 4)
    heat, scale, offset = (np.zeros((1, depth, *shape), np.float32) for depth in (1, 2, 2))
    for row, column, tall, wide, sure in faces:
        heat[0, 0, row, column] = sure
        scale[0, :, row, column] = np.log(tall / 4), np.log(wide / 4)
    return heat, scale, offset, np.zeros((1, 10, *shape), np.float32)


@pytest.mark.parametrize(
    ("said", "boxes"),
    [
        ((), []),
        (((5, 7, 16, 12, 0.9),), [(24, 14, 36, 30)]),
        (((5, 7, 16, 12, 0.2),), []),
        (((5, 7, 16, 12, 0.8), (5, 8, 16, 12, 0.9)), [(28, 14, 40, 30)]),
        (((5, 2, 16, 12, 0.8), (5, 12, 16, 12, 0.9)), [(44, 14, 56, 30), (4, 14, 16, 30)]),
        (((0, 0, 16, 16, 0.9),), [(0, 0, 10, 10)]),
        (((5, 7, 4, 3, 0.9),), []),
    ],
    ids=["none", "one", "unsure", "one twice", "two, the surer first", "cut off at the edge", "too small"],
)
def test_what_the_model_says_is_read_as_boxes(said, boxes):
    found = read_outputs(*answer(*said), size=SIZE)

    assert [(one.left, one.top, one.right, one.bottom) for one in found] == [
        pytest.approx(box, abs=0.01) for box in boxes
    ]


@pytest.mark.parametrize(
    ("eyes", "nose", "straight"),
    [((0.2, 0.7), 0.45, 1.0), ((0.1, 0.5), 0.2, 0.5), ((0.5, 0.9), 0.95, 0.0), ((0.4, 0.45), 0.42, 0.0)],
    ids=["full face", "turned", "in profile", "both eyes in one place"],
)
def test_how_straight_a_face_looks_is_read_from_eyes_and_nose(eyes, nose, straight):
    heat, scale, offset, marks = answer((5, 7, 16, 12, 0.9))
    marks[0, [1, 3, 5], 5, 7] = (*eyes, nose)
    (found,) = read_outputs(heat, scale, offset, marks, size=SIZE)
    assert found.frontal == pytest.approx(straight, abs=0.01)


def test_without_the_model_nobody_looks(settings, tmp_path):
    written = BytesIO()
    Image.new("RGB", (64, 48), "white").save(written, "JPEG")
    assert find_faces(written.getvalue()) is None
    assert not model_is_there()

    settings.FACE_MODEL = tmp_path / "centerface.onnx"
    settings.FACE_MODEL.write_bytes(b"another model")
    assert find_faces(written.getvalue()) is None
    assert model_standing() is Standing.ANOTHER
    assert model_file() is None


def test_a_model_that_is_exchanged_lost_or_put_right_while_the_program_runs_is_noticed(tmp_path):
    file, sha256 = tmp_path / "model.onnx", hashlib.sha256(b"the one that was checked").hexdigest()
    for content, how_it_is in (
        (None, Standing.MISSING),
        (b"the one that was checked", Standing.CHECKED),
        (b"half of the one", Standing.ANOTHER),
        (b"the one that was checked", Standing.CHECKED),
        (None, Standing.MISSING),
    ):
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)
        assert standing([(file, sha256)]) is how_it_is


def test_a_model_is_looked_for_until_it_is_there_and_then_stays_loaded(tmp_path):
    answers = [None, "the model"]
    model = once_loaded(lambda _place: answers.pop(0))
    assert [model(tmp_path) for _ in range(3)] == [None, "the model", "the model"]

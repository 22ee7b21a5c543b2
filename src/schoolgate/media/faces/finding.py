"""Where faces are in a clean master: CenterFace, run by OpenCV on this machine.

OpenCV never meets a stranger's bytes: it is given the pixels of a picture that the cage drew anew. Nothing comes out
but boxes. The model is loaded when it is first asked for, once in a process. Where it, or OpenCV, is missing, or the
file is another one than was checked, nobody looks (None), and the author counts the people as before. Asked again, it
looks for it again.
"""

import importlib.util
import io
import logging
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from PIL import Image

from schoolgate.media.checked import Standing, checked_bytes, once_loaded, standing
from schoolgate.media.covering import Box
from schoolgate.media.faces.reading import read_outputs

SHA256 = "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"
PIXELS = 880 * 660
"""Of the picture that the model looks at: a face of 10 pixels there is one of 18 in what is published. More costs time
and memory in proportion, and found no face more in the labelled pictures."""

MOST_FACES = 200
_LONGEST = 1760
_STRIDE = 32
_OUTPUTS = ["537", "538", "539", "540"]
_one_at_a_time = Lock()
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FaceBox(Box):
    """Where a face is, and how straight it looks at the camera (1 full face, 0 in profile)."""

    frontal: float | None = None


def find_faces(master: bytes, *, pixels: int = PIXELS) -> tuple[FaceBox, ...] | None:
    """A box around each face of this clean JPEG, from the top left; None where no model can look.

    It is made smaller first, to so many `pixels`, where it has more.
    """
    model = _model(Path(settings.FACE_MODEL))
    if model is None:
        return None
    picture = _shrunk(master, pixels)
    with _one_at_a_time:
        found = _look(model, picture)
    width, height = picture.size
    boxes = [
        FaceBox(one.left / width, one.top / height, one.width / width, one.height / height, one.frontal)
        for one in found
    ]
    return tuple(sorted(boxes[:MOST_FACES], key=lambda box: (round(box.top, 1), box.left)))


def model_standing() -> Standing:
    """How the model is here. Loads nothing, so that the page that says so costs nothing."""
    if importlib.util.find_spec("cv2") is None:
        return Standing.MISSING
    return standing([(Path(settings.FACE_MODEL), SHA256)])


def model_is_there() -> bool:
    """Whether faces are found here."""
    return model_standing() is Standing.CHECKED


def model_file() -> Path | None:
    """The file of the model, where it is the one that was checked: for the cage, which reads it before it is locked."""
    return Path(settings.FACE_MODEL) if model_is_there() else None


@once_loaded
def _model(file: Path) -> Any:
    try:
        import cv2  # with numpy 60 MB of memory, for processes only that take pictures in
        import numpy as np
    except ImportError:
        logger.warning("faces are not looked for: opencv-python-headless is not installed")
        return None
    content = checked_bytes(file, SHA256)
    if content is None:
        if file.exists():
            logger.error("faces are not looked for: the model is not the one that was checked")
        return None
    cv2.setNumThreads(1)
    return cv2.dnn.readNetFromONNX(np.frombuffer(content, np.uint8))


def _shrunk(master: bytes, pixels: int) -> Image.Image:
    with Image.open(io.BytesIO(master), formats=["JPEG"]) as picture:
        width, height = picture.size
        scale = min(1.0, (pixels / (width * height)) ** 0.5, _LONGEST / max(width, height))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        picture.draft("RGB", size)
        shown = picture.convert("RGB")
    return shown if shown.size == size else shown.resize(size, Image.Resampling.BILINEAR)


def _look(model: Any, picture: Image.Image) -> Any:
    """The model takes sides that are multiples of 32; what is added to the right and below is black."""
    import numpy as np

    width, height = (-(-side // _STRIDE) * _STRIDE for side in picture.size)
    pixels = np.zeros((height, width, 3), np.float32)
    pixels[: picture.height, : picture.width] = np.asarray(picture)
    model.setInput(pixels.transpose(2, 0, 1)[None])
    return read_outputs(*model.forward(_OUTPUTS), size=picture.size)

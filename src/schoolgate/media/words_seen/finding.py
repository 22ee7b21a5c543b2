"""What can be read in a clean master, read on this machine: two models of PP-OCR, run by OpenCV.

As with faces, OpenCV is given pixels that the cage drew anew, never a stranger's bytes, and nothing but OpenCV runs:
it opens no connection and reports to nobody. The models are loaded when they are first asked for. Where they, or
OpenCV, are missing nothing is read (None), and the author is asked.
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
from schoolgate.media.words_seen.letters import letters_of, read_steps, straightened
from schoolgate.media.words_seen.lines import Line, lines_in

FINDS, READS = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
SHA256 = {
    FINDS: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    READS: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
PIXELS = 1120 * 840
"""Of the picture in which lines are looked for: what is lower than 8 pixels there is missed. Time grows with it."""

READ_AT = 1600
"""The longer side of what is read: as large as it is published, so that what others can read is read here."""

_STRIDE = 32
_one_at_a_time = Lock()
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line and the words in it."""

    line: Line
    words: str


@dataclass(frozen=True, slots=True)
class _Models:
    finds: Any
    reads: Any
    letters: tuple[str, ...]


def read_picture(master: bytes) -> tuple[Seen, ...] | None:
    """Every line of words in this clean JPEG, from the top; None where no model can read."""
    models = _models(Path(settings.WORD_MODELS))
    if models is None:
        return None
    picture = _shrunk(master)
    with _one_at_a_time:
        seen = [Seen(line, _read(models, picture, line)) for line in _look(models, picture)]
    return tuple(
        sorted((one for one in seen if one.words), key=lambda one: (one.line.box.top, one.line.box.left))
    )


def models_standing() -> Standing:
    """How the models are here. Loads nothing, so that the page that says so costs nothing."""
    if importlib.util.find_spec("cv2") is None:
        return Standing.MISSING
    folder = Path(settings.WORD_MODELS)
    return standing((folder / name, sha256) for name, sha256 in SHA256.items())


def models_are_there() -> bool:
    """Whether words are read here."""
    return models_standing() is Standing.CHECKED


@once_loaded
def _models(folder: Path) -> _Models | None:
    try:
        import cv2
        import numpy as np
    except ImportError:
        return None
    content: dict[str, bytes] = {}
    for name, sha256 in SHA256.items():
        one = checked_bytes(folder / name, sha256)
        if one is None:
            if (folder / name).exists():
                logger.error("words in pictures are not read: a model is not the one that was checked")
            return None
        content[name] = one
    cv2.setNumThreads(1)
    finds, reads = (cv2.dnn.readNetFromONNX(np.frombuffer(one, np.uint8)) for one in content.values())
    return _Models(finds, reads, letters_of(content[READS]))


def _shrunk(master: bytes) -> Any:
    import numpy as np

    with Image.open(io.BytesIO(master), formats=["JPEG"]) as picture:
        scale = min(1.0, READ_AT / max(picture.size))
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        picture.draft("RGB", size)
        shown = picture.convert("RGB")
    if shown.size != size:
        shown = shown.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(shown)


def _look(models: _Models, picture: Any) -> list[Line]:
    """The model takes sides that are multiples of 32; what is added to the right and below is grey."""
    import cv2
    import numpy as np

    rows, columns = picture.shape[:2]
    scale = min(1.0, (PIXELS / (rows * columns)) ** 0.5)
    size = max(1, round(columns * scale)), max(1, round(rows * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    width, height = (-(-side // _STRIDE) * _STRIDE for side in size)
    pixels = np.zeros((height, width, 3), np.float32)
    pixels[: size[1], : size[0]] = _levels(small)
    models.finds.setInput(pixels.transpose(2, 0, 1)[None])
    return lines_in(models.finds.forward()[0, 0], size=size)


def _read(models: _Models, picture: Any, line: Line) -> str:
    straight = straightened(picture, line.corners)
    models.reads.setInput(_levels(straight).transpose(2, 0, 1)[None])
    return read_steps(models.reads.forward()[0], models.letters)


def _levels(pixels: Any) -> Any:
    """As the models were taught: from -1 to 1, blue first."""
    import numpy as np

    return pixels[:, :, ::-1].astype(np.float32) / 127.5 - 1.0

"""Labelled pictures of faces, where SCHOOLGATE_FACES names a folder of them: ground_truth.json lists under "pictures"
each `file` with its `boxes_xyxy` in pixels. They stay where they are: nobody's face is part of the project.
"""

import io
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from schoolgate.media.covering import Box

_TILE = (1008, 756)  # four by four of them are twelve megapixels


@dataclass(frozen=True)
class Labelled:
    """A picture as a clean master, and where its faces are."""

    jpeg: bytes
    faces: tuple[Box, ...]

    def found_by(self, boxes: Sequence[Box]) -> int:
        """How many of its faces have their middle in one of these boxes."""
        return sum(any(_holds(box, *_middle(face)) for box in boxes) for face in self.faces)


def labelled() -> list[Labelled]:
    """Every labelled picture with a face in it; none where no folder is named."""
    folder = Path(os.environ.get("SCHOOLGATE_FACES", "/nowhere"))
    listed = folder / "ground_truth.json"
    if not listed.is_file():
        return []
    told = json.loads(listed.read_text())["pictures"]
    return [_read(folder / one["file"], one["boxes_xyxy"]) for one in told if one.get("boxes_xyxy")]


def _read(file: Path, corners: Sequence[Sequence[float]]) -> Labelled:
    with Image.open(file) as picture:
        shown = picture.convert("RGB")
    width, height = shown.size
    boxes = (Box(x / width, y / height, (r - x) / width, (b - y) / height) for x, y, r, b in corners)
    return Labelled(as_jpeg(shown), tuple(boxes))


def together(pictures: Sequence[Labelled]) -> Labelled:
    """Twelve megapixels: sixteen of them, as large as fits."""
    across, down = _TILE
    sheet = Image.new("RGB", (4 * across, 4 * down), "grey")
    faces = []
    for place in range(16):
        one = pictures[place % len(pictures)]
        with Image.open(io.BytesIO(one.jpeg)) as picture:
            scale = min(across / picture.width, down / picture.height)
            small = picture.resize((round(picture.width * scale), round(picture.height * scale)))
        left, top = place % 4 * across, place // 4 * down
        sheet.paste(small, (left, top))
        faces += [
            Box(
                (left + face.left * small.width) / sheet.width,
                (top + face.top * small.height) / sheet.height,
                face.width * small.width / sheet.width,
                face.height * small.height / sheet.height,
            )
            for face in one.faces
        ]
    return Labelled(as_jpeg(sheet), tuple(faces))


def as_jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=90)
    return written.getvalue()


def _middle(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left < x < box.left + box.width and box.top < y < box.top + box.height

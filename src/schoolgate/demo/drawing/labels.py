"""A label in a drawing: words that anybody can read, such as a name on a certificate."""

import io
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from schoolgate.demo.drawing import Drawing
from schoolgate.media.covering import Box

_LETTERS, _EDGE = 44, 22  # pixels
_LEFT, _TOP = 90, 70


def labelled(drawing: Drawing, words: str) -> tuple[Drawing, Box]:
    """The drawing with a label of these words at its top left, and where it is."""
    picture = Image.open(io.BytesIO(drawing.jpeg)).convert("RGB")
    font = ImageFont.load_default(_LETTERS)
    _left, _top, width, height = font.getbbox(words)
    area = (_LEFT, _TOP, round(_LEFT + width + 2 * _EDGE), round(_TOP + height + 2 * _EDGE))
    paper = ImageDraw.Draw(picture)
    paper.rectangle(area, fill="#fffdf5", outline="#8a7a4d", width=3)
    paper.text((_LEFT + _EDGE, _TOP + _EDGE), words, font=font, fill="#1b1b1b")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=90)
    across, down = picture.size
    box = Box(_LEFT / across, _TOP / down, (area[2] - _LEFT) / across, (area[3] - _TOP) / down)
    return replace(drawing, jpeg=written.getvalue()), box

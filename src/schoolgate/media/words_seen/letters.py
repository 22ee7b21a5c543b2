"""What stands in a line, from what the second model says: which letter, or none, at each step along it."""

from typing import Any

_KEY = b"\tcharacter\x12"
HEIGHT = 48
"""Of a line as the model reads it."""

_LONGEST = 1200
_SURE = 0.5  # of all letters of a line together; less is a pattern that looks like words


def letters_of(model: bytes) -> tuple[str, ...]:
    """The letters that this model knows, which it carries along: none for the first, a blank for the last."""
    at = model.rindex(_KEY) + len(_KEY)
    length, shift = 0, 0
    while True:
        byte = model[at]
        length |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return ("", *model[at : at + length].decode().split("\n"), " ")


def read_steps(steps: Any, letters: tuple[str, ...]) -> str:
    """The words of one line; nothing where the model is not sure of them. A letter that goes on is one letter."""
    best, sure = steps.argmax(axis=1), steps.max(axis=1)
    said = [
        (int(one), float(how))
        for number, (one, how) in enumerate(zip(best, sure, strict=True))
        if one and (number == 0 or best[number - 1] != one)
    ]
    if not said or sum(how for _one, how in said) / len(said) < _SURE:
        return ""
    return "".join(letters[one] for one, _how in said).strip()


def straightened(pixels: Any, corners: tuple[tuple[float, float], ...]) -> Any:
    """A line out of the picture, upright, as high as the model reads it. One that stands on its end is turned."""
    import cv2
    import numpy as np

    rows, columns = pixels.shape[:2]
    from_ = np.array([(x * columns, y * rows) for x, y in corners], np.float32)
    across = max(float(np.linalg.norm(from_[0] - from_[1])), float(np.linalg.norm(from_[3] - from_[2])))
    down = max(float(np.linalg.norm(from_[0] - from_[3])), float(np.linalg.norm(from_[1] - from_[2])))
    if down > 1.5 * across:
        from_, across, down = np.roll(from_, -1, axis=0), down, across
    width = int(min(_LONGEST, max(HEIGHT, round(HEIGHT * across / max(down, 1.0)))))
    to = np.array([(0, 0), (width, 0), (width, HEIGHT), (0, HEIGHT)], np.float32)
    turned = cv2.getPerspectiveTransform(from_, to)
    return cv2.warpPerspective(pixels, turned, (width, HEIGHT), borderMode=cv2.BORDER_REPLICATE)

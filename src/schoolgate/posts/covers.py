"""Where a cover is aimed while somebody places it: a tap or a drag sets it, buttons move it and change its size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from schoolgate.media.covering import Box
from schoolgate.media.faces.growing import holds, person_around

_FIRST_SIZE = 0.2  # of the shorter side: a face in a picture of a group
_STEP = 0.25  # of the cover's own size
_GROWS = 1.25
_SMALLEST, _LARGEST = 0.01, 1.0


@dataclass(frozen=True, slots=True)
class Aim:
    """A cover by its middle and its size, in fractions of the picture's width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The area it covers."""
        return Box(self.x - self.width / 2, self.y - self.height / 2, self.width, self.height)


def aim_from(
    sent: Mapping[str, str], width: int, height: int, before: Box | None, faces: Sequence[Box] = ()
) -> Aim | None:
    """Where the cover is aimed after what was sent; None while nobody has tapped. Sizes are in pixels.

    A tap on one of these `faces` aims at the whole person.
    """
    aim = _kept(sent) or _of(before)
    tapped = _tapped(sent)
    face = _face_at(faces, *tapped) if tapped is not None else None
    if face is not None:
        aim = _of(person_around(face))
    elif tapped is not None:
        size = _FIRST_SIZE * min(width, height)
        fresh = aim or Aim(0.5, 0.5, size / width, size * 1.25 / height)
        aim = replace(fresh, x=tapped[0], y=tapped[1])
    return None if aim is None else _inside(_moved(aim, sent.get("do", "")))


def _face_at(faces: Sequence[Box], x: float, y: float) -> Box | None:
    """The smallest face there."""
    return min(
        (face for face in faces if holds(face, x, y)), key=lambda box: box.width * box.height, default=None
    )


def _kept(sent: Mapping[str, str]) -> Aim | None:
    """The aim of the step before, as the page carried it."""
    try:
        x, y, width, height = (float(sent.get(name, "")) for name in ("x", "y", "width", "height"))
    except ValueError:
        return None
    return (
        Aim(x, y, width, height)
        if all(0 <= side <= 1 for side in (x, y, width, height)) and width * height
        else None
    )


def _of(box: Box | None) -> Aim | None:
    return (
        None
        if box is None
        else Aim(box.left + box.width / 2, box.top + box.height / 2, box.width, box.height)
    )


def _tapped(sent: Mapping[str, str]) -> tuple[float, float] | None:
    """Where somebody tapped: the browser gives pixels of the picture as shown. From the keyboard it is the middle."""
    try:
        x, y = float(sent["at.x"]), float(sent["at.y"])
        width, height = float(sent["shown_width"]), float(sent["shown_height"])
    except (KeyError, ValueError):
        return None
    if x == y == 0 or width <= 0 or height <= 0:
        return 0.5, 0.5
    return min(max(x / width, 0), 1), min(max(y / height, 0), 1)


def _moved(aim: Aim, do: str) -> Aim:
    steps = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
    if do in steps:
        across, down = steps[do]
        return replace(aim, x=aim.x + across * _STEP * aim.width, y=aim.y + down * _STEP * aim.height)
    if do in ("larger", "smaller"):
        grows = _GROWS if do == "larger" else 1 / _GROWS
        return replace(aim, width=aim.width * grows, height=aim.height * grows)
    return aim


def _inside(aim: Aim) -> Aim:
    """No smaller than a far-off face, no larger than the picture, its middle in the picture."""
    return Aim(
        min(max(aim.x, 0), 1),
        min(max(aim.y, 0), 1),
        min(max(aim.width, _SMALLEST), _LARGEST),
        min(max(aim.height, _SMALLEST), _LARGEST),
    )

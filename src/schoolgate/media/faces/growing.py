"""From a face to whoever has it: what is covered of a person, the same for everyone."""

from schoolgate.media.covering import Box

# In widths and heights of the face. Hair, clothes and a wheelchair give a child away as the face does.
_TO_EACH_SIDE = 1.1
_ABOVE, _BELOW = 0.6, 6.0
_SAME_PLACE = 0.4
_MORE_ACROSS, _MORE_DOWN = 1.5, 2.0  # the least that is more than a face


def person_around(face: Box) -> Box:
    """The whole person with this face, as far as they are in the picture."""
    left = max(0.0, face.left - _TO_EACH_SIDE * face.width)
    top = max(0.0, face.top - _ABOVE * face.height)
    right = min(1.0, face.left + (1 + _TO_EACH_SIDE) * face.width)
    bottom = min(1.0, face.top + (1 + _BELOW) * face.height)
    return Box(left, top, right - left, bottom - top)


def lies_under(face: Box, cover: Box) -> bool:
    """Whether nothing of this face is seen beside the cover, but for its edge."""
    edge_x, edge_y = face.width * _SAME_PLACE / 2, face.height * _SAME_PLACE / 2
    return (
        cover.left <= face.left + edge_x
        and cover.top <= face.top + edge_y
        and cover.left + cover.width >= face.left + face.width - edge_x
        and cover.top + cover.height >= face.top + face.height - edge_y
    )


def is_face_alone(face: Box, cover: Box) -> bool:
    """Whether this cover hides the face and hardly more: hair and clothes would tell who it is."""
    whole = person_around(face)
    return lies_under(face, cover) and (
        cover.width < min(_MORE_ACROSS * face.width, whole.width)
        or cover.height < min(_MORE_DOWN * face.height, whole.height)
    )


def holds(face: Box, x: float, y: float) -> bool:
    """Whether a tap there is on this face."""
    return face.left <= x <= face.left + face.width and face.top <= y <= face.top + face.height

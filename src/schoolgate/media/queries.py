"""Reads of pictures: which areas are covered, and whether anything still uses a picture."""

from collections.abc import Iterable

from schoolgate.media.covering import Box
from schoolgate.media.models import Appearance, Picture, SeenWords


def covers_of(picture: Picture) -> list[Box]:
    """The areas of this picture that nobody may see. One query."""
    return covers_in([picture.pk])[picture.pk]


def covers_in(picture_ids: Iterable[int]) -> dict[int, list[Box]]:
    """The covered areas of these pictures, by picture. One query."""
    covers: dict[int, list[Box]] = {picture_id: [] for picture_id in picture_ids}
    people = Appearance.objects.filter(picture__in=covers, is_covered=True, box__isnull=False)
    words = SeenWords.objects.filter(picture__in=covers, is_covered=True)
    drawn, read = (each.order_by().values_list("picture_id", "pk", "box") for each in (people, words))
    rows = drawn.union(read, all=True)
    for picture_id, _pk, sides in sorted(rows, key=lambda row: row[:2]):
        if sides is not None:
            covers[picture_id].append(box_from(sides))
    return covers


def box_from(sides: Iterable[float]) -> Box:
    """A box as it is stored: left, top, width, height in fractions."""
    left, top, width, height = sides
    return Box(left, top, width, height)


def box_to(box: Box) -> list[float]:
    """A box as it is to be stored, short enough to read."""
    return [round(side, 5) for side in (box.left, box.top, box.width, box.height)]

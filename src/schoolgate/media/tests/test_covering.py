"""What is covered is gone: from the picture, from what is beside it, and from its thumbnail."""

import io
import math

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from schoolgate.media.covering import Box, Way, cover, derivative, thumbnail
from schoolgate.media.decoding.intake import clean_picture
from schoolgate.media.decoding.jpeg_parts import size_of_plain_jpeg
from tests.hostile.pictures import encoded, grain, shown

BOX = Box(0.25, 0.25, 0.5, 0.5)


def striped(colour: str) -> Image.Image:
    """Grey, with fine stripes of one colour in the middle half, as letters on a badge would be."""
    picture = Image.new("RGB", (1600, 1200), "#808080")
    draw = ImageDraw.Draw(picture)
    for x in range(400, 1200, 8):
        draw.rectangle((x, 300, x + 3, 899), fill=colour)
    return picture


@pytest.mark.parametrize("way", Way)
def test_two_faces_that_differ_become_the_same(way: Way):
    """Stripes and the mirror of the stripes cannot be told apart when they are covered."""
    one = encoded(striped("#101010"), quality=95)
    other = encoded(striped("#101010").transpose(Image.Transpose.FLIP_LEFT_RIGHT), quality=95)

    difference = ImageChops.difference(
        shown(derivative(one, covers=[BOX], way=way)), shown(derivative(other, covers=[BOX], way=way))
    )

    assert max(high for _low, high in difference.getextrema()) <= 17


def test_at_most_four_blocks_across_are_left():
    picture = grain(800, 800)

    cover(picture, [Box(0, 0, 1, 1)])

    assert len(picture.getcolors(maxcolors=100)) <= 16


def test_solid_leaves_one_colour():
    picture = grain(400, 300)

    cover(picture, [BOX], Way.SOLID)

    assert len(picture.crop((100, 75, 300, 225)).getcolors()) == 1


def test_nothing_beside_the_box_is_touched():
    before = grain(400, 300)
    after = before.copy()

    cover(after, [BOX])

    assert ImageChops.difference(before, after).getbbox() == (100, 75, 300, 225)


def test_a_box_is_rounded_outwards_and_cut_at_the_edge():
    assert Box(0.101, 0.101, 0.5, 0.5).pixels((100, 100)) == (10, 10, 61, 61)
    assert Box(-0.5, -0.5, 1, 1).pixels((100, 80)) == (0, 0, 50, 40)
    assert Box(0.9, 0.9, 1, 1).pixels((100, 80)) == (90, 72, 100, 80)


@pytest.mark.parametrize(
    "sides",
    [(0, 0, 0, 1), (0, 0, 1, -1), (1, 0, 1, 1), (0, -2, 1, 1), (math.nan, 0, 1, 1), (0, 0, math.inf, 1)],
)
def test_a_box_that_covers_nothing_cannot_be_made(sides: tuple[float, ...]):
    with pytest.raises(ValueError, match="a box"):
        Box(*sides)


def test_the_smaller_picture_is_covered_before_it_is_made_smaller():
    """A white face on black: outside its box no grey rim of it is left after scaling."""
    master = Image.new("RGB", (3200, 2400), "black")
    ImageDraw.Draw(master).rectangle((800, 600, 2399, 1799), fill="white")

    covered = shown(derivative(encoded(master, quality=95), covers=[BOX], way=Way.SOLID, longest=800))

    rim = covered.convert("L").crop((0, 0, 196, 600))
    assert ImageStat.Stat(rim).extrema[0][1] <= 8


@pytest.mark.parametrize(("longest", "size"), [(1600, (1600, 1200)), (480, (480, 360)), (9000, (2400, 1800))])
def test_a_derivative_has_the_size_asked_for_and_nothing_but_pixels(longest: int, size: tuple[int, int]):
    master = clean_picture(encoded(grain(2400, 1800))).bytes

    made = derivative(master, longest=longest, covers=[BOX])

    assert size_of_plain_jpeg(made) == size
    assert made == derivative(master, longest=longest, covers=[BOX])


def test_the_thumbnail_is_covered_too():
    master = encoded(striped("#ffffff"), quality=95)

    small = shown(thumbnail(master, covers=[BOX]))

    assert small.size == (480, 360)
    assert max(ImageStat.Stat(small.crop((140, 110, 340, 250))).stddev) < 6


def test_only_our_own_masters_are_opened():
    written = io.BytesIO()
    grain(100, 100).save(written, "PNG")

    with pytest.raises(OSError, match="identify"):
        derivative(written.getvalue())

"""What comes out of the door for pictures: pixels, upright, sRGB, and nothing else."""

import hashlib
import struct
from pathlib import Path

import pytest
from PIL import Image

from schoolgate.media.decoding.intake import clean_picture
from tests.hostile import files
from tests.hostile.pictures import (
    CANARY,
    CORNERS,
    corners_of,
    encoded,
    exif,
    grain,
    part,
    quarters,
    shown,
    talkative_jpeg,
    with_parts,
)

NEAR = 14  # steps of 255 that JPEG may move a flat colour


def near(
    seen: list[tuple[int, ...]], meant: tuple[tuple[int, int, int], ...] = CORNERS, by: int = NEAR
) -> bool:
    return all(
        abs(a - b) <= by for one, two in zip(seen, meant, strict=True) for a, b in zip(one, two, strict=True)
    )


def markers_of(jpeg: bytes) -> list[int]:
    """The markers of a baseline JPEG, read here once more so that no mistake of the program hides itself."""
    assert jpeg[:2] == b"\xff\xd8"
    at, seen = 2, []
    while True:
        marker, length = jpeg[at + 1], struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
        assert jpeg[at] == 0xFF
        seen.append(marker)
        at += 2 + length
        if marker == 0xDA:
            break
    ends = [
        n for n in range(at, len(jpeg) - 1) if jpeg[n] == 0xFF and jpeg[n + 1] not in (0, *range(0xD0, 0xD8))
    ]
    assert ends == [len(jpeg) - 2], "nothing may stand behind the picture"
    assert jpeg.endswith(b"\xff\xd9")
    return seen


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_every_kind_that_phones_make_is_opened(kind):
    clean = clean_picture(encoded(quarters(), kind))

    assert (clean.width, clean.height) == (320, 200)
    assert near(corners_of(shown(clean.bytes)))
    assert clean.sha256 == hashlib.sha256(clean.bytes).hexdigest()


def test_a_file_is_read_where_it_lies_and_left_as_it_is(tmp_path: Path):
    upload = tmp_path / "IMG_0001.HEIC"
    upload.write_bytes(encoded(quarters()))
    before = upload.read_bytes()

    assert clean_picture(upload) == clean_picture(before)
    assert upload.read_bytes() == before


@pytest.mark.parametrize("name", files.CLEANED)
def test_nothing_but_the_picture_is_left(name: str):
    upload = files.CLEANED[name]()

    clean = clean_picture(upload)

    assert set(markers_of(clean.bytes)) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
    assert CANARY not in clean.bytes
    assert b"alert" not in clean.bytes
    assert clean.bytes != upload
    assert (clean.width, clean.height) in {(640, 480), (320, 200)}


def test_a_clean_picture_that_comes_again_is_written_anew():
    master = clean_picture(encoded(grain())).bytes

    again = clean_picture(master)

    assert again.bytes != master
    assert markers_of(again.bytes) == markers_of(master)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_the_way_it_was_seen(orientation: int):
    stored = encoded(files.flipped_back(orientation, quarters()), quality=95)

    clean = clean_picture(with_parts(stored, part(0xE1, exif(orientation=orientation))))

    assert (clean.width, clean.height) == (320, 200)
    assert near(corners_of(shown(clean.bytes)))


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF", "HEIF"])
def test_other_kinds_are_turned_too(kind: str):
    stored = files.flipped_back(6, quarters())

    clean = clean_picture(encoded(stored, kind, exif=exif(orientation=6)))

    assert (clean.width, clean.height) == (320, 200)
    assert near(corners_of(shown(clean.bytes)))


@pytest.mark.parametrize("name", files.MODES)
def test_every_way_to_store_colour_becomes_the_same_colours(name: str):
    grey = tuple((level,) * 3 for level in (quarters().convert("L").resize((2, 2), 0).tobytes()))
    clean = shown(clean_picture(files.MODES[name]()).bytes)

    assert clean.mode == "RGB"
    if "black and white" not in name:
        assert near(
            corners_of(clean), grey if "grey" in name else CORNERS, by=40 if "print" in name else NEAR
        )


def test_what_is_see_through_becomes_white():
    picture = quarters().convert("RGBA")
    picture.putalpha(0)

    clean = shown(clean_picture(encoded(picture, "PNG")).bytes)

    assert near(corners_of(clean), ((255, 255, 255),) * 4, by=2)


def test_a_picture_in_another_colour_space_is_shown_as_it_was_meant():
    """The red of a profile whose primaries are wider than sRGB's comes out stronger than its numbers."""
    stored = Image.new("RGB", (64, 64), (180, 60, 60))

    plain = shown(clean_picture(encoded(stored, "PNG")).bytes).getpixel((32, 32))
    meant = shown(clean_picture(encoded(stored, "PNG", icc_profile=wide_profile())).bytes).getpixel((32, 32))

    assert abs(plain[0] - 180) <= 3
    assert meant[0] > plain[0] + 8


def wide_profile() -> bytes:
    """A small display profile with the primaries of Display P3 and a gamma of 2.2."""

    def fixed(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IHxx", 1, round(2.2 * 256))
    tags = {
        b"wtpt": fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": fixed(0.5151, 0.2412, -0.0011),
        b"gXYZ": fixed(0.2920, 0.6922, 0.0419),
        b"bXYZ": fixed(0.1571, 0.0666, 0.7841),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"wide\0" + bytes(79),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
    }
    at, table, content = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        padded = value + bytes(-len(value) % 4)
        table += name + struct.pack(">II", at + len(content), len(value))
        content += padded
    head = bytearray(128)
    head[0:4] = struct.pack(">I", 128 + len(table) + len(content))
    head[8:12], head[12:24], head[36:40] = b"\x02\x40\0\0", b"mntrRGB XYZ ", b"acsp"
    head[68:80] = fixed(0.9642, 1.0, 0.8249)[8:]
    return bytes(head) + table + content


@pytest.mark.parametrize(
    ("size", "kept"),
    [((5000, 2500), (4096, 2048)), ((1200, 6000), (819, 4096)), ((4096, 3072), (4096, 3072))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_larger_picture_is_made_smaller_without_a_seam(
    kind: str, size: tuple[int, int], kept: tuple[int, int]
):
    gradient = Image.linear_gradient("L").resize(size).convert("RGB")

    clean = clean_picture(encoded(gradient, kind, quality=95))

    assert (clean.width, clean.height) == kept
    column = shown(clean.bytes).convert("L").crop((kept[0] // 2, 0, kept[0] // 2 + 1, kept[1])).tobytes()
    assert all(-3 <= after - before <= 6 for before, after in zip(column[:-8], column[8:], strict=True))


def test_the_preview_of_an_uncovered_picture_does_not_survive():
    upload = talkative_jpeg()
    preview = encoded(grain(160, 120))
    assert preview in upload

    clean = clean_picture(upload).bytes

    assert clean.count(b"\xff\xd8") == 1
    assert preview[-400:-200] not in clean

"""Honest pictures in every kind, and the parts of their files that must not survive."""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, ImageCms, ImageDraw

CANARY = b"CANARY-51.5007N-0.1246W"
"""Stands in every place of a file where facts about a person can hide."""

CORNERS = ((214, 40, 40), (40, 160, 60), (40, 60, 214), (230, 200, 40))
"""The colours of the top left, top right, bottom left and bottom right quarter of `quarters`."""

pillow_heif.register_heif_opener()


def quarters(width: int = 320, height: int = 200) -> Image.Image:
    """A picture whose four quarters tell which way up it is."""
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * width // 2, number // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return picture


def grain(width: int = 640, height: int = 480) -> Image.Image:
    """A picture with detail everywhere, as a camera makes it; the same each time."""
    red, green = Image.linear_gradient("L"), Image.radial_gradient("L")
    tile = Image.merge("RGB", (red, green, red.rotate(90)))
    small = tile.resize((width, height))
    draw = ImageDraw.Draw(small)
    for step in range(0, max(width, height), 7):
        draw.line((step, 0, width - step, height), fill=(step * 5 % 256, step * 3 % 256, step * 11 % 256))
    return small


def encoded(picture: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    """The picture as a file of this kind."""
    written = io.BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def shown(file: bytes) -> Image.Image:
    """What a file shows, loaded."""
    picture = Image.open(io.BytesIO(file))
    picture.load()
    return picture


def corners_of(picture: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters."""
    width, height = picture.size
    rgb = picture.convert("RGB")
    return [rgb.getpixel((int(width * x), int(height * y))) for y in (0.25, 0.75) for x in (0.25, 0.75)]


def part(marker: int, content: bytes) -> bytes:
    """One part of a JPEG file."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def with_parts(jpeg: bytes, *more: bytes) -> bytes:
    """The JPEG with these parts right behind its beginning."""
    return jpeg[:2] + b"".join(more) + jpeg[2:]


def exif(*, orientation: int = 1, thumbnail: bytes = b"") -> bytes:
    """Exif with an orientation, a place on earth, a maker's name and a preview of what was there before."""
    maker = CANARY + b"\0"
    gps_at = 8 + 2 + 3 * 12 + 4
    gps = struct.pack("<H", 2) + _tag(1, 2, 2, b"N\0\0\0") + _tag(2, 5, 3, struct.pack("<I", gps_at + 30))
    gps += b"\0\0\0\0" + struct.pack("<6I", 51, 1, 30, 1, 252, 100)
    second_at = gps_at + len(gps)
    second = struct.pack("<H", 2) + _tag(0x201, 4, 1, struct.pack("<I", second_at + 30))
    second += _tag(0x202, 4, 1, struct.pack("<I", len(thumbnail))) + b"\0\0\0\0" + thumbnail
    maker_at = second_at + len(second)
    first = struct.pack("<H", 3) + _tag(0x010F, 2, len(maker), struct.pack("<I", maker_at))
    first += _tag(0x0112, 3, 1, struct.pack("<HH", orientation, 0)) + _tag(
        0x8825, 4, 1, struct.pack("<I", gps_at)
    )
    first += struct.pack("<I", second_at)
    return b"Exif\0\0" + b"II*\0\x08\0\0\0" + first + gps + second + maker


def _tag(number: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack("<HHI", number, kind, count) + value


def talkative_jpeg(*, orientation: int = 1) -> bytes:
    """A JPEG that carries every kind of remark: Exif with a preview, XMP, IPTC, a profile, comments."""
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(CANARY)) + CANARY
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    preview = encoded(grain(160, 120))
    return with_parts(
        encoded(grain(), quality=92),
        part(0xE1, exif(orientation=orientation, thumbnail=preview)),
        part(0xE1, xmp),
        part(0xED, iptc),
        part(0xE2, b"ICC_PROFILE\0\x01\x01" + profile),
        part(0xEB, b"JP" + CANARY),
        part(0xFE, CANARY),
    )


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def with_chunks(png: bytes, *more: bytes) -> bytes:
    """The PNG with these chunks right behind its header."""
    return png[:33] + b"".join(more) + png[33:]

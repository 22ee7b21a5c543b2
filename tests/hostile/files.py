"""Hostile files by name: those to be refused with their reason, and those of which the picture is kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, Reason
from tests.hostile.pictures import (
    CANARY,
    chunk,
    encoded,
    exif,
    grain,
    part,
    quarters,
    talkative_jpeg,
    with_chunks,
    with_parts,
)

SCRIPT = b"<script>alert('" + CANARY + b"')</script>"
SVG_WITH_SCRIPT = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
SVG_WITH_ENTITIES = (
    b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY f SYSTEM "file:///etc/passwd">]><svg><text>&b;&f;</text></svg>'
)
PDF = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n" + CANARY
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"


def archive() -> bytes:
    """A ZIP file, as every Word document is one."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as zipped:
        zipped.writestr("word/document.xml", CANARY)
    return written.getvalue()


def png_bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is this large, and begins to be."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width * 3) * 300, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg_of_size(width: int, height: int) -> bytes:
    """A small JPEG whose frame says it is this large."""
    small = encoded(grain(64, 64))
    frame = small.index(b"\xff\xc0")
    return small[: frame + 5] + struct.pack(">HH", height, width) + small[frame + 9 :]


def webp_of_size(width: int, height: int) -> bytes:
    """A small WebP whose canvas says it is this large."""
    header = (
        struct.pack("<I", 0x10)[:4] + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    )
    body = b"WEBPVP8X" + struct.pack("<I", 10) + header + encoded(grain(64, 64), "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def boxes_of_size(kind: str, width: int, height: int) -> bytes:
    """A small HEIC or AVIF that says it is this large."""
    small = encoded(grain(128, 128), kind)
    return small.replace(
        b"ispe\0\0\0\0" + struct.pack(">II", 128, 128), b"ispe\0\0\0\0" + struct.pack(">II", width, height)
    )


def changed_in_the_middle(file: bytes) -> bytes:
    """The file with ten of its bytes turned over."""
    middle = len(file) // 2
    return file[:middle] + bytes(byte ^ 0xFF for byte in file[middle : middle + 10]) + file[middle + 10 :]


def text_bomb() -> bytes:
    """A PNG with a remark that unpacks to 200 million letters."""
    packed = zlib.compress(bytes(200_000_000), 9)
    return with_chunks(encoded(quarters(), "PNG"), chunk(b"zTXt", b"Comment\0\0" + packed))


def profile_bomb() -> bytes:
    """A PNG with a colour profile that unpacks to 200 million bytes."""
    packed = zlib.compress(bytes(200_000_000), 9)
    return with_chunks(encoded(quarters(), "PNG"), chunk(b"iCCP", b"sRGB\0\0" + packed))


def moving(kind: str) -> bytes:
    """Three pictures one after the other."""
    first, *more = (quarters().rotate(angle) for angle in (0, 90, 180))
    return encoded(first, kind, save_all=True, append_images=more, duration=100)


def second_picture_behind() -> bytes:
    """As phones write it: a whole second picture behind the first."""
    return encoded(grain()) + encoded(quarters()) + CANARY


def film_behind() -> bytes:
    """As phones write a picture that moves for a second: a film behind it."""
    return encoded(grain()) + b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + CANARY * 20


# Made when a test asks: some take a second, and every process of the run reads the names.
REFUSED: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "nothing.jpg": (lambda: b"", Reason.EMPTY),
    "26 megabytes.jpg": (lambda: encoded(quarters()) + bytes(LARGEST_UPLOAD), Reason.TOO_MANY_BYTES),
    "drawing.svg": (lambda: SVG_WITH_SCRIPT, Reason.WRONG_KIND),
    "entities.svg": (lambda: SVG_WITH_ENTITIES, Reason.WRONG_KIND),
    "utf-16 drawing.jpg": (lambda: SVG_WITH_SCRIPT.decode().encode("utf-16"), Reason.WRONG_KIND),
    "page.jpg": (lambda: PAGE, Reason.WRONG_KIND),
    "page after blanks.png": (lambda: b"\xef\xbb\xbf \r\n\t" + PAGE, Reason.WRONG_KIND),
    "letter.jpg": (lambda: PDF, Reason.WRONG_KIND),
    "homework.jpg": (lambda: archive(), Reason.WRONG_KIND),
    "zip before picture.jpg": (lambda: archive() + encoded(quarters()), Reason.WRONG_KIND),
    "old letter.jpg": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), Reason.WRONG_KIND),
    "film.jpg": (lambda: b"\0\0\0\x18ftypqt  \0\0\0\0qt  " + bytes(500), Reason.WRONG_KIND),
    "matroska.jpg": (lambda: b"\x1a\x45\xdf\xa3" + bytes(500), Reason.WRONG_KIND),
    "song.jpg": (lambda: b"ID3\x04" + bytes(500), Reason.WRONG_KIND),
    "program.jpg": (lambda: b"MZ\x90\0" + bytes(500), Reason.WRONG_KIND),
    "words.jpg": (lambda: b"This is not a picture at all.", Reason.WRONG_KIND),
    "one byte.jpg": (lambda: b"\xff", Reason.WRONG_KIND),
    "moving.gif": (lambda: moving("GIF"), Reason.WRONG_KIND),
    "still.gif": (lambda: encoded(quarters(), "GIF"), Reason.WRONG_KIND),
    "gif that is a program.jpg": (
        lambda: b"GIF89a/*" + bytes(60) + b"*/=1;alert('" + CANARY + b"')//",
        Reason.WRONG_KIND,
    ),
    "scan.tiff": (lambda: encoded(quarters(), "TIFF"), Reason.WRONG_KIND),
    "old.bmp": (lambda: encoded(quarters(), "BMP"), Reason.WRONG_KIND),
    "layers.psd": (lambda: b"8BPS\0\x01" + bytes(500), Reason.WRONG_KIND),
    "page behind picture.jpg": (lambda: encoded(grain()) + PAGE, Reason.HIDDEN_FILE),
    "page behind blanks behind picture.jpg": (
        lambda: encoded(grain()) + b"\0\0\r\n" + PAGE,
        Reason.HIDDEN_FILE,
    ),
    "drawing behind picture.jpg": (lambda: encoded(grain()) + SVG_WITH_SCRIPT, Reason.HIDDEN_FILE),
    "letter behind picture.jpg": (lambda: encoded(grain()) + PDF, Reason.HIDDEN_FILE),
    "archive behind picture.jpg": (lambda: encoded(grain()) + archive(), Reason.HIDDEN_FILE),
    "archive behind progressive picture.jpg": (
        lambda: encoded(grain(), progressive=True) + archive(),
        Reason.HIDDEN_FILE,
    ),
    "page behind picture.png": (lambda: encoded(grain(), "PNG") + PAGE, Reason.HIDDEN_FILE),
    "archive behind picture.png": (lambda: encoded(grain(), "PNG") + archive(), Reason.HIDDEN_FILE),
    "page behind picture.webp": (lambda: encoded(grain(), "WEBP") + PAGE, Reason.HIDDEN_FILE),
    "archive behind picture.heic": (lambda: encoded(grain(), "HEIF") + archive(), Reason.HIDDEN_FILE),
    "page behind picture.avif": (lambda: encoded(grain(), "AVIF") + PAGE, Reason.HIDDEN_FILE),
    "100 megapixels.png": (lambda: png_bomb(10_000, 10_000), Reason.TOO_MANY_PIXELS),
    "100 megapixels.jpg": (lambda: jpeg_of_size(12_500, 8_000), Reason.TOO_MANY_PIXELS),
    "268 megapixels.webp": (lambda: webp_of_size(16_384, 16_384), Reason.TOO_MANY_PIXELS),
    "100 megapixels.heic": (lambda: boxes_of_size("HEIF", 10_000, 10_000), Reason.TOO_MANY_PIXELS),
    "100 megapixels.avif": (lambda: boxes_of_size("AVIF", 10_000, 10_000), Reason.TOO_MANY_PIXELS),
    "four billion pixels.png": (lambda: png_bomb(65_535, 65_535), Reason.TOO_MANY_PIXELS),
    "one dot.jpg": (lambda: encoded(quarters(1, 1)), Reason.TOO_SMALL),
    "one dot.png": (lambda: encoded(quarters(1, 1), "PNG"), Reason.TOO_SMALL),
    "a thread.png": (lambda: encoded(quarters(4000, 2), "PNG"), Reason.TOO_SMALL),
    "moving.png": (lambda: moving("PNG"), Reason.MOVING),
    "moving.webp": (lambda: moving("WEBP"), Reason.MOVING),
    "moving.avif": (lambda: moving("AVIF"), Reason.MOVING),
    "half.jpg": (lambda: encoded(grain())[:9000], Reason.DAMAGED),
    "half.png": (lambda: encoded(grain(), "PNG")[:9000], Reason.DAMAGED),
    "half.webp": (lambda: encoded(grain(), "WEBP")[:6000], Reason.DAMAGED),
    "half.heic": (lambda: encoded(grain(), "HEIF")[:6000], Reason.DAMAGED),
    "half.avif": (lambda: encoded(grain(), "AVIF")[:6000], Reason.DAMAGED),
    "changed in the middle.png": (lambda: changed_in_the_middle(encoded(grain(), "PNG")), Reason.DAMAGED),
    "beginning only.jpg": (lambda: b"\xff\xd8\xff\xe0", Reason.DAMAGED),
    "beginning of noise.jpg": (lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40, Reason.DAMAGED),
    "beginning of ends.jpg": (lambda: b"\xff\xd8" + b"\xff" * 5000, Reason.DAMAGED),
    "beginning of noise.png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, Reason.DAMAGED),
    "beginning of noise.webp": (lambda: b"RIFF\x10\x27\0\0WEBPVP8 " + bytes(range(256)) * 40, Reason.DAMAGED),
    "beginning of noise.heic": (
        lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(range(256)) * 40,
        Reason.DAMAGED,
    ),
    "beginning of noise.avif": (
        lambda: b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(range(256)) * 40,
        Reason.DAMAGED,
    ),
    "remark that unpacks.png": (lambda: text_bomb(), Reason.DAMAGED),
    "profile that unpacks.png": (lambda: profile_bomb(), Reason.DAMAGED),
}

CLEANED: dict[str, Callable[[], bytes]] = {
    "everything said.jpg": lambda: talkative_jpeg(),
    "script as a comment.jpg": lambda: with_parts(encoded(grain()), part(0xFE, SCRIPT)),
    "script as exif.jpg": lambda: with_parts(encoded(grain()), part(0xE1, b"Exif\0\0" + SCRIPT)),
    "letter in a comment.jpg": lambda: with_parts(encoded(grain()), part(0xFE, PDF)),
    "second picture behind.jpg": lambda: second_picture_behind(),
    "film behind.jpg": lambda: film_behind(),
    "page in a remark.png": lambda: with_chunks(encoded(grain(), "PNG"), chunk(b"tEXt", b"Comment\0" + PAGE)),
    "exif.png": lambda: encoded(grain(), "PNG", exif=exif()),
    "exif.webp": lambda: encoded(grain(), "WEBP", exif=exif()),
    "exif.heic": lambda: encoded(grain(), "HEIF", exif=exif(), xmp=CANARY),
    "exif.avif": lambda: encoded(grain(), "AVIF", exif=exif(), xmp=CANARY),
    "png called jpg": lambda: encoded(grain(), "PNG"),
    "broken profile.jpg": lambda: encoded(grain(), icc_profile=CANARY * 9),
    "broken exif.jpg": lambda: with_parts(
        encoded(grain()), part(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff" + CANARY)
    ),
}

MODES: dict[str, Callable[[], bytes]] = {
    "black and white.png": lambda: encoded(quarters().convert("1"), "PNG"),
    "grey.jpg": lambda: encoded(quarters().convert("L")),
    "grey.png": lambda: encoded(quarters().convert("L"), "PNG"),
    "grey, 16 bits.png": lambda: encoded(
        quarters().convert("L").convert("I").point(lambda v: v * 257).convert("I;16"), "PNG"
    ),
    "grey, see-through.png": lambda: encoded(quarters().convert("LA"), "PNG"),
    "palette.png": lambda: encoded(quarters().quantize(16), "PNG"),
    "palette, see-through.png": lambda: encoded(quarters().quantize(16), "PNG", transparency=15),
    "see-through.png": lambda: encoded(quarters().convert("RGBA"), "PNG"),
    "see-through.webp": lambda: encoded(quarters().convert("RGBA"), "WEBP", lossless=True),
    "print.jpg": lambda: encoded(quarters().convert("CMYK"), quality=95),
    "progressive.jpg": lambda: encoded(quarters(), progressive=True),
}


def colour_16_bits() -> bytes:
    """A PNG of 16 bits a colour, which Pillow reads but does not write."""
    picture = quarters()
    width, height = picture.size
    rows = b"".join(
        b"\0"
        + bytes(byte for value in picture.crop((0, y, width, y + 1)).tobytes() for byte in (value, value))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


MODES["colour, 16 bits.png"] = colour_16_bits


def flipped_back(orientation: int, upright: Image.Image) -> Image.Image:
    """What a camera held this way stores of an upright scene."""
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    return upright if undo is None else upright.transpose(undo)

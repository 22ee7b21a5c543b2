"""From the bytes of an upload to a fresh picture: opened, turned upright, sRGB on white, written as JPEG.

Nothing but pixels goes from one to the other. Pixels are worked on in bands, so that a large picture costs
its own decoding and little more.
"""

import io
import warnings
from collections.abc import Callable, Iterator

import PIL.TiffImagePlugin  # noqa: F401  Pillow asks for it when it reads Exif: too late, the cage has no files
from PIL import Image, ImageCms, JpegImagePlugin

from schoolgate.media.decoding.kinds import OPENED, Kind, kind_hidden_behind, kind_of
from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, MOST_PIXELS, SMALLEST_SIDE, Reason, Refused

LONGEST_SIDE = 4096
"""Pixels of the longer side of a master; a larger picture is made smaller."""

QUALITY = 90
_BAND = 256
_REACH = 3  # pixels of the finished size that the filter looks to each side
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Opener = Callable[[io.BytesIO], Image.Image]
Colours = Callable[[Image.Image], Image.Image]


def opener_for(data: bytes) -> Opener:
    """What opens this kind of file and no other; refuses what is no picture, judged by its first bytes."""
    if not data:
        raise Refused(Reason.EMPTY)
    if len(data) > LARGEST_UPLOAD:
        raise Refused(Reason.TOO_MANY_BYTES)
    kind = kind_of(data)
    if kind not in OPENED:
        raise Refused(Reason.WRONG_KIND, kind)
    if hidden := kind_hidden_behind(data, kind):
        raise Refused(Reason.HIDDEN_FILE, hidden)
    return _opener(kind)


def _opener(kind: Kind) -> Opener:
    """Imports no decoder but the one that is needed: each costs time, and is a way in."""
    if kind is Kind.PNG:
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile
    if kind is Kind.WEBP:
        from PIL.WebPImagePlugin import WebPImageFile

        return WebPImageFile
    if kind is Kind.AVIF:
        from PIL import AvifImagePlugin

        AvifImagePlugin.DEFAULT_MAX_THREADS = 1
        return AvifImagePlugin.AvifImageFile
    if kind is Kind.HEIC:
        return _heic_opener()
    return JpegImagePlugin.JpegImageFile


def _heic_opener() -> Opener:
    from pillow_heif import options
    from pillow_heif.as_plugin import HeifImageFile

    options.DECODE_THREADS = 1
    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    return HeifImageFile


def redraw(data: bytes, opener: Opener) -> bytes:
    """The bytes of a fresh JPEG of what the picture shows. Raises Refused."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow raises at twice this, also where it reads a size late
    try:
        picture = opener(io.BytesIO(data))
        _must_be_of_a_size_we_show(picture)
        _must_stand_still(picture)
        return _as_jpeg(_upright(_smaller_and_srgb(picture), picture))
    except Refused:
        raise
    except MemoryError:
        raise Refused(Reason.TOO_HARD) from None
    except Image.DecompressionBombError:
        raise Refused(Reason.TOO_MANY_PIXELS) from None
    except Exception as fault:  # decoders meet broken files with every exception there is
        raise Refused(_reason_for(fault), type(fault).__name__) from fault


def _reason_for(fault: Exception) -> Reason:
    told = str(fault).lower()
    return Reason.TOO_HARD if "memory" in told or "security limit" in told else Reason.DAMAGED


def _must_be_of_a_size_we_show(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS, f"{width}x{height}")
    if min(width, height) < SMALLEST_SIDE:
        raise Refused(Reason.TOO_SMALL, f"{width}x{height}")


def _must_stand_still(picture: Image.Image) -> None:
    # A HEIC of several pictures is a phone's burst: the one it calls the main one is taken.
    if picture.format != "HEIF" and getattr(picture, "is_animated", False):
        raise Refused(Reason.MOVING)


def _smaller_and_srgb(picture: Image.Image) -> Image.Image:
    """The picture no larger than a master may be, in sRGB on white. Loads it."""
    size = _master_size(picture.size)
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        picture.draft(None, size)  # libjpeg leaves out at once what would be thrown away
    picture.load()
    colours = _colours_of(picture)
    finished = Image.new("RGB", size, "white")
    for top, band in _bands(picture, size):
        finished.paste(colours(band), (0, top))
    return finished


def _master_size(size: tuple[int, int]) -> tuple[int, int]:
    longest = max(size)
    if longest <= LONGEST_SIDE:
        return size
    width, height = (max(1, round(side * LONGEST_SIDE / longest)) for side in size)
    return width, height


def _bands(picture: Image.Image, size: tuple[int, int]) -> Iterator[tuple[int, Image.Image]]:
    """The picture at this size, without transparency, from the top in bands, each with its first row."""
    scale = picture.height / size[1]
    for top in range(0, size[1], _BAND):
        height = min(_BAND, size[1] - top)
        if picture.size == size:
            yield top, _opaque(picture.crop((0, top, picture.width, top + height)))
            continue
        first = max(0, int((top - _REACH) * scale))
        last = min(picture.height, int((top + height + _REACH) * scale) + 1)
        band = _opaque(picture.crop((0, first, picture.width, last)))
        box = (0, top * scale - first, picture.width, min((top + height) * scale - first, band.height))
        yield top, band.resize((size[0], height), Image.Resampling.LANCZOS, box)


def _opaque(band: Image.Image) -> Image.Image:
    """Eight bits a channel in L, RGB or CMYK; what shows through is white."""
    if band.mode in ("L", "RGB", "CMYK") and "transparency" not in band.info:
        return band
    if band.mode.startswith("I;16") or band.mode == "I":
        return band.convert("I").point(lambda level: level * (255 / 65535)).convert("L")
    if band.mode in ("P", "PA", "LA", "La", "RGBA", "RGBa") or "transparency" in band.info:
        coloured = band.convert("RGBA")
        white = Image.new("RGB", band.size, "white")
        white.paste(coloured.convert("RGB"), mask=coloured.getchannel("A"))
        return white
    return band.convert("L" if band.mode == "1" else "RGB")


def _colours_of(picture: Image.Image) -> Colours:
    """What turns a band of this picture into sRGB, after its own colour profile where that can be read."""
    profile = picture.info.get("icc_profile")
    mode = _opaque(picture.crop((0, 0, 1, 1))).mode
    if profile:
        try:
            transform = ImageCms.buildTransform(
                ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), mode, "RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that fits the picture badly is worth less than none
        else:
            return transform.apply
    return lambda band: band.convert("RGB")


def _upright(finished: Image.Image, picture: Image.Image) -> Image.Image:
    try:
        turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - Exif is a format of its own, broken in as many ways
        turn = None
    return finished if turn is None else finished.transpose(turn)


def _as_jpeg(finished: Image.Image) -> bytes:
    written = io.BytesIO()
    finished.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()

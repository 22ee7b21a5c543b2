"""What a file is, by its first bytes. Its name and what the browser says about it are never asked."""

from enum import StrEnum

from schoolgate.media.decoding.jpeg_parts import end_of_jpeg


class Kind(StrEnum):
    """Kinds of file that are opened, and those that are named in a refusal."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    AVIF = "avif"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    PHOTOSHOP = "photoshop"
    SVG = "svg"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    ZIP = "zip"
    OFFICE = "office"
    VIDEO = "video"
    SOUND = "sound"
    UNKNOWN = "unknown"


OPENED = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC, Kind.AVIF})

HARMFUL_AS_A_TAIL = frozenset({Kind.WEB_PAGE, Kind.SVG, Kind.PDF, Kind.ZIP})
"""Phones add a second picture or a short film after a picture; nobody has a reason to add one of these."""

_BEGINNINGS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF8", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"8BPS", Kind.PHOTOSHOP),
    (b"%PDF", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0", Kind.OFFICE),
    (b"\x1a\x45\xdf\xa3", Kind.VIDEO),
    (b"ID3", Kind.SOUND),
)

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_WORDS_LOOKED_AT = 4096


def kind_of(data: bytes) -> Kind:
    """What these bytes are, judged by how they begin."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF":
        return {b"WEBP": Kind.WEBP, b"AVI ": Kind.VIDEO, b"WAVE": Kind.SOUND}.get(data[8:12], Kind.UNKNOWN)
    if data[4:8] == b"ftyp":
        return _kind_of_boxes(data)
    return _kind_of_words(data[:_WORDS_LOOKED_AT])


def _kind_of_boxes(data: bytes) -> Kind:
    """HEIC, AVIF and films share one container; the brands in its first box tell them apart."""
    end = min(int.from_bytes(data[:4], "big"), 512)
    brands = {data[8:12]} | {data[start : start + 4] for start in range(16, end, 4)}
    if brands & _AVIF_BRANDS:
        return Kind.AVIF
    return Kind.HEIC if brands & _HEIC_BRANDS else Kind.VIDEO


def _kind_of_words(beginning: bytes) -> Kind:
    # Byte-order marks and the zeros of UTF-16 must not hide a tag.
    words = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip().lower()
    if not words.startswith(b"<"):
        return Kind.UNKNOWN
    if b"<svg" in words:
        return Kind.SVG
    return Kind.WEB_PAGE


def kind_hidden_behind(data: bytes, kind: Kind) -> Kind | None:
    """The harmful kind of file that begins where this picture ends, if there is one."""
    if kind is Kind.JPEG:
        end = end_of_jpeg(data)
    elif kind is Kind.PNG:
        end = _end_of_png(data)
    elif kind is Kind.WEBP:
        end = 8 + int.from_bytes(data[4:8], "little")
    else:
        end = _end_of_boxes(data)
    hidden = kind_of(data[end : end + _WORDS_LOOKED_AT].lstrip(b"\0\r\n\t "))
    return hidden if hidden in HARMFUL_AS_A_TAIL else None


def _end_of_png(data: bytes) -> int:
    start = 8
    while start + 12 <= len(data):
        length, name = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8]
        start += 12 + length
        if name == b"IEND":
            return start
    return len(data)


def _end_of_boxes(data: bytes) -> int:
    """Where the boxes of a HEIC or AVIF file stop being boxes."""
    start = 0
    while start + 8 <= len(data):
        length, name = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8]
        if length == 1:
            length = int.from_bytes(data[start + 8 : start + 16], "big")
        if length < 8 or start + length > len(data) or not name.isalnum():
            break
        start += length
    return start or len(data)

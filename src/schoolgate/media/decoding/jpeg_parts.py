"""The parts of a JPEG file, without decoding it: where it ends, and whether it is a picture alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

START, END, SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_PLAIN_PARTS = frozenset({START, END, SCAN, 0xC4, 0xDB, 0xE0}) | _FRAMES
_JFIF_LENGTH = 16
# In a scan FF is data when 00 follows, and a restart mark when D0 to D7 does; anything else ends the scan.
_END_OF_SCAN = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


class BrokenJpeg(ValueError):
    """These bytes are not the parts of a whole JPEG."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a JPEG: its marker (the byte after FF), where it starts and ends; a scan with its data."""

    marker: int
    start: int
    end: int


def parts(data: bytes) -> Iterator[Part]:
    """Every part from the start mark to the end mark. Raises BrokenJpeg where the chain of parts breaks."""
    at = 0
    while True:
        start = at
        if data[at : at + 1] != b"\xff":
            raise BrokenJpeg(f"no part begins at byte {at}")
        while data[at : at + 1] == b"\xff":
            at += 1
        if at >= len(data):
            raise BrokenJpeg("the file ends too early")
        marker = data[at]
        at += 1
        if marker not in (START, END):
            at += _length_at(data, at)
        if marker == SCAN:
            at = _end_of_scan(data, at)
        yield Part(marker, start, at)
        if marker == END:
            return


def _length_at(data: bytes, at: int) -> int:
    length = int.from_bytes(data[at : at + 2], "big")
    if length < 2 or at + length > len(data):
        raise BrokenJpeg("a part is longer than the file")
    return length


def _end_of_scan(data: bytes, at: int) -> int:
    found = _END_OF_SCAN.search(data, at)
    if found is None:
        raise BrokenJpeg("the picture itself ends too early")
    return found.start()


def end_of_jpeg(data: bytes) -> int:
    """The byte after the first whole picture; the length of the data when there is no whole one."""
    try:
        return max(part.end for part in parts(data))
    except BrokenJpeg:
        return len(data)


def size_of_plain_jpeg(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG that holds a picture and nothing else.

    Raises BrokenJpeg when there is a comment, Exif, a colour profile, a thumbnail, or a byte behind its end.
    """
    size = None
    for part in parts(data):
        if part.marker not in _PLAIN_PARTS:
            raise BrokenJpeg(f"a plain picture has no part FF{part.marker:02X}")
        if (
            part.marker == 0xE0
            and int.from_bytes(data[part.start + 2 : part.start + 4], "big") != _JFIF_LENGTH
        ):
            raise BrokenJpeg("a plain picture has no thumbnail")
        if part.marker in _FRAMES:
            height, width = (int.from_bytes(data[part.start + n : part.start + n + 2], "big") for n in (5, 7))
            size = width, height
        if part.marker == END and part.end != len(data):
            raise BrokenJpeg("something stands behind the end of the picture")
    if size is None:
        raise BrokenJpeg("there is no picture in it")
    return size

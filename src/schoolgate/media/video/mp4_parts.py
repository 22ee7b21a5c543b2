"""Whether bytes are an MP4 of frames and sound alone: nothing told beside them, no place, no name."""

_INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts"})
_KNOWN = _INSIDE | {
    b"ftyp", b"free", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"stsd", b"stts",
    b"stss", b"ctts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp", b"elst",
}  # fmt: skip
_DEEPEST = 8


class BrokenFilm(ValueError):
    """These bytes are no plain MP4; the message says where."""


def must_be_a_plain_film(film: bytes) -> None:
    """Raises BrokenFilm unless it is boxes that we write ourselves, and nothing behind them."""
    if film[4:8] != b"ftyp":
        raise BrokenFilm("it does not begin as one")
    found = _walk(film, 0, len(film), 0)
    if not {b"moov", b"mdat"} <= found:
        raise BrokenFilm("there is no film in it")


def _walk(film: bytes, start: int, end: int, depth: int) -> set[bytes]:
    found: set[bytes] = set()
    while start < end:
        length, name, begins = _box(film, start, end)
        if name not in _KNOWN or depth > _DEEPEST:
            raise BrokenFilm(f"a box called {name!r}")
        if name in _INSIDE:
            _walk(film, begins, start + length, depth + 1)
        found.add(name)
        start += length
    return found


def _box(film: bytes, start: int, end: int) -> tuple[int, bytes, int]:
    length, name, begins = (
        int.from_bytes(film[start : start + 4], "big"),
        film[start + 4 : start + 8],
        start + 8,
    )
    if length == 1:
        length, begins = int.from_bytes(film[start + 8 : start + 16], "big"), start + 16
    if length < begins - start or start + length > end:
        raise BrokenFilm("a box that does not end")
    return length, name, begins

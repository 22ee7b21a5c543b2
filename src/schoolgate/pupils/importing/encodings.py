"""Which encoding a file is in: a byte order mark, else UTF-8 if all of it is, else Windows code page 1252.

Bytes that mean nothing in the encoding become lone surrogates, so that a cell can tell of them (`DAMAGE`).
"""

import codecs
import re
from typing import BinaryIO

CHUNK = 64 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A byte without a meaning, or the sign that an earlier program put in its place.
DAMAGE = re.compile("[\udc80-\udcff\ufffd]")
# UTF-8 read as code page 1252: one of these letters and then one or more from the upper half.
_TWICE_READ = re.compile("[\u00c2-\u00f4][\u0080-\u024f\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")


def encoding_of(source: BinaryIO) -> str:
    """The encoding of this file as Python names it. Reads it all, a piece at a time, and returns to its start."""
    source.seek(0)
    start = source.read(4)
    source.seek(0)
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    name = "utf-8" if _is_utf8(source) else "cp1252"
    source.seek(0)
    return name


def _is_utf8(source: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := source.read(CHUNK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def without_damage(text: str) -> str:
    """The text with a sign in the place of every byte that meant nothing."""
    return DAMAGE.sub("\ufffd", text)


def read_once_more(text: str) -> str:
    """The text as it was before UTF-8 was read as code page 1252 ("ZoÃ«" was "Zoë"), or "" if it never was."""
    if text.isascii() or not _TWICE_READ.search(text):
        return ""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""

"""How the invented rolls are written down: text as old programs spell it, CSV and JSON as bytes."""

import csv
import io
import json
import random
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

# What Windows writes for a letter that code page 1252 does not have.
BEST_FIT = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "\u2010": "-", "\u2011": "-"}


def dice(seed: str, concern: str) -> random.Random:
    """One source of chance for each concern, so that a change in one leaves the others alone."""
    return random.Random(f"{seed}/{concern}")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def fold(text: str) -> str:
    """For sorting: no accents, no case, straight apostrophes."""
    text = text.replace("ł", "l").replace("Ł", "L").replace("’", "'").replace("ʼ", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def as_cp1252(text: str) -> tuple[str, bool]:
    """What an export in code page 1252 makes of a name, and whether anything was lost."""
    whole = nfc(text)
    written = "".join(_letter_in_cp1252(letter) for letter in whole)
    return written, written != whole


def _letter_in_cp1252(letter: str) -> str:
    if _fits_cp1252(letter):
        return letter
    if letter in BEST_FIT:
        return BEST_FIT[letter]
    if letter in "șțȘȚ" or unicodedata.combining(letter):
        return "?"
    bare = nfd(letter)[0]
    return bare if _fits_cp1252(bare) else "?"


def _fits_cp1252(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def csv_bytes(
    rows: Iterable[Sequence[Any]],
    *,
    all_quoted: bool = False,
    encoding: str = "utf-8",
    line_end: str = "\r\n",
) -> bytes:
    """The rows as a CSV file; `encoding="utf-8-sig"` puts a byte order mark in front."""
    out = io.StringIO(newline="")
    if all_quoted:
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=line_end).writerows(rows)
    else:
        csv.writer(out, lineterminator=line_end).writerows(rows)
    return out.getvalue().encode(encoding)


def write(path: Path, data: bytes | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)


def write_json(path: Path, thing: Any) -> None:
    write(path, json.dumps(thing, ensure_ascii=False, indent=1, default=str) + "\n")

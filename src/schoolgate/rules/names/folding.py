"""Folding: one plain spelling for everything that looks alike, with the way back to the author's text.

Accents, look-alike letters of other alphabets, curly quotes, characters nobody sees and words broken at the
end of a line all come out as the plain letters a reader would take them for.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Stands for an emoji or another picture sign: it may stand between forename and surname.
SIGN = "~"
# Stands for other foreign punctuation: nothing joins across it.
STOP = "|"

# One look-alike pair each: the foreign letter, then the Latin letter it is taken for.
_LOOK_ALIKES = """
    АA аa ВB вb ЕE еe ЁE ёe ЗZ ІI іi ЇI їi ЈJ јj КK кk ҚK қk ЛL МM мm НH нh ОO оo РP рp СC сc ТT тt УY уy
    ҮY үy ФF ХX хx ҲX ҳx ЅS ѕs һh ԁd ԛq ԜW ԝw ьb пn гr ѵv ӏl ӀI ԌG ɡg ɑa
    ΑA αa ΒB βb ΕE εe ΖZ ζz ΗH ηn ΙI ιi ΚK κk ΜM μu ΝN νv ΟO οo ΡP ρp ΤT τt ΥY υu ΧX χx ωw γy σo
    օo ոn սu հh ցg յj ѡw Տs ꓮA ꓐB ꓚC ꓓD ꓰE ꓝF ꓖG ꓧH ꓲI ꓙJ ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓣR ꓢS ꓔT ꓴU ꓦV ꓪW ꓫX ꓬY ꓜZ
    ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ıi
    łl ŁL øo ØO đd ĐD ðd ÐD ħh ĦH ŧt ŦT ɓb ƁB ɗd ƊD ƙk ƘK əe ƏE ɛe ƐE ɔo ƆO ŋn ŊN ƴy ƳY ȼc ʼ' ʻ' ʿ' ʾ' ˈ'
"""
_SPELT_OUT = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "þ": "th",
    "Þ": "Th",
    "…": ".",
}
_QUOTES = dict.fromkeys("‘’‚‛`´′＇ʹ", "'") | dict.fromkeys("“”„‟«»″＂", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_LINE_ENDS = dict.fromkeys("\u2028\u2029\u0085", "\n")

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_CHANGES = re.compile(rf"[^\x00-\x7f]|{_BROKEN_WORD.pattern}")

# Lower case for letters and digits, a blank for everything else: what the index is searched with.
_TO_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def _plain(char: str) -> str:
    """The plain letters that `char` is read as; nothing for what cannot be seen."""
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me", "Mc", "Cc"):
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return "".join(part if part.isascii() else _PLAIN[part] for part in parts)
    if category[0] == "S":
        return SIGN
    return char.lower()[:1] if char.isalnum() else STOP


class _PlainLetters(dict[str, str]):
    """The table of single characters; what it does not hold is worked out once and kept."""

    def __missing__(self, char: str) -> str:
        plain = self[char] = _plain(char)
        return plain


_PLAIN = _PlainLetters(
    {pair[0]: pair[1] for pair in _LOOK_ALIKES.split()} | _SPELT_OUT | _QUOTES | _DASHES | _LINE_ENDS
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain letters.

    `shape` keeps capitals and punctuation, `words` has lower-case letters and blanks only; both are of one
    length and padded with a blank at each end, so that a place in one is the same place in the other.
    """

    shape: str
    words: str
    _marks: tuple[int, ...]
    _shifts: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The place in the author's text that `place` in `shape` came from."""
        if not self._marks:
            return place - 1
        return place - 1 + self._shifts[bisect_right(self._marks, place)]


@lru_cache(maxsize=4)  # its names and its wording are read one after the other
def fold_text(text: str) -> Folded:
    """Fold a whole post, remembering where each piece came from."""
    return _fold(text)


def _fold(text: str) -> Folded:
    if text.isascii() and "-\n" not in text and "-\r" not in text:
        return _folded(text, (), (0,))
    pieces: list[str] = []
    marks: list[int] = []
    shifts = [0]
    done = length = 0
    for change in _CHANGES.finditer(text):
        start, end = change.span()
        plain = _PLAIN[change.group()] if end - start == 1 else ""
        pieces += (text[done:start], plain)
        length += start - done + len(plain)
        done = end
        if len(plain) != end - start:
            marks.append(length + 1)
            shifts.append(shifts[-1] + end - start - len(plain))
    pieces.append(text[done:])
    return _folded("".join(pieces), tuple(marks), tuple(shifts))


def _folded(shape: str, marks: tuple[int, ...], shifts: tuple[int, ...]) -> Folded:
    padded = f" {shape} "
    return Folded(padded, padded.translate(_TO_WORDS), marks, shifts)


def fold_name(name: str) -> str:
    """A name as the index holds it: plain lower-case words with one blank between, "o leary"."""
    return " ".join(_fold(name).words.split())


# Germans and Scandinavians write these two ways: Müller and Mueller, Søren and Soeren.
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def with_digraphs(name: str) -> str:
    """The name with ae, oe, ue and aa for the letters that may be written so."""
    return unicodedata.normalize("NFC", name).lower().translate(_DIGRAPHS)

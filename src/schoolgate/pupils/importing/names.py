"""Names as files spell them: made whole and tidy, never guessed at."""

import re
import unicodedata

# Zero-width and direction marks that a copied name drags along.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4]")
_HYPHENS = re.compile("[\u2010\u2011]")
_ODD = re.compile(r"[0-9_#$%^*=+|\\~\"{}\[\]:;!/@&<>]")
_WORD = re.compile(r"[^\W\d_]+")
# Words that stay small inside a surname written in capitals.
_PARTICLES = frozenset("bin binti da das de del den der di do dos du la le ten ter van von".split())
MAX_NAME = 100
# What folding leaves that still is one letter with a sign through it.
_STROKES = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "ħ": "h", "Ħ": "H"}
)


def without_marks(cell: str) -> str:
    """The cell with composed accents, straight apostrophes and plain hyphens, without invisible characters."""
    if cell.isascii():
        return cell.replace("`", "'")
    cell = unicodedata.normalize("NFC", _INVISIBLE.sub("", cell))
    return _HYPHENS.sub("-", _APOSTROPHES.sub("'", cell))


def without_spare_spaces(cell: str) -> str:
    """One space between words, none at the ends; also where a line break or a hard space stood."""
    return cell if cell.isalnum() else _SPACES.sub(" ", cell).strip()


def is_in_capitals(name: str, *, is_surname: bool) -> bool:
    """True for a name all in capitals. A forename of two letters may be initials (JJ), a surname is not (NG)."""
    if not name.isupper():
        return False
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) >= (2 if is_surname else 3) and all(letter.isupper() for letter in letters)


def out_of_capitals(name: str) -> str:
    """ "O'NEILL" as "O'Neill", "AL-MASRI" as "Al-Masri", "VAN DER BERG" as "van der Berg", "MCAVOY" as "McAvoy"."""
    words = name.split(" ")
    particles = [
        place for place, word in enumerate(words) if word.lower() in _PARTICLES and place < len(words) - 1
    ]
    return " ".join(
        word.lower() if place in particles else _WORD.sub(_capitalised, word)
        for place, word in enumerate(words)
    )


def _capitalised(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) > 4 and word.upper().startswith("MC"):
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()


def lost_letters(name: str) -> bool:
    """True where an export put a question mark for a letter it could not write."""
    return "?" in name and any(letter.isalpha() for letter in name)


def odd_characters(name: str) -> str:
    """The characters that stand in no name, or "" (digits, brackets, signs)."""
    return "" if name.isalpha() else "".join(dict.fromkeys(_ODD.findall(name)))


def folded(name: str) -> str:
    """For comparing: no accents, no case, straight apostrophes, no hyphens or double spaces."""
    if name.isascii():
        return without_spare_spaces(name.lower().replace("-", " "))
    name = without_spare_spaces(without_marks(name)).translate(_STROKES)
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return without_spare_spaces(bare.casefold().replace("-", " "))


def could_be(in_file: str, recorded: str) -> bool:
    """True where the name in the file is the recorded one as code page 1252 writes it.

    A letter that the code page has must be the same; any other may be its bare letter or a question mark.
    """
    if in_file == recorded:
        return True
    return not recorded.isascii() and bool(_as_1252_writes(recorded).fullmatch(in_file))


def _as_1252_writes(name: str) -> re.Pattern[str]:
    return re.compile("".join(_letter_pattern(letter) for letter in unicodedata.normalize("NFC", name)))


def _letter_pattern(letter: str) -> str:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        if unicodedata.combining(letter):
            return r"\??"
        bare = unicodedata.normalize("NFD", letter)[0].translate(_STROKES)
        return rf"(?:\?|{re.escape(bare)})"
    return re.escape(letter)

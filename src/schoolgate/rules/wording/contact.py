"""Telephone numbers, e-mail addresses and postcodes, also in words or in disguise."""

import re
from collections.abc import Iterator

from schoolgate.rules.wording.facts import Kind, Suspicion
from schoolgate.rules.wording.words import Reading

_PHONE = "This looks like a telephone number."
_EMAIL = "This looks like an e-mail address."
_POSTCODE = "This looks like a postcode."

_DIGIT_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        (
            "zero oh o nought naught nil",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
        )
    )
    for word in words.split()
}
_ZEROS = {"hundred": "00", "thousand": "000"}
_REPEATS = {"double": 2, "treble": 3, "triple": 3}
_SAID = frozenset(_DIGIT_WORDS) | frozenset(_REPEATS)
_READ_AS_DIGITS = str.maketrans("OoIlS", "00115")
_DIGITS_WITH_LETTERS = re.compile(r"[\dOoIlS]*\d[\dOoIlS]*")
_BETWEEN_DIGITS = re.compile(r"[\s,.()+\-~/]{1,3}")
_CALLS = frozenset(
    "ring call tel telephone phone text whatsapp mobile mob fax number on dial contact sms".split()
)
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d")
_COUNTING = "0123456789"

_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64} ?@ ?[\w-]+(?: ?\. ?[\w-]{2,})+")
_BRACKETS = frozenset("[({<")
_AT_IN_BRACKETS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s{0,3}[\[({<]\s*at\s*[\])}>]\s*[\w-]+(?:\s*(?:\.|[\[({<]\s*dot\s*[\])}>]|\bdot\b)\s*[\w-]{2,})+",
    re.IGNORECASE,
)
_AT_IN_WORDS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\s+dot\s+\w+)*\s+at\s+[\w-]+(?:\s+dot\s+[\w-]{2,})*\s+dot\s+(?:com|org|net|uk|eu|info|school|wales|scot|london|io|ie|me|tv|co)\b",
    re.IGNORECASE,
)

_OUTWARD = r"(?:[BEGLMNSW]|[A-Z]{2})\d[\dA-HJKPSTUW]?"
_POSTCODE_SHAPE = re.compile(rf"(?<![\w-])({_OUTWARD})(\s?)(\d[ABD-HJLNP-UW-Z]{{2}})(?![\w])", re.IGNORECASE)
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Z]{2}(?![\w])", re.IGNORECASE)  # its second half, found much sooner
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|\dth)", re.IGNORECASE)


def contact_details(reading: Reading) -> Iterator[Suspicion]:
    """Anybody's, the school's own too."""
    yield from _phones(reading)
    yield from _emails(reading)
    yield from _postcodes(reading)


# ---------------------------------------------------------------------- telephone


def _phones(reading: Reading) -> Iterator[Suspicion]:
    done = 0
    for place in _places_of_digits(reading):
        if place < done:
            continue
        digits, done = _digits_from(reading, place)
        if len(digits) > 5 and _is_phone(reading, digits, place, done):
            yield reading.suspicion(Kind.CONTACT, place, done, _PHONE)


def _places_of_digits(reading: Reading) -> list[int]:
    """Where numbers and number words stand."""
    numbers = [word for word in reading.vocabulary if not word.isalpha()]
    return reading.places_of((reading.vocabulary & _SAID).union(numbers))


def _digits_from(reading: Reading, place: int) -> tuple[str, int]:
    """The digits said by the run of numbers and number words that begins at `place`, and where it ends."""
    digits, words, past = "", reading.words, place
    while past < len(words):
        said, used = _digits_of(reading, past)
        if not said or (past > place and not _BETWEEN_DIGITS.fullmatch(reading.gap_after(past - 1))):
            break
        digits += said
        past += used
    return digits, past


def _digits_of(reading: Reading, place: int) -> tuple[str, int]:
    word = reading.words[place]
    if word in _REPEATS and place + 1 < len(reading.words):
        said = _DIGIT_WORDS.get(reading.words[place + 1], reading.words[place + 1])
        return (said * _REPEATS[word], 2) if len(said) == 1 and said.isdigit() else ("", 0)
    if word in _DIGIT_WORDS or (word in _ZEROS and place):
        return _DIGIT_WORDS.get(word) or _ZEROS[word], 1
    start, end = reading.spans[place] if word[0] in "0123456789oils" else (0, 0)
    written = reading.shape[start:end]
    return (written.translate(_READ_AS_DIGITS), 1) if _DIGITS_WITH_LETTERS.fullmatch(written) else ("", 0)


def _is_phone(reading: Reading, digits: str, place: int, past: int) -> bool:
    start, end = reading.spans[place][0], reading.spans[past - 1][1]
    written = reading.shape[start:end]
    if (
        _DATE.match(written)
        or _COUNTING.startswith(digits[:10])
        or "isbn" in reading.words[max(0, place - 2) : place]
    ):
        return False
    if reading.shape[max(0, start - 2) : start].endswith("+"):
        return 9 <= len(digits) <= 15
    if digits.startswith(("44", "0044")):
        return len(digits) in (12, 13, 14, 15) and digits.lstrip("0")[2:].lstrip("0")[:1] in "12378"
    if digits.startswith("0") and digits[1:2] != "0":
        return len(digits) in (10, 11) or (digits.startswith(("0800", "0845")) and len(digits) in (8, 9))
    called = not _CALLS.isdisjoint(reading.words[max(0, place - 3) : place])
    return called and 6 <= len(digits) <= 8 and not _is_money_or_year(reading, start, written)


def _is_money_or_year(reading: Reading, start: int, written: str) -> bool:
    return reading.shape[start - 1] in "£$€" or "," in written


# ---------------------------------------------------------------------- e-mail and postcode


def _emails(reading: Reading) -> Iterator[Suspicion]:
    shapes = [_ADDRESS] if "@" in reading.shape else []
    if "at" in reading.vocabulary:
        shapes += [_AT_IN_BRACKETS] if not _BRACKETS.isdisjoint(reading.shape) else []
        shapes += [_AT_IN_WORDS] if "dot" in reading.vocabulary else []
    for shape in shapes:
        for found in shape.finditer(reading.shape):
            yield reading.about(Kind.CONTACT, *found.span(), _EMAIL)


def _postcodes(reading: Reading) -> Iterator[Suspicion]:
    if not _INWARD.search(reading.shape):
        return
    for found in _POSTCODE_SHAPE.finditer(reading.shape):
        outward, blank, inward = found.groups()
        small = not (outward.isupper() and inward.isupper())
        if _ORDINAL.fullmatch(inward) and (small or outward.upper().startswith(("KS", "YR"))):
            continue
        if small and (outward.upper().startswith("KS") or not blank):
            continue
        yield reading.about(Kind.CONTACT, *found.span(), _POSTCODE)

"""Swearing, masked or not, insults and mockery; not killer whales, not Scunthorpe."""

import re
from collections.abc import Iterator

from schoolgate.rules.names.short_names import KNOWN_FORENAMES
from schoolgate.rules.wording.facts import Kind, Suspicion, WordLists
from schoolgate.rules.wording.lists import rude
from schoolgate.rules.wording.words import Phrases, Reading

_SWEARS = "This is swearing or a slur."
_MASKED = "This looks like a masked swear word."
_INSULTS = "This insults or mocks somebody."

_MOCKERY = Phrases(rude.MOCKERY)
_REPEATED = re.compile(r"([^ ])\1{2,}")
# A word with signs in it that stand for letters: b*ll*cks, sh!t, cr@p. At least its first letter is written.
_MASKED_WORD = re.compile(
    r"(?<![\w@#&/.])[A-Za-z](?:[\w*@$!#%]{0,12}[*@$!#%][\w*@$!#%]{0,12}[\w*]|[*#@%]{2,12})(?![\w@])"
)
_SPELT_OUT = re.compile(r"(?<!\w)(?:[A-Za-z][.\-_ *]){3,}[A-Za-z](?!\w)")
_FOUR_LETTERS_ALONE = re.compile(r" [a-z] [a-z] [a-z] [a-z] ")  # what spells a word out, as bare words
_MASK_INSIDE = re.compile(
    r"[*@$!#%](?<=[\w*@$!#%].)[\w*@$!#%]"
)  # what every masked word holds, found much sooner
_LETTERS_FOR_SIGNS = str.maketrans("@$!0135", "asioles")
_LOOK_ALIKES = str.maketrans("01345", "oieas")


def offensive_words(reading: Reading, lists: WordLists) -> Iterator[Suspicion]:
    """Each rude word or mocking phrase."""
    yield from _swearing(reading, lists)
    yield from _masked(reading, lists)
    for first, past in _MOCKERY.in_text(reading):
        yield reading.suspicion(Kind.OFFENSIVE, first, past, _INSULTS)
    yield from _insults(reading, lists)


# ---------------------------------------------------------------------- swearing


def _swearing(reading: Reading, lists: WordLists) -> Iterator[Suspicion]:
    for place in reading.places_of(_rude_words(reading.vocabulary, lists)):
        if not _is_harmless_here(reading.words, place):
            yield reading.suspicion(Kind.OFFENSIVE, place, place + 1, _SWEARS)


def _rude_words(vocabulary: frozenset[str], lists: WordLists) -> set[str]:
    """Also with letters drawn out (fuuuck) or written as digits (sh1t)."""
    known = lists.swearing | lists.insults
    rude_words = set(vocabulary & known) - lists.allowed
    if _REPEATED.search(" ".join(vocabulary)):
        rude_words |= {word for word in vocabulary - known if _is_drawn_out(word, lists)}
    with_signs = [word for word in vocabulary - known if not word.isalpha()]
    return rude_words | {word for word in with_signs if _is_written_with_digits(word, lists)}


def _is_written_with_digits(word: str, lists: WordLists) -> bool:
    if len(word) <= 3 or word.isdigit() or not word[0].isalpha():
        return False
    return word.translate(_LOOK_ALIKES) in lists.swearing


def _is_drawn_out(word: str, lists: WordLists) -> bool:
    if len(word) <= 5 or not (word.isalpha() or word.isdigit() or not word[0].isalpha()):
        return False
    return bool(_REPEATED.search(word)) and (
        _REPEATED.sub(r"\1", word) in lists.swearing or _REPEATED.sub(r"\1\1", word) in lists.swearing
    )


def _is_harmless_here(words: list[str], place: int) -> bool:
    beside = rude.HARMLESS_BESIDE.get(words[place].removesuffix("s"))
    return beside is not None and not beside.isdisjoint(words[max(0, place - 3) : place + 4])


def _masked(reading: Reading, lists: WordLists) -> Iterator[Suspicion]:
    if _MASK_INSIDE.search(reading.shape):
        for found in _MASKED_WORD.finditer(reading.shape):
            if _may_stand_for(found.group().lower(), lists):
                yield reading.about(Kind.OFFENSIVE, *found.span(), _MASKED)
    if _FOUR_LETTERS_ALONE.search(reading.as_words):
        for found in _SPELT_OUT.finditer(reading.shape):
            if re.sub(r"\W|_", "", found.group()).lower() in lists.swearing:
                yield reading.about(Kind.OFFENSIVE, *found.span(), _MASKED)


def _may_stand_for(masked: str, lists: WordLists) -> bool:
    if masked.rstrip("!").isalpha() or set(masked) <= set("abcde*"):  # grades: A*A*B
        return False
    shown = masked.rstrip("*")
    if shown.isalpha() and len(shown) > len(masked) - len(shown):  # **bold**
        return False
    if "*" in masked[1:-1] and len(masked) > 3 and sum(map(str.isalpha, masked)) > 1:
        return True  # who hides letters behind stars hides a rude word
    plain = masked.translate(_LETTERS_FOR_SIGNS)
    if plain.isalpha():
        return plain in lists.swearing
    pattern = re.compile("".join("." if char in "*#%" else re.escape(char) for char in plain))
    return any(pattern.fullmatch(word) for word in lists.swearing if len(word) == len(masked))


# ---------------------------------------------------------------------- insults


_NOUNS = rude.INSULTING_NOUNS
_ADJECTIVES = rude.INSULTING_ADJECTIVES
_ALL = _NOUNS | _ADJECTIVES | rude.INSULTS_TO_THE_FACE
_CHAIN = _ALL | rude.STRENGTHENERS
_IS = frozenset("is are was were be being re s looks look".split())
_LONGEST_CHAIN = 10
_NOT = frozenset("not never isn wasn aren weren t nobody no don without".split())
_BEFORE_A_NOUN = _ADJECTIVES | frozenset(
    "bunch load pack shower what such absolute total utter horrible".split()
)
_PARTS = frozenset("face faces head heads brain brains mouth gob backside voice".split())
_GROWN_UPS = frozenset(
    "you fans ref refs referee keeper coach parents teachers driver drivers neighbours opponents rivals".split()
)
_GOES_ON = frozenset(
    "and or but as at in for to when because that so if with about on today again lol who".split()
)


def _insults(reading: Reading, lists: WordLists) -> Iterator[Suspicion]:
    for place in reading.places_of(_ALL - lists.allowed):
        first = _chain_start(reading, place)
        if _NOT.isdisjoint(reading.words[max(0, first - 2) : first]):
            start = _start_of_insult(reading, first, place)
            if start is not None:
                yield reading.suspicion(Kind.OFFENSIVE, start, place + 1, _INSULTS)


def _chain_start(reading: Reading, place: int) -> int:
    """The first of "such a lazy, useless …"."""
    for before in range(place - 1, max(-1, place - _LONGEST_CHAIN), -1):
        if reading.words[before] not in _CHAIN or reading.gap_after(before).strip(" ,"):
            return before + 1
    return max(0, place - _LONGEST_CHAIN + 1)


def _start_of_insult(reading: Reading, first: int, place: int) -> int | None:
    """Where the insult begins whose strengtheners begin at `first` and whose word is at `place`."""
    words = reading.words
    word, chain, before = words[place], set(words[first:place]), words[first - 1] if first else ""
    following = words[place + 1] if not reading.gap_after(place).strip() and place + 1 < len(words) else ""
    if before == "you":
        return first - 1
    if word in _NOUNS and chain & _BEFORE_A_NOUN:
        return first
    if word in rude.INSULTS_TO_THE_FACE and "such" in chain:
        return first
    if word in _ADJECTIVES and (following in rude.PEOPLE - {"you", "who"} or following in _PARTS):
        return first
    if before in _IS and first > 1 and (not following or following in _GOES_ON):
        return first - 2 if _is_said_of_people(reading, first - 2, word) else None
    return None


def _is_said_of_people(reading: Reading, subject: int, word: str) -> bool:
    """ "The ref is useless", "Bramley was pathetic"; not "this fog is thick"."""
    if word not in _NOUNS and word not in _ADJECTIVES:
        return reading.words[subject] in _GROWN_UPS
    name = reading.words[subject]
    if name in rude.PEOPLE or name in KNOWN_FORENAMES:
        return True
    return subject > 0 and reading.is_capital(subject) and name not in ("it", "this", "that")

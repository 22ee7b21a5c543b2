"""Names written into one word: hashtags, handles, e-mail addresses, words run together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schoolgate.rules.names.candidates import Candidate
from schoolgate.rules.names.facts import Form
from schoolgate.rules.names.folding import Folded
from schoolgate.rules.names.meaning import Meaning
from schoolgate.rules.names.senses import Sense, is_surely_a_name, sense_of
from schoolgate.rules.names.tables import NOBODY, Bearers, Tables

_HASHTAG = re.compile(r"#(\w+)")
_HANDLE = re.compile(r"@([\w.]*\w)")
_LEFT_OF_AT = re.compile(r"[\w.+-]+$")
_RIGHT_OF_AT = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LETTER_CASES = {
    code: "A" if chr(code).isupper() else "a" if chr(code).islower() else " " for code in range(128)
}
_LONGEST_TOKEN = 80
_LONGEST_NAME = 16
_SHORTEST_GLUED = 4
_SAFE_LENGTH = 7  # a full name of so many letters is not part of another word by chance

# What people put around a name in a hashtag.
_CHEERS = frozenset(
    """go well done bravo congratulations congrats birthday proud luck come thank thanks team vote""".split()
)
_AROUND = _CHEERS | frozenset(
    """happy good our on you of big up hooray we love so very super star amazing brilliant captain champion
    legend hero champ stars the to for and a superstar great day awesome yay wow best friend friends is
    get soon meet hello hi bye goodbye welcome little s it x xx rocks wins won no number winner""".split()
)


@dataclass(frozen=True, slots=True)
class _Token:
    """One such word: `start` and `end` of the part that may hold a name, `close` where the token ends."""

    form: Form
    start: int
    end: int
    close: int


def joined_names(text: Folded, tables: Tables) -> tuple[list[Candidate], list[tuple[int, int]]]:
    """Those found, and the places of all such words, which are not to be read again as plain text."""
    found: list[Candidate] = []
    places: list[tuple[int, int]] = []
    for token in _tokens(text.shape):
        here = list(_read_token(text.shape, token, tables))
        found += here
        if here or token.form is not Form.FULL_NAME:
            places.append((token.start - 1, token.close))
    return found, places


def _tokens(shape: str) -> Iterator[_Token]:
    for place in _places_of("#", shape):
        if hashtag := _HASHTAG.match(shape, place):
            yield _Token(Form.HASHTAG, place + 1, hashtag.end(), hashtag.end())
    for place in _places_of("@", shape):
        yield from _handle_or_address(shape, place)
    cases = shape.translate(_LETTER_CASES)
    end = 0
    for place in _places_of("aA", cases):
        if place >= end:
            start, end = cases.rfind(" ", 0, place) + 1, cases.find(" ", place)
            yield _Token(Form.FULL_NAME, start, end, end)


def _handle_or_address(shape: str, place: int) -> Iterator[_Token]:
    left = _LEFT_OF_AT.search(shape[max(0, place - _LONGEST_TOKEN) : place])
    right = _RIGHT_OF_AT.match(shape, place)
    if left and right:
        yield _Token(Form.ADDRESS, place - len(left.group()), place, right.end())
    elif handle := _HANDLE.match(shape, place):
        yield _Token(Form.HANDLE, place + 1, handle.end(), handle.end())


def _places_of(mark: str, shape: str) -> Iterator[int]:
    place = shape.find(mark)
    while place >= 0:
        yield place
        place = shape.find(mark, place + 1)


def _read_token(shape: str, token: _Token, tables: Tables) -> Iterator[Candidate]:
    written = shape[token.start : min(token.end, token.start + _LONGEST_TOKEN)]
    pieces = [
        (piece.group().lower(), token.start + piece.start(), token.start + piece.end())
        for piece in _PIECES.finditer(written)
    ]
    form = token.form
    whole = list(_full_names(pieces, form, tables)) or list(_glued_full_names(pieces, form, tables))
    if whole or form is Form.FULL_NAME:
        yield from whole
    elif form is Form.HASHTAG:
        yield from _forenames_in_hashtag(pieces, tables)
    else:
        yield from _owner(pieces, form, tables)


Piece = tuple[str, int, int]


def _full_names(pieces: list[Piece], form: Form, tables: Tables) -> Iterator[Candidate]:
    """#WellDoneMarniePettigrew, @marnie.pettigrew, @pettigrew_marnie."""
    place = 0
    while place < len(pieces):
        for size in range(min(6, len(pieces) - place), 1, -1):
            words = [word for word, _, _ in pieces[place : place + size]]
            bearers = tables.whole(" ".join(words))
            if not bearers and len(words[0]) > 2:
                bearers = tables.whole(" ".join(words[1:] + words[:1]))
            if bearers:
                yield _whole(bearers, form, pieces[place][1], pieces[place + size - 1][2])
                place += size - 1
                break
        place += 1


def _glued_full_names(pieces: list[Piece], form: Form, tables: Tables) -> Iterator[Candidate]:
    """#gomarniepettigrew, @marniepettigrew09."""
    for word, start, _ in pieces:
        if word in _AROUND or len(word) < _SHORTEST_GLUED:
            continue
        for at, given, surname in _splits(word, tables):
            length = len(given) + len(surname)
            if _is_long_enough(given, surname) or (
                at and _is_around(word[:at]) and _is_around(word[at + length :])
            ):
                bearers = tables.whole(f"{given} {surname}")
                yield _whole(bearers, form, start + at, start + at + length)
                break


def _is_long_enough(given: str, surname: str) -> bool:
    """So long that it is no part of another word, and not two words: "willpower"."""
    is_words = sense_of(given) is Sense.WORD and sense_of(surname) is Sense.WORD
    return len(given) + len(surname) >= _SAFE_LENGTH and not is_words


def _whole(bearers: Bearers, form: Form, start: int, end: int) -> Candidate:
    return Candidate(start, end, bearers, form, given="?", surname="?")


def _splits(word: str, tables: Tables) -> Iterator[tuple[int, str, str]]:
    """Every forename in a long word that is followed by a surname of one of its bearers."""
    forenames, whole = tables.forenames, tables.whole
    for at in range(len(word) - 3):
        for middle in range(at + 2, min(at + _LONGEST_NAME, len(word) - 1)):
            given = word[at:middle]
            if given in forenames:
                for end in range(min(middle + 2 * _LONGEST_NAME, len(word)), middle, -1):
                    if whole(f"{given} {word[middle:end]}"):
                        yield at, given, word[middle:end]


def _forenames_in_hashtag(pieces: list[Piece], tables: Tables) -> Iterator[Candidate]:
    """#GoUdoka, #TeamOrla, #welldonemarnie; not #JoyAndKindness."""
    if len(pieces) == 1:
        pieces = list(_cheer_split(pieces[0], tables))
    for place, (word, start, end) in enumerate(pieces):
        others = [other for other, _, _ in pieces[:place] + pieces[place + 1 :]]
        name = word if word in tables.forenames or not word.endswith("s") else word[:-1]
        bearers = tables.forenames.get(name, NOBODY)
        if bearers and _may_name_a_person(name, others, tables):
            yield Candidate(
                start, end, bearers, Form.HASHTAG, certain=sense_of(name) is Sense.ORDINARY, given=name
            )


def _may_name_a_person(name: str, others: list[str], tables: Tables) -> bool:
    strange = [word for word in others if not (word in _AROUND or word.isdigit() or word in tables.forenames)]
    if strange:
        return False
    if is_surely_a_name(sense_of(name)):
        return True
    return not _CHEERS.isdisjoint(others) and "the" not in others and "our" not in others


def _cheer_split(piece: Piece, tables: Tables) -> Iterator[Piece]:
    """welldonemarnie as well, done, marnie."""
    word, start, _ = piece
    for at in _ends_of_cheers(word):
        for end in range(len(word), at + 2, -1):
            if word[at:end] in tables.forenames and _is_around(word[end:]):
                yield from ((cheer, start, start) for cheer in _cheers(word[:at]) + _cheers(word[end:]))
                yield word[at:end], start + at, start + end
                return
    yield piece


def _ends_of_cheers(word: str) -> list[int]:
    """Where a run of cheers at the start of a word may end: after nothing, "go", "gogo"."""
    ends = {0}
    for start in range(len(word)):
        if start in ends:
            ends.update(
                end
                for end in range(start + 1, min(start + _LONGEST_NAME, len(word)))
                if word[start:end] in _AROUND
            )
    return sorted(ends)


def _is_around(text: str) -> bool:
    return not text or bool(_cheers(text))


def _cheers(text: str) -> list[str]:
    """The words of a run of cheers, or nothing if it is something else."""
    words: list[str] = []
    while text:
        for size in range(min(len(text), _LONGEST_NAME), 0, -1):
            if text[:size] in _AROUND:
                words.append(text[:size])
                text = text[size:]
                break
        else:
            return []
    return words


def _owner(pieces: list[Piece], form: Form, tables: Tables) -> Iterator[Candidate]:
    """The forename alone with a number (@udoka09), or initial and surname (m.pettigrew@, @mpettigrew)."""
    names = [piece for piece in pieces if not piece[0].isdigit()]
    if not names:
        return
    start, end = names[0][1], names[-1][2]
    words = [word for word, _, _ in names]
    if len(words) == 1 and sense_of(words[0]) is Sense.ORDINARY and words[0] in tables.forenames:
        yield Candidate(start, end, tables.forenames[words[0]], form, certain=False, given=words[0])
        return
    phrase = " ".join(words) if len(words) > 1 else f"{words[0][:1]} {words[0][1:]}"
    bearers = tables.initialled.get(phrase, NOBODY)
    if bearers and len(phrase) > 5 and phrase not in tables.adults:
        yield Candidate(start, end, bearers, form, certain=False, meaning=Meaning.LIKELY)

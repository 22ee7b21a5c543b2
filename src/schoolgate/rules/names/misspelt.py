"""Words that are nearly a name of the roll: one letter wrong, or the same consonants with other vowels.

Nothing scans the roll: every word is entered under what is left when one letter is dropped, and under its
consonants, so that a misspelt word meets the right one in a table.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

_VOWELS = re.compile(r"[aeiouyhw]+")
_DOUBLES = re.compile(r"(.)\1+")
_DIGITS_AS_LETTERS = str.maketrans("013457", "oleast")
_SHORTEST = 4
_SHORTEST_FOR_TWO = 5


def _one_dropped(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _consonants(word: str) -> str:
    """The first letter and the consonants after it: "odonnell" and "odonel" are both "+odnl"."""
    return "+" + word[:1] + _DOUBLES.sub(r"\1", _VOWELS.sub("", word[1:]))


def near_table(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Enter each word of the roll under its keys."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if len(word) < _SHORTEST - 1:
            continue
        for key in _one_dropped(word) | {word, _consonants(word)}:
            table[key].append(word)
    return {key: tuple(found) for key, found in table.items()}


def near_words(written: str, table: dict[str, tuple[str, ...]]) -> list[str]:
    """The words of the roll that a word may be a slip for, nearest first. Digits are read as letters: 0liver."""
    word = written.lower().replace("'", "").replace("-", "").translate(_DIGITS_AS_LETTERS)
    if len(word) < _SHORTEST - 1:
        return []
    found: dict[str, int] = {}
    for key in _one_dropped(word) | {word}:
        for name in table.get(key, ()):
            if name not in found and name != written and _is_one_apart(name, word):
                found[name] = 1
    if len(word) >= _SHORTEST_FOR_TWO:
        for name in table.get(_consonants(word), ()):
            if name not in found and name != word and edits_apart(name, word, 2) <= 2:
                found[name] = 2
    return sorted(found, key=lambda name: (found[name], name))


def _is_one_apart(one: str, other: str) -> bool:
    """The same word, or one letter changed, added, dropped or swapped with its neighbour. Not for three letters."""
    if max(len(one), len(other)) < _SHORTEST:
        return False
    if len(one) > len(other):
        one, other = other, one
    same = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    if len(one) != len(other):
        return one[same:] == other[same + 1 :]
    swapped = one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
    return swapped or one[same + 1 :] == other[same + 1 :]


def edits_apart(one: str, other: str, limit: int) -> int:
    """Letters changed, added, dropped or swapped with a neighbour between two words; `limit + 1` if more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, mate in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mate))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mate:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)

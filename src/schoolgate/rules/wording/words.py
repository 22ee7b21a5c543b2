"""A text as words and sentences, and phrases looked up in it."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain, pairwise

from schoolgate.rules.names.folding import Folded, fold_name, fold_text
from schoolgate.rules.wording.facts import Kind, Suspicion

_WORD = re.compile(r"[^ ]+")
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"')~]|$)|\n+")
_ANY_WORD = "*"  # in a phrase: any one word
_FEW_WORDS = "~"  # in a phrase: up to two words


class Reading:
    """A text folded once for every check. `words` are in small letters, `shape` keeps capitals and stops."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: Folded = fold_text(text)
        self.shape = self._folded.shape
        self.words: list[str] = self._folded.words.split()
        self.vocabulary = frozenset(self.words)
        # What was found out about a sentence, by the place of its first word: it is asked for every word in it.
        self._vocabularies: dict[int, frozenset[str]] = {}
        self._said: dict[tuple[int, int], bool] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            places.setdefault(word, []).append(place)
        return places

    def places_of(self, words: Collection[str]) -> list[int]:
        """Where any of these words stands."""
        present = self.vocabulary.intersection(words)
        return sorted([place for word in present for place in self._places[word]]) if present else []

    @property
    def as_words(self) -> str:
        """The text in small letters with blanks for everything else."""
        return self._folded.words

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in `shape`."""
        return [match.span() for match in _WORD.finditer(self._folded.words)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First and one past the last word of each sentence."""
        edges, words, done, begun = {0, len(self.words)}, self._folded.words, 0, 0
        for end in _SENTENCE_END.finditer(self.shape):
            done += len(words[begun : end.start()].split())
            begun = end.start()
            edges.add(done)
        return list(pairwise(sorted(edges)))

    def sentence_of(self, place: int) -> tuple[int, int]:
        """The sentence in which the word at `place` stands."""
        at = bisect_right(self.sentences, (place, len(self.words))) - 1
        return self.sentences[at] if self.sentences else (0, 0)

    def words_beside(self, place: int) -> frozenset[str]:
        """Every word of the sentence in which the word at `place` stands."""
        begin, end = self.sentence_of(place)
        found = self._vocabularies.get(begin)
        if found is None:
            found = self._vocabularies[begin] = frozenset(self.words[begin:end])
        return found

    def says_beside(self, phrases: "Phrases", place: int) -> bool:
        """Whether any of these phrases stands in the sentence in which the word at `place` stands."""
        begin, end = self.sentence_of(place)
        key = (id(phrases), begin)
        if key not in self._said:
            self._said[key] = phrases.is_in(self.words, begin, end)
        return self._said[key]

    def is_capital(self, place: int) -> bool:
        return self.shape[self.spans[place][0]].isupper()

    def gap_after(self, place: int) -> str:
        """What stands between a word and the next."""
        if place + 1 >= len(self.spans):
            return ""
        return self.shape[self.spans[place][1] : self.spans[place + 1][0]]

    def suspicion(self, kind: Kind, first: int, past: int, why: str) -> Suspicion:
        """About the words from `first` up to, not including, `past`."""
        return self.about(kind, self.spans[first][0], self.spans[past - 1][1], why)

    def about(self, kind: Kind, start: int, end: int, why: str) -> Suspicion:
        """About `shape[start:end]`."""
        begin, stop = self._folded.origin(start), self._folded.origin(end)
        return Suspicion(begin, stop, kind, self.text[begin:stop], why)


class Phrases:
    """Phrases by their first two words; `*` stands for any one word, `~` for up to two."""

    def __init__(self, phrases: str | Iterable[str]) -> None:
        self._by_word: dict[str, list[list[str]]] = {}
        self._by_pair: dict[tuple[str, str], list[list[str]]] = {}
        for phrase in phrases.split(";") if isinstance(phrases, str) else phrases:
            words = _folded_phrase(phrase)
            if len(words) > 1 and words[1] not in (_ANY_WORD, _FEW_WORDS):
                self._by_pair.setdefault((words[0], words[1]), []).append(words[1:])
            elif words:
                self._by_word.setdefault(words[0], []).append(words[1:])

        rests = chain.from_iterable([*self._by_word.values(), *self._by_pair.values()])
        self.longest = max(
            (2 + sum(3 if word == _FEW_WORDS else 1 for word in rest) for rest in rests), default=0
        )
        self._first_words = frozenset([*self._by_word, *(first for first, _ in self._by_pair)])

    def in_text(self, reading: Reading) -> list[tuple[int, int]]:
        """Each phrase of a text as the place of its first word and one past its last."""
        return list(self._at(reading.places_of(self._first_words), reading.words, len(reading.words)))

    def find(self, words: list[str], first: int, past: int) -> Iterator[tuple[int, int]]:
        """The same between two places; the longest phrase where several begin."""
        return self._at(range(first, past), words, past)

    def _at(self, places: Iterable[int], words: list[str], past: int) -> Iterator[tuple[int, int]]:
        by_word, by_pair = self._by_word, self._by_pair
        for place in places:
            word = words[place]
            rests = by_word.get(word)
            if place + 1 < past and (more := by_pair.get((word, words[place + 1]))):
                rests = rests + more if rests else more
            if rests and (longest := max([_end(words, place + 1, past, rest) for rest in rests])):
                yield place, longest

    def is_in(self, words: list[str], first: int, past: int) -> bool:
        return next(self.find(words, first, past), None) is not None


def _folded_phrase(phrase: str) -> list[str]:
    written = phrase.split()
    return [
        word
        for part in written
        for word in ([part] if part in (_ANY_WORD, _FEW_WORDS) else fold_name(part).split())
    ]


def _end(words: list[str], place: int, past: int, rest: list[str]) -> int:
    """Where the rest of a phrase ends if it stands at `place`, 0 if it does not."""
    for number, word in enumerate(rest):
        if word == _FEW_WORDS:
            tails = [_end(words, place + skipped, past, rest[number + 1 :]) for skipped in range(3)]
            return max(tails)
        if place >= past or word not in (_ANY_WORD, words[place]):
            return 0
        place += 1
    return place if place <= past else 0

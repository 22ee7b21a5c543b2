"""Long sentences, and words that families may not know, each with plainer ones."""

from collections.abc import Iterator
from functools import lru_cache

from schoolgate.rules.wording.facts import Kind, Suspicion, WordLists
from schoolgate.rules.wording.words import Phrases, Reading


def hard_sentences(reading: Reading, lists: WordLists) -> Iterator[Suspicion]:
    """Sentences of more words than the lists allow."""
    if len(reading.words) <= lists.longest_sentence:
        return
    for first, past in reading.sentences:
        if past - first > lists.longest_sentence:
            why = f"This sentence has {past - first} words. Two shorter ones are easier to read."
            yield reading.suspicion(Kind.HARD_SENTENCE, first, past, why)


def jargon(reading: Reading, lists: WordLists) -> Iterator[Suspicion]:
    """Office words and unexplained short forms."""
    phrases, plain, short_forms = _tables(lists.jargon)
    words = reading.words
    for first, past in phrases.in_text(reading):
        why = f"Some families may not know this. Try: {plain[' '.join(words[first:past])]}."
        yield reading.suspicion(Kind.JARGON, first, past, why)
    for place in reading.places_of(short_forms):
        short, meaning = short_forms[words[place]]
        start, end = reading.spans[place]
        if reading.shape[start:end] == short and not reading.gap_after(place).lstrip().startswith("("):
            why = f"Some families may not know this. Say what it means: {meaning}."
            yield reading.suspicion(Kind.JARGON, place, place + 1, why)


@lru_cache(maxsize=8)
def _tables(
    pairs: frozenset[tuple[str, str]],
) -> tuple[Phrases, dict[str, str], dict[str, tuple[str, str]]]:
    """Phrases in small letters with their plain words; short forms by their small letters."""
    plain = {word: better for word, better in pairs if word.islower()}
    short = {word.lower(): (word, better) for word, better in pairs if not word.islower()}
    return Phrases(plain), {word.replace("-", " "): better for word, better in plain.items()}, short

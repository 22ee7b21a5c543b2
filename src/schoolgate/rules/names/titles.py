"""Mr, Mrs, Dr, King, Saint: before a name they tell of an adult, or of a figure of history."""

from schoolgate.rules.names import cues
from schoolgate.rules.names.folding import Folded
from schoolgate.rules.names.surroundings import Surroundings


def is_titled(text: Folded, start: int) -> bool:
    """Mr, Mrs, Dr, King, Saint before the name at `start`: an adult, or a figure of history."""
    earlier = text.words[max(0, start - 24) : start].split()[-2:]
    return not cues.TITLES.isdisjoint(earlier) and follows_a_title(Surroundings(text, start, start))


def follows_a_title(near: Surroundings) -> bool:
    """The same, where the neighbourhood is known already. "Mrs Jean Rose" and "Mrs J. Rose" are titled too."""
    written = near.previous_written
    if near.gap_before not in (" ", ". ", "  ") or not written:
        return False
    if written.lower() in cues.TITLES:
        return _is_a_title(written, near)
    if written[0].islower():
        return False
    earlier = near.shape[max(0, near.start - _REACH) : near.start].split()[:-1]
    title = earlier[-1].rstrip(".") if earlier else ""
    return title[:1].isupper() and title.lower() in _ALWAYS_TITLES


def _is_a_title(written: str, near: Surroundings) -> bool:
    title = written.lower()
    if title == "miss" and not _VERB_BEFORE_MISS.isdisjoint(near.before[-3:-1]):
        return False
    return title not in cues.TITLES_ONLY_WITH_CAPITAL or written[0].isupper()


_REACH = 40
_ALWAYS_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame rev".split())
_VERB_BEFORE_MISS = frozenset("will ll we you i to really not don".split())

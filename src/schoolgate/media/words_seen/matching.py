"""Which of the words in a picture matter: those that name a pupil of the school, and private details. The rest is
forgotten at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schoolgate.media.covering import Box
from schoolgate.media.words_seen.finding import Seen
from schoolgate.people.models import School
from schoolgate.pupils.naming import names_in
from schoolgate.rules.posts.words_seen import About, private_words

MOST_KEPT = 80
_LONGEST_WORDS = 200
# "AmaraOkafor": a blank is easily missed between letters that touch.
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_AS_HIGH = 2.5  # a forename above a surname on one badge is no more than so many times as high


@dataclass(frozen=True, slots=True)
class Mattering:
    """Words that matter, what they may be, and the area they stand in."""

    words: str
    about: About
    box: Box


def what_matters(school: School, seen: Sequence[Seen]) -> list[Mattering]:
    """In the order of the picture; a name whose halves stand in two lines beside or below each other is one."""
    lines = [(_RUN_TOGETHER.sub(" ", one.words), one.line.box) for one in seen]
    whole = [one for pair in _neighbours(lines) for one in _names_across(school, *pair)]
    boxes = [one.box for one in whole]
    single = [one for line in lines for one in _in_one_line(school, *line) if not _is_half_of(one, boxes)]
    return sorted([*whole, *single], key=lambda one: (one.box.top, one.box.left))[:MOST_KEPT]


def _in_one_line(school: School, words: str, box: Box) -> Iterator[Mattering]:
    for name in names_in(school, words):
        yield Mattering(name.words[:_LONGEST_WORDS], About.NAME, box)
    private = list(private_words(words))
    if private:
        said = words[min(start for start, _end in private) : max(end for _start, end in private)]
        yield Mattering(said[:_LONGEST_WORDS], About.PRIVATE, box)


def _names_across(school: School, first: tuple[str, Box], second: tuple[str, Box]) -> Iterator[Mattering]:
    words, edge = f"{first[0]} {second[0]}", len(first[0])
    for name in names_in(school, words):
        if name.full_name and name.start < edge < name.end:
            yield Mattering(name.words[:_LONGEST_WORDS], About.NAME, _around(first[1], second[1]))


def _is_half_of(one: Mattering, whole: Iterable[Box]) -> bool:
    return one.about is About.NAME and any(_around(box, one.box) == box for box in whole)


def _neighbours(lines: Sequence[tuple[str, Box]]) -> Iterator[tuple[tuple[str, Box], tuple[str, Box]]]:
    for first in lines:
        for second in lines:
            if first is not second and (_is_below(first[1], second[1]) or _is_after(first[1], second[1])):
                yield first, second


def _is_below(upper: Box, lower: Box) -> bool:
    gap = lower.top - (upper.top + upper.height)
    shared = min(upper.left + upper.width, lower.left + lower.width) - max(upper.left, lower.left)
    return (
        lower.top > upper.top
        and gap < max(upper.height, lower.height)
        and shared > min(upper.width, lower.width) / 3
        and _are_alike(upper, lower)
    )


def _is_after(left: Box, right: Box) -> bool:
    gap = right.left - (left.left + left.width)
    shared = min(left.top + left.height, right.top + right.height) - max(left.top, right.top)
    return (
        right.left > left.left
        and gap < 3 * max(left.height, right.height)
        and shared > min(left.height, right.height) / 2
        and _are_alike(left, right)
    )


def _are_alike(one: Box, other: Box) -> bool:
    return 1 / _AS_HIGH < one.height / other.height < _AS_HIGH


def _around(one: Box, other: Box) -> Box:
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Box(left, top, right - left, bottom - top)

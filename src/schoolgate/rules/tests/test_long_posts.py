"""A post has an end, and what is read of it is read in a time that grows with its length and no faster."""

import time
from dataclasses import replace

import pytest

from schoolgate.pupils.name_index import build_name_index
from schoolgate.rules.names import RollName
from schoolgate.rules.posts import deciding
from schoolgate.rules.posts.content import LONGEST_TEXT
from schoolgate.rules.tests.test_posts_deciding import FACEBOOK, FRESH, NOW, WEBSITE, words_only
from schoolgate.rules.wording import check_wording

ROLL = [
    RollName(number, forename, surname, class_name="4A", year_group="Year 4")
    for number, (forename, surname) in enumerate(
        [("Rose", "Hill"), ("Rose", "Hill"), ("Will", "Power"), ("Marnie", "Quorvane"), ("Zelana", "Morwick")]
    )
]


def test_a_post_of_more_than_any_place_takes_is_refused_with_both_numbers():
    endless = replace(WEBSITE, longest_text=1_000_000)
    post = words_only(text="x" * (LONGEST_TEXT + 1), places=(endless,))
    (refusal,) = deciding.gate(post, FRESH, NOW)
    assert refusal.words == "A post takes at most 20,000 characters; these are 20,001."
    assert refusal.about == "text"
    assert not refusal.warning


def test_a_post_of_exactly_so_much_is_not():
    post = words_only(text="x" * LONGEST_TEXT, places=(replace(FACEBOOK, longest_text=1_000_000),))
    assert deciding.gate(post, FRESH, NOW) == []


@pytest.mark.parametrize(
    "said",
    [
        "vote for the party",
        "our mp says",
        "support councillor Smith",
        "such a useless",
        "we think the menu is dreadful",
        "sh1t",
        "a*b*",
        "a@b.c",
        "07",
    ],
)
def test_repeated_words_without_a_full_stop_are_read_in_proportion(said: str):
    assert _how_much_longer(check_wording, said) < 10


@pytest.mark.parametrize(
    "said",
    [
        "Rose Hill",
        "Quorvane",
        "Marnie Quorvan",
        "Zelana Morwick",
        "Rose,",
        "Will will",
        "#GoRose",
        "R.H. in 4A",
    ],
)
def test_repeated_names_are_read_in_proportion(said: str):
    index = build_name_index(ROLL)
    assert _how_much_longer(index.find, said) < 10


def _how_much_longer(read, said: str) -> float:
    """How much longer five times the text takes: 5 in proportion, 25 by its square. The quickest of several goes."""
    long = f"{said} " * (LONGEST_TEXT // (len(said) + 1))
    return _quickest(read, long) / max(_quickest(read, long[: LONGEST_TEXT // 5]), 1e-4)


def _quickest(read, text: str) -> float:
    took = []
    for go in range(5):
        given = f"{text} {go}"  # never the same text twice, so nothing is remembered
        start = time.process_time()
        read(given)
        took.append(time.process_time() - start)
    return min(took)

"""Small changes of words that the page offers."""

import pytest

from schoolgate.posts.wording import with_first_name, without


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Well done Mia, you won!", "Mia", "Well done, you won!"),
        ("Mia and Miami", "Mia", "and Miami"),
        ("Thanks to Ben T. and all", "Ben T.", "Thanks to and all"),
        ("Mia", "Mia", ""),
        ("One line\n\nMia won", "Mia", "One line\n\n won"),
        ("Zoë’s day", "Zoë", "’s day"),
    ],
)
def test_a_name_is_taken_out_where_it_stands_by_itself(text, words, left):
    assert without(text, words) == left


def test_a_full_name_becomes_a_first_name():
    assert with_first_name("Amara Okafor won. Well done Amara Okafor!", "Amara Okafor", "Amara") == (
        "Amara won. Well done Amara!"
    )


def test_what_looks_like_a_pattern_is_only_words():
    assert without("Is (it) true?", "(it)") == "Is true?"
    assert with_first_name("A+B won", "A+B", r"\1") == r"\1 won"

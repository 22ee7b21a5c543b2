"""Home addresses and birthdays in the words of a post."""

import pytest

from schoolgate.rules.wording import Kind, check_wording


def personal(text: str) -> list[str]:
    return [one.words for one in check_wording(text) if one.kind is Kind.PERSONAL]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ivo lives at 14 Mill Lane.", "14 Mill Lane"),
        ("Parcels for 3a Old Station Road please.", "3a Old Station Road"),
        ("It is Ivo's birthday today!", "Ivo's birthday"),
        ("It is Ivo’s 8th birthday today!", "Ivo’s 8th birthday"),
        ("We sang for her birthday.", "her birthday"),
        ("Our birthday girl chose the song.", "birthday girl"),
        ("Born on 3 May, he is the youngest.", "Born on"),
    ],
)
def test_where_somebody_lives_and_when_somebody_was_born_is_found(text, words):
    assert personal(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Meet at Mill Lane at 14.00.",
        "Year 6 walked to Park Road.",
        "We sold 14 cakes on the way.",
        "On 12 March the choir sings in Hill Street.",
        "Happy birthday to our school!",
        "The lambs were born in spring.",
        "In 1914 Old Mill Lane was a field.",
    ],
)
def test_roads_and_feasts_are_no_persons_details(text):
    assert personal(text) == []

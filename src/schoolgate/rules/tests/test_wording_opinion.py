"""A view or a complaint in the school's name; praise, invitations and other people's views are none."""

import pytest

from schoolgate.rules.wording import Kind, check_wording


def views(text: str) -> list[str]:
    return [one.words for one in check_wording(text) if one.kind is Kind.OPINION]


@pytest.mark.parametrize(
    "text",
    [
        "If you ask us the tests are cruel.",
        "What were they thinking with the new buses?",
        "We feel the judge was unfair.",
        "Frankly, the new forms are a waste of paper.",
        "League tables are pointless.",
        "The new menu is dreadful.",
        "Ridiculous.",
        "Scrap them.",
        "Who decided that snow needs a form?",
        "We are fed up with the roadworks.",
        "The inspectors were clearly biased.",
        "You useless lot of cheats!",
        "Sign the petition and vote them out.",
    ],
)
def test_a_view_is_found(text):
    assert views(text)


@pytest.mark.parametrize(
    "text",
    [
        "We think our fair is the one to see.",
        "What a brilliant effort from everyone!",
        "We believe in kindness.",
        "Honestly, we could not be prouder.",
        "Year 5 debated whether homework should be banned.",
        "In our opinion poll Year 4 chose pizza.",
        "The weather was awful but we sang anyway.",
        "We are disappointed to put off the picnic.",
        "Please do not park on the zigzags.",
        "Our nonsense poems and rubbish monsters are in the hall.",
        "We stand with our MP in her campaign.",
        "Sorry for the wrong date last week.",
    ],
)
def test_praise_news_and_other_peoples_views_are_let_be(text):
    assert views(text) == []

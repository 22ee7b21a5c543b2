"""Party politics, in the sense of for or against; notices and trips are none."""

import pytest

from schoolgate.rules.wording import Kind, WordLists, check_wording


def sides(text: str, lists: WordLists | None = None) -> list[str]:
    return [one.words for one in check_wording(text, lists=lists) if one.kind is Kind.POLITICAL]


@pytest.mark.parametrize(
    "text",
    [
        "Meet the Labour candidate at our gate.",
        "The Tories have cut our roof money.",
        "Vote for Councillor Pell, she cares.",
        "Vote Pell on Thursday!",
        "The minister should resign.",
        "This government has failed our libraries.",
        "We stand with our MP in her campaign.",
        "Sign the petition against the new estate.",
        "Say no to the quarry!",
        "Join the march on Saturday.",
        "Remember this at the ballot box.",
        "Email your councillor and tell them to scrap the charge.",
        "Good luck to Dr Bell, our MP, in the election!",
    ],
)
def test_taking_a_side_is_found(text):
    assert sides(text)


@pytest.mark.parametrize(
    "text",
    [
        "The pupil parliament has new members.",
        "The count is in our gym on Friday.",
        "Register to vote by Friday.",
        "Year 5 had a tour of Westminster Hall.",
        "Our MP opened the library. Thank you!",
        "The mayor judged the scarecrows.",
        "Vote for your favourite book.",
        "House captains made fine speeches.",
        "A conservative guess; a labour of love; green fingers; reform of the tuck shop.",
        "Year 6 learned about the Labour Party of 1945.",
        "The council mended our path.",
        "Teachers are on strike on Wednesday, so Year 2 is closed.",
        "March is here. Rally round for the bake sale. Strike a pose!",
    ],
)
def test_notices_trips_and_votes_inside_the_school_are_let_be(text):
    assert sides(text) == []


def test_a_policy_adds_a_party():
    lists = WordLists().with_more(parties=frozenset({"bluebottles"}))
    assert sides("Meet the Bluebottles on Monday.", lists) == ["Bluebottles"]

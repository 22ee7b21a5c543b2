"""Swearing, insults and mockery; and the harmless words that look like them."""

import pytest

from schoolgate.rules.wording import Kind, WordLists, check_wording


def offences(text: str, lists: WordLists | None = None) -> list[str]:
    return [one.words for one in check_wording(text, lists=lists) if one.kind is Kind.OFFENSIVE]


@pytest.mark.parametrize(
    "text",
    [
        "What a crap goal.",
        "This is sh1t.",
        "That was b*llsh*t",
        "f*** the ref",
        "cr@p kit again",
        "s.h.i.t happens",
        "craaaap game",
        "You idiot.",
        "Whoever parked there is a moron.",
        "You selfish, thick lot of clowns",
        "They are a pack of liars.",
        "The umpire was pathetic and had half a brain.",
        "Some stupid parents blocked the gate.",
        "Their keeper is a donkey.",
        "What a loser.",
        "He couldn't even count to ten",
        "not the sharpest, our postman",
        "He is dumb as a post.",
        "Stop being such babies.",
        "You pig!",
        "Year 6 run like girls.",
        "Ella is too fat for this.",
    ],
)
def test_swearing_insults_and_mockery_are_found(text):
    assert offences(text)


@pytest.mark.parametrize(
    "text",
    [
        "Penistone, Sussex and Lightwater: our rugby tour.",
        "Great tits, blue tits, a shag and a booby: bird week.",
        "Bastard cabbage and stinking iris in the wild corner.",
        "An assassin snail in the pond.",
        "Cocktails of juice, shiitake pie and a classic cake.",
        "Sloths are lazy, pigs are clever and rats are clean.",
        "A thick fog, a fat candle and a smelly cheese.",
        "The dumb waiter still works.",
        "Our cockerel, our ass and our donkey came to the nativity.",
        "We crushed it! Killer bees, hammer throws, dodgeball.",
        "We do not call anybody stupid here.",
        "The class of 2026 is not useless, it is useful.",
        "Dick Whittington is our panto; Moby Dick our class book.",
        "Grades: A*A*A and 5 * 3 = 15.",
        "*Please* read this, **everyone**.",
        "The litter of the bitch next door: six puppies.",
        "Hello! Shelley has shells.",
    ],
)
def test_harmless_words_are_let_be(text):
    assert offences(text) == []


def test_the_words_that_raised_it_are_named_at_their_place():
    text = "Ѕhame: the rеf is а mоron, we think."  # look-alike letters
    (found,) = [one for one in check_wording(text) if one.kind is Kind.OFFENSIVE]
    assert text[found.start : found.end] == found.words == "mоron"


def test_a_policy_adds_words_and_a_school_allows_some():
    lists = WordLists().with_more(swearing=frozenset({"blimey"}), allowed=frozenset({"crap"}))
    assert offences("Blimey, what a crap game", lists) == ["Blimey"]


def test_a_policy_does_not_change_the_lists_of_others():
    WordLists().with_more(swearing=frozenset({"blimey"}))
    assert offences("Blimey!") == []

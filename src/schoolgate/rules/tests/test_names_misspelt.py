"""One letter wrong: found by a table, without looking at every name."""

import pytest

from schoolgate.rules.names.misspelt import edits_apart, near_table, near_words

ROLL = ["pettigrew", "odonnell", "quennell", "yelland", "ip", "zoe", "marnie", "magnus"]
TABLE = near_table(ROLL)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Pettigrow", "pettigrew"),
        ("Petigrew", "pettigrew"),
        ("Pettiigrew", "pettigrew"),
        ("Pettirgew", "pettigrew"),
        ("ODonel", "odonnell"),
        ("O'Donnel", "odonnell"),
        ("Quenel", "quennell"),
        ("Zoey", "zoe"),
        ("Marn1e", "marnie"),
        ("Y3lland", "yelland"),
    ],
)
def test_a_slip_of_a_letter_leads_to_the_name(written, meant):
    assert meant in near_words(written, TABLE)


@pytest.mark.parametrize("written", ["Pettifer", "Island", "Ipp", "Zo", "Margin", "Magnet", ""])
def test_another_word_is_no_slip(written):
    assert near_words(written, TABLE) == []


def test_the_nearest_comes_first():
    table = near_table(["hannan", "hannah"])
    assert near_words("Hannahh", table)[0] == "hannah"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("same", "same", 0),
        ("same", "sane", 1),
        ("same", "smae", 1),
        ("same", "sam", 1),
        ("same", "samey", 1),
        ("odonnell", "odonel", 2),
        ("same", "other", 3),
    ],
)
def test_letters_apart_up_to_a_limit(one, other, apart):
    assert edits_apart(one, other, 2) == apart == edits_apart(other, one, 2)

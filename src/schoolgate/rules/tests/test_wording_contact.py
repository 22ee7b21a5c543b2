"""Telephone numbers, e-mail addresses and postcodes. The numbers are from the ranges kept for drama."""

import pytest

from schoolgate.rules.wording import Kind, check_wording


def contacts(text: str) -> list[str]:
    return [one.words for one in check_wording(text) if one.kind is Kind.CONTACT]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ring 01632 960 123 today.", "01632 960 123"),
        ("Ring (01632) 960123 today.", "01632) 960123"),
        ("Mobile: 07700-900-321", "07700-900-321"),
        ("call 07700900321!", "07700900321"),
        ("+44 7700 900321 is mine", "44 7700 900321"),
        ("+44 (0)7700 900 321", "44 (0)7700 900 321"),
        ("Dial oh double seven oh oh nine hundred, three two one", "oh double seven oh oh nine hundred, three two one"),
        ("zero one six three two 960 one two three", "zero one six three two 960 one two three"),
        ("O77OO 9OO 321 please", "O77OO 9OO 321"),
        ("after six ring 960 123", "960 123"),
        ("Childline 0800 1111", "0800 1111"),
        ("clubs@hill.example.org", "clubs@hill.example.org"),
        ("clubs [at] hill [dot] example [dot] org", "clubs [at] hill [dot] example [dot] org"),
        ("clubs at hill dot example dot org", "clubs at hill dot example dot org"),
        ("clubs @ hill . example . org", "clubs @ hill . example . org"),
        ("Come to Pound Lane, ZQ4 7XB.", "ZQ4 7XB"),
        ("our code is zq4 7xb", "zq4 7xb"),
        ("by post: ZQ47XB", "ZQ47XB"),
    ],
)  # fmt: skip
def test_a_way_to_reach_somebody_is_found(text, words):
    assert contacts(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "We raised £1,632.96 for 1,230 lambs.",
        "Field 2: 10.15 to 11.45 and 13.00 to 14.30.",
        "On 05-12-2026 10 pupils sang.",
        "0123456789: Reception can count!",
        "Ten, nine, eight, seven, six, five, four, three, two, one!",
        "ISBN 0 7475 3269 9 is our class book.",
        "KS2 1st and 2nd teams won, KS1 3rd.",
        "Bus 07 at 08 15.",
        "Look at the dot to dot.",
        "Follow @hillschool and see us at four.",
        "Kit codes: HEN31, PEN7, A4.",
        "Charity 1045678.",
    ],
)
def test_other_numbers_and_signs_are_no_way_to_reach_somebody(text):
    assert contacts(text) == []

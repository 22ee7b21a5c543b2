"""Finding the pupils of one school in a text: every form, every namesake, nobody else."""

import pickle

import pytest

from schoolgate.pupils.name_index import NameIndex, StaleNameIndex, build_name_index
from schoolgate.rules.names import RollName, StaffName

ROLL = [
    RollName(1, "Marnie", "Pettigrew", class_name="4K", year_group="4"),
    RollName(2, "Barnabas", "Thorpe", class_name="2K", year_group="2"),
    RollName(3, "Barnabas", "Thorpe", class_name="5L", year_group="5"),
    RollName(4, "Réka", "O’Leary", class_name="4K", year_group="4"),
    RollName(5, "Udoka", "Asante-Blythe", class_name="6K", year_group="6"),
    RollName(6, "Jonathan", "Venables", class_name="6K", year_group="6"),
    RollName(7, "Daisy", "Quennell", class_name="1L", year_group="1"),
    RollName(8, "Georgina", "Pomfret", class_name="3K", year_group="3"),
    RollName(9, "Peregrine", "Marchbanks", class_name="RK", year_group="R"),
    RollName(10, "Sidonie", "Marchbanks", class_name="RL", year_group="R"),
    RollName(11, "Ikenna", "van Rensburg", class_name="Oak", year_group="3"),
    RollName(12, "Clemency", "Winstone", class_name="6K", year_group="6"),
    RollName(13, "Clemency", "Yallop", class_name="1L", year_group="1"),
    RollName(14, "Wei", "Oh", class_name="1L", year_group="1"),
    RollName(15, "Mary Kate", "Ek", class_name="2K", year_group="2"),
]
STAFF = [StaffName("Georgina", "Pomfret", "Miss"), StaffName("Peter", "Venables", "Mr")]
INDEX = build_name_index(ROLL, STAFF, ["Daisy Hill Primary School"])


def pupils_in(text: str) -> set[int]:
    return {pupil for found in INDEX.find(text) for pupil in found.pupil_ids}


@pytest.mark.parametrize(
    ("text", "pupils"),
    [
        ("Marnie Pettigrew built a boat.", {1}),
        ("PETTIGREW Marnie; OH Wei", {1, 14}),
        ("Pettigrew, Marnie - merit", {1}),
        ("Marnie\nPettigrew", {1}),
        ("Marnie 🎉 Pettigrew", {1}),
        ("Mar\u200bnie Petti\u00adgrew", {1}),
        ("Маrnie Реttigrew", {1}),
        ("Marnie P has a new bike", {1}),
        ("M. Pettigrew (4K)", {1}),
        ("M.P. in 4K", {1}),
        ("Marnie Petigrew rowed.", {1}),
        ("Marnei Pettigrew rowed.", {1}),
        ("Marny in 4K rowed.", {1}),
        ("Well done Marnie!", {1}),
        ("Marnie's boat sank.", {1}),
        ("#WellDoneMarniePettigrew", {1}),
        ("#gomarnie", {1}),
        ("@marnie.pettigrew09", {1}),
        ("Write to marnie.pettigrew@pupils.example.org", {1}),
        ("MarniePettigrew", {1}),
        ("Reka OLeary and Réka O'Leary’s drum", {4}),
        ("Udoka Asante, Udoka Blythe", {5}),
        ("Udoka A-B in goal", {5}),
        ("UA-B of 6K", {5}),
        ("Jonny Venables", {6}),
        ("Daisy in 1L", {7}),
        ("The Marchbanks twins", {9, 10}),
        ("Peregrine and Sidonie Marchbanks", {9, 10}),
        ("Ikenna Rensburg", {11}),
        ("Ikenna (Oak)", {11}),
        ("Clemency and Barnabas Thorpe", {2, 3, 12, 13}),
        ("Mary Kate danced.", {15}),
        ("Pettigrew of 4K", {1}),
    ],
)
def test_it_finds_every_form(text, pupils):
    assert pupils_in(text) == pupils


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Nobody is named here.",
        "The daisy chain broke.",
        "Daisy Hill is our home, Daisy Hill Primary School our pride.",
        "Mr Venables and Mrs Pettigrew poured tea.",
        "Miss Georgina Pomfret led the walk.",
        "Oh, what a day! Oh no!",
        "PE in 4K, RE in 6K.",
        "#DaisyChain",
        "@DaisyHillBakery",
        "M.P. in 6K",
        "Pettigrew's shop is closed.",
    ],
)
def test_it_finds_nobody_where_nobody_is_meant(text):
    assert INDEX.find(text) == []


def test_namesakes_are_all_kept_until_a_class_or_year_decides():
    assert pupils_in("Well done Barnabas Thorpe!") == {2, 3}
    assert pupils_in("Well done Barnabas Thorpe in 5L!") == {3}
    assert pupils_in("Year 2's Barnabas Thorpe") == {2}
    assert pupils_in("Clemency (1L) sang.") == {13}


def test_a_class_that_fits_nobody_drops_nobody():
    (found,) = INDEX.find("Marnie in 5L rowed.")
    assert (found.pupil_ids, found.certain) == ((1,), False)


def test_the_place_is_that_of_the_authors_text():
    text = "Zo\u0308! Mar\u200bnie 🌟 Pettigrew’s boat"
    (found,) = INDEX.find(text)
    assert text[found.start : found.end] == found.words == "Mar\u200bnie 🌟 Pettigrew"


def test_it_says_how_a_pupil_was_named_and_whether_both_names_stand_there():
    text = "Marnie Pettigrew, Udoka Blythe, Daisy Q and Jonathan won."
    assert [(found.form, found.full_name) for found in INDEX.find(text)] == [
        ("full name", True),
        ("part of the name", True),
        ("forename and initial", False),
        ("forename", False),
    ]


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("Marnie Pettigrew rowed.", True),
        ("Marnie Petigrew rowed.", False),
        ("Jonny Venables rowed.", False),
        ("Georgina Pomfret, who has taught here for years, rowed.", False),
        ("Georgina Pomfret of 3K rowed.", True),
        ("Daisy rowed.", False),
        ("Well done Daisy!", True),
    ],
)
def test_it_says_where_a_person_should_look_again(text, certain):
    (found,) = INDEX.find(text)
    assert found.certain is certain


def test_names_are_found_in_their_order_and_each_place_once():
    found = INDEX.find("Réka, Marnie, Marnie and #TeamMarnie in 4K: M.P. of 4K")
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert [one.words for one in found] == ["Réka", "Marnie", "Marnie", "Marnie", "M.P."]


def test_a_school_without_pupils_finds_nobody():
    assert build_name_index([]).find("Marnie Pettigrew") == []


def test_it_comes_back_from_bytes_the_same():
    again = NameIndex.from_bytes(INDEX.to_bytes())
    text = "Marnie Pettigrew, Barnabas Thorpe, Jonny Venables, M.P. in 4K, Daisy Hill"
    assert again.find(text) == INDEX.find(text)


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"nonsense",
        b"\x80\x05",
        pickle.dumps((0, {}, {})),
        pickle.dumps({"no": "index"}),
        pickle.dumps((3, {}, {})),
    ],
)
def test_bytes_of_anything_else_are_refused(kept):
    with pytest.raises(StaleNameIndex):
        NameIndex.from_bytes(kept)


def test_bytes_cut_short_or_damaged_are_refused():
    kept = INDEX.to_bytes()
    for damaged in (kept[: len(kept) // 2], kept[100:], kept[:50] + b"\xff" * 20 + kept[70:]):
        with pytest.raises(StaleNameIndex):
            NameIndex.from_bytes(damaged)


def test_bytes_that_would_run_code_are_refused():
    class Evil:
        def __reduce__(self):
            return print, ("ran",)

    with pytest.raises(StaleNameIndex):
        NameIndex.from_bytes(pickle.dumps(Evil()))


@pytest.mark.parametrize(
    "text",
    [
        "Marnie " * 300,
        "#marnie" * 300,
        "M. " * 700,
        "4K " * 700,
        "aB" * 1000,
        "@a.b" * 500,
        "Marnie,\n" * 250,
        "é" * 2000,
    ],
)
def test_two_thousand_hostile_characters_are_read(text):
    assert all(set(found.pupil_ids) == {1} for found in INDEX.find(text))

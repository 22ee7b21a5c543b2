"""The forms in which one pupil's name may be written."""

import pytest

from schoolgate.rules.names import RollName
from schoolgate.rules.names.forms import forms_of
from schoolgate.rules.names.short_names import names_related_to, short_names_of


def pupil(forename: str, surname: str, **more: object) -> RollName:
    return RollName(1, forename, surname, **more)


def test_the_preferred_name_stands_beside_the_legal_one():
    forms = forms_of(pupil("Bartholomew", "Venables", preferred_forename="Bart", preferred_surname="Yelland"))
    assert set(forms.full()) == {
        "bartholomew venables", "bart venables", "bartholomew yelland", "bart yelland",
    }  # fmt: skip


def test_middle_names_may_stand_between_or_be_left_out():
    full = set(forms_of(pupil("Ella", "Yelland", middle_names="Rose Marie")).full())
    assert full == {"ella yelland", "ella rose yelland", "ella rose marie yelland"}


def test_the_middle_name_before_the_surname_is_a_part():
    assert "rose yelland" in set(forms_of(pupil("Ella", "Yelland", middle_names="Rose")).parts())


def test_a_compound_forename_is_written_apart_and_as_one():
    assert forms_of(pupil("Anna-Lise", "Yelland")).forenames == {"anna lise", "annalise"}


def test_initials_used_as_a_name_are_written_with_stops_too():
    assert {"tj", "t j"} <= forms_of(pupil("Thomas", "Yelland", preferred_forename="TJ")).forenames


@pytest.mark.parametrize(
    ("surname", "part"),
    [
        ("Fenwick-Rowe", "fenwick"),
        ("Fenwick-Rowe", "rowe"),
        ("van Rensburg", "rensburg"),
        ("de la Cruz", "cruz"),
        ("al-Farsi", "farsi"),
        ("García Márquez", "garcia"),
    ],
)
def test_half_a_surname_and_a_surname_without_particles_are_parts(surname, part):
    assert f"ella {part}" in set(forms_of(pupil("Ella", surname)).parts())


@pytest.mark.parametrize("surname", ["van", "de la", "O'Hara", "Yelland"])
def test_a_particle_alone_is_no_part(surname):
    assert not {"ella van", "ella de", "ella o", "ella la"} & set(forms_of(pupil("Ella", surname)).parts())


@pytest.mark.parametrize(
    ("surname", "other"),
    [
        ("McAvoy", "macavoy"),
        ("Mac Donncha", "mcdonncha"),
        ("St Clare", "saint clare"),
        ("Müller", "mueller"),
        ("O'Hara", "ohara"),
    ],
)
def test_other_spellings_of_a_surname(surname, other):
    assert other in forms_of(pupil("Ella", surname)).surnames


@pytest.mark.parametrize("form", ["ella y", "e yelland"])
def test_an_initial_for_either_name(form):
    assert form in set(forms_of(pupil("Ella", "Yelland")).initialled())


@pytest.mark.parametrize("form", ["ella f r", "ella fr", "ella f"])
def test_initials_of_a_double_surname(form):
    assert form in set(forms_of(pupil("Ella", "Fenwick-Rowe")).initialled())


def test_initials_with_and_without_the_middle_name():
    assert {"efr", "ef", "erfr"} <= set(
        forms_of(pupil("Ella", "Fenwick-Rowe", middle_names="Rose")).initials()
    )


@pytest.mark.parametrize("former", ["Quennell", "Ella Quennell"])
def test_a_former_name_is_still_hers(former):
    assert "ella quennell" in set(forms_of(pupil("Ella", "Yelland", former_names=(former,))).full())


def test_a_full_name_gives_its_short_forms_but_a_short_one_not_every_full_name():
    assert {"will", "bill"} <= short_names_of("william")
    assert "william" not in short_names_of("will")


def test_short_forms_are_related_in_both_directions():
    assert "benjamin" in names_related_to("benji")
    assert "benji" in names_related_to("ben")
    assert names_related_to("xanthe") == frozenset()


def test_an_empty_name_makes_no_form():
    forms = forms_of(pupil("", ""))
    assert list(forms.full()) == []
    assert list(forms.initials()) == []

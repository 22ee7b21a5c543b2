"""Many rows at once, as the engine itself takes them in."""

import json
from datetime import date

import pytest

from schoolgate.kernel.pouring import new_ids, pour
from schoolgate.pupils.models import Pupil
from tests.cast import Cast
from tests.make import make_pupil

COLUMNS = ("id", "admission_number", "legal_surname", "legal_forename", "born_on", "left_on", "former_names")


def others(school) -> dict[str, object]:
    named = {*COLUMNS, "school_id"}
    fields = Pupil._meta.concrete_fields
    return {one.attname: one.get_default() for one in fields if one.attname not in named} | {
        "school_id": school.pk
    }


def test_the_rows_are_those_that_the_orm_would_have_written(cast: Cast):
    keys = new_ids(Pupil, 3)
    rows = [
        (key, f"00{place}", "O’Neill\t\\N", "Zoë\n", date(2019, 3, place + 1), None, json.dumps(["Ada Lark"]))
        for place, key in enumerate(keys)
    ]
    pour(Pupil, COLUMNS, rows, same=others(cast.oakfield))
    for place, pupil in enumerate(Pupil.objects.filter(pk__in=keys).order_by("pk")):
        assert (pupil.legal_surname, pupil.legal_forename) == ("O’Neill\t\\N", "Zoë\n")
        assert pupil.born_on == date(2019, 3, place + 1)
        assert pupil.left_on is None
        assert pupil.former_names == ["Ada Lark"]
        assert pupil.upn == ""
        assert pupil.school_id == cast.oakfield.pk


def test_an_id_is_never_given_again(cast: Cast):
    before = make_pupil(cast.oakfield).pk
    keys = new_ids(Pupil, 5)
    assert len({before, *keys}) == 6
    pour(Pupil, COLUMNS, [(keys[-1], "1", "Ash", "Jo", None, None, "[]")], same=others(cast.oakfield))
    assert make_pupil(cast.oakfield).pk > keys[-1]


def test_no_ids_and_no_rows_are_no_matter(cast: Cast):
    assert new_ids(Pupil, 0) == []
    pour(Pupil, COLUMNS, [], same=others(cast.oakfield))
    assert not Pupil.objects.exists()


def test_a_field_that_is_none_is_refused(cast: Cast):
    with pytest.raises(KeyError):
        pour(Pupil, ("id", "shoe_size"), [(1, 2)])

"""Every table is decided about: what it holds of whom, and how its rows come to their end."""

import pytest
from django.apps import apps
from django.db import models

from schoolgate.kernel.labels import Kind
from schoolgate.people.models import Person
from schoolgate.personal_data.classes import CLASSES
from schoolgate.personal_data.emptying import OF_STAFF
from schoolgate.personal_data.gathering import columns_of, tables_about
from schoolgate.personal_data.held import COLUMNS_OF_OTHERS, TABLES
from schoolgate.personal_data.phrases import PHRASES, Goes
from schoolgate.pupils.models import Adult, Pupil

EVERY = {model._meta.label_lower: model for model in apps.get_models()}
SUBJECTS = (Pupil, Adult, Person)


def test_every_table_is_decided_about_and_none_is_that_is_not_there():
    """A new table: say in `held.py` of whom its rows are."""
    assert set(TABLES) == set(EVERY)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_relation_to_a_person_is_about_them_or_says_what_they_did(table):
    model, held = EVERY[table], TABLES[table]
    decided = {*held.about, *held.by}
    if not held.withheld:
        relations = {
            field.name for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and field.related_model in SUBJECTS
        }  # fmt: skip
        assert not relations - decided
    for hidden in held.hides.values():
        assert set(hidden) <= {field.name for field in model._meta.concrete_fields}


def test_every_wording_of_keeping_is_decided_about():
    """New words in a label: say in `phrases.py` how such rows come to their end."""
    said = {model.label.keeping for model in EVERY.values() if hasattr(model, "label")}
    assert said == set(PHRASES)


def test_every_table_whose_time_ends_at_night_has_a_class_of_record():
    taken = {each.partition(":")[0] for one in CLASSES for each in (one.table, *one.takes)}
    taken |= {each.partition(":")[0] for each in OF_STAFF} | {"kernel.followup"}
    at_night = {
        name for name, model in EVERY.items()
        if hasattr(model, "label") and PHRASES[model.label.keeping] is Goes.NIGHT
    }  # fmt: skip
    assert not at_night - taken


def test_no_secret_and_nothing_that_protects_a_child_is_ever_in_a_copy():
    for kind in ("pupil", "adult", "person"):
        for table, _way in tables_about(kind):
            told = columns_of(EVERY[table])
            assert not {Kind.SECRET, Kind.PROTECTION} & set(told.values()), table
    assert "in_care" not in columns_of(Pupil)
    assert {"pupils.restriction", "pupils.keptapart", "posts.recall"}.isdisjoint(dict(tables_about("pupil")))
    assert set(COLUMNS_OF_OTHERS) <= set(TABLES)

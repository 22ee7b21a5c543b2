"""Every table says what it is for; every field that tells something of a person says which kind of data it is."""

import pytest
from django.apps import apps
from django.db import models

from schoolgate.kernel.labels import Kind, TableLabel

OURS = [model for model in apps.get_models() if model.__module__.startswith("schoolgate.")]
TELLING = (
    models.BinaryField,
    models.CharField,
    models.DateField,
    models.FileField,
    models.JSONField,
    models.TextField,
    models.TimeField,
)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
class TestEveryTable:
    """Labels from which retention, subject access and the impact assessment are made."""

    def test_it_says_what_for_by_what_right_how_long_and_who_sees_it(self, model):
        label = model.label
        assert isinstance(label, TableLabel)
        assert label.purpose.strip().endswith(".")
        assert label.lawful_basis
        assert label.keeping
        assert label.seen_by

    def test_every_telling_field_says_its_kind_and_no_other_is_labelled(self, model):
        fields = {field.name: field for field in model._meta.local_fields}
        telling = {
            name for name, field in fields.items() if isinstance(field, TELLING) and not field.auto_created
        }
        assert not telling - set(model.label.fields), "fields without their kind"
        assert not set(model.label.fields) - set(fields), "labels of fields that are not there"
        assert all(isinstance(kind, Kind) for kind in model.label.fields.values())

    def test_a_field_called_after_a_secret_is_one(self, model):
        for name, kind in model.label.fields.items():
            if any(part in name for part in ("password", "secret", "sealed", "token")):
                assert kind is Kind.SECRET, name

    def test_times_end_in_at_and_dates_in_on(self, model):
        # Names that the schools, Django or a register of others chose.
        kept = {"last_login", "at", "since", "not_before", "on"}
        for field in model._meta.local_fields:
            if field.name in kept:
                continue
            if isinstance(field, models.DateTimeField):
                assert field.name.endswith("_at"), field.name
            elif isinstance(field, models.DateField):
                assert field.name.endswith("_on"), field.name


def test_there_are_tables_at_all():
    assert len(OURS) > 30

"""A row written with SQL that is written once is the row that `save` writes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from schoolgate.kernel.updating import update
from schoolgate.people.models import School
from tests import make


@pytest.fixture
def school(db: None) -> School:
    return make.make_school()


def test_the_named_fields_are_written_and_no_others(school: School, django_assert_num_queries):
    other = make.make_school()
    was = school.slug
    school.name, school.slug, school.domains = "It's Elm", "not-this", ["elm.example"]
    school.created_at = make.NOW + timedelta(days=1)
    with django_assert_num_queries(1):
        update(school, "name", "domains", "created_at")
    found = School.objects.get(pk=school.pk)
    assert (found.name, found.slug, found.domains) == ("It's Elm", was, ["elm.example"])
    assert found.created_at == make.NOW + timedelta(days=1)
    assert School.objects.get(pk=other.pk).name == other.name


def test_a_row_that_is_gone_is_an_error(school: School):
    school.pk += 1000
    with pytest.raises(DatabaseError):
        update(school, "name")

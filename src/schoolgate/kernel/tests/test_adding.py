"""Rows added with SQL that is written once are the rows that `bulk_create` adds."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from schoolgate.kernel.adding import MOST_AT_ONCE, add
from schoolgate.kernel.models import UsedForm
from schoolgate.people.models import School, Term, Trust
from tests import make


@pytest.fixture
def school(db: None) -> School:
    return make.make_school()


def form(key: str) -> UsedForm:
    return UsedForm(key=key, subject_type="posts.post", subject_id="7", at=make.NOW)


def term(school: School, number: int) -> Term:
    first = date(2026, 1, 1) + timedelta(days=number)
    return Term(school=school, name=f"It's term {number}", first_on=first, last_on=first)


def test_each_row_has_the_key_of_the_row_that_was_added(school: School):
    rows = [term(school, number) for number in range(5)]
    with CaptureQueriesContext(connection) as asked:
        add(*rows)
    assert len(asked) == 1
    for row in rows:
        found = Term._base_manager.get(pk=row.pk)
        assert (found.name, found.first_on, found.school) == (row.name, row.first_on, school)
        assert not row._state.adding
    rows[0].name = "Autumn"
    rows[0].save()
    assert Term._base_manager.get(pk=rows[0].pk).name == "Autumn"


def test_defaults_times_and_lists_are_stored_as_django_stores_them(school: School):
    made = School(trust=school.trust, name="Elm", slug="elm", domains=["elm.example"], created_at=make.NOW)
    add(made)
    found = School.objects.get(pk=made.pk)
    assert found.domains == ["elm.example"]
    assert found.created_at == make.NOW
    assert (found.roll_key, found.day_starts, found.noticeboard_is_open) == (
        made.roll_key,
        made.day_starts,
        True,
    )


def test_very_many_are_added_too(school: School):
    add(*(term(school, number) for number in range(MOST_AT_ONCE + 1)))
    assert Term._base_manager.filter(school=school).count() == MOST_AT_ONCE + 1


def test_nothing_is_added_by_nothing(db: None):
    with CaptureQueriesContext(connection) as asked:
        add()
    assert len(asked) == 0


def test_what_the_database_refuses_is_refused(db: None):
    add(form("once"))
    with pytest.raises(IntegrityError), transaction.atomic():
        add(form("once"))
    assert UsedForm.objects.count() == 1
    assert Trust.objects.count() == 0

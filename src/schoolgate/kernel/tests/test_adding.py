"""Rows added with SQL that is written once are the rows that `bulk_create` adds."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from schoolgate.audit.models import Event, EventDetail, Waiting
from schoolgate.kernel.adding import MOST_AT_ONCE, add, add_with
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


def event() -> Event:
    return Event(
        log_id="school:1",
        type="post.edited",
        at=make.NOW,
        actor_id="person:1",
        subject_type="posts.post",
        subject_id="7",
        controls=["gate.four_eyes"],
        commitment="0" * 64,
        leaf_bytes=b"100% \x00",
    )


def test_a_row_and_the_part_of_it_with_the_same_key_are_added_together(db: None):
    whole, part = event(), EventDetail(salt=b"\x01" * 32, words='{"note":"100% sure, isn\'t it?"}')
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        add_with(whole, part)
    added = [query["sql"] for query in asked if "audit_event" in query["sql"]]
    assert len(added) == (1 if connection.vendor == "postgresql" else 2)
    found = Event.objects.select_related("detail").get(pk=whole.pk)
    assert bytes(found.leaf_bytes) == b"100% \x00"
    assert (found.at, found.controls) == (make.NOW, ["gate.four_eyes"])
    assert (bytes(found.detail.salt), found.detail.words) == (b"\x01" * 32, part.words)
    assert part.pk == whole.pk
    assert part.event is whole
    assert Waiting.objects.filter(event=whole).count() == 1


def test_neither_of_the_two_is_added_where_one_is_refused(db: None):
    with pytest.raises(IntegrityError), transaction.atomic():
        add_with(event(), EventDetail(salt=b"\x01" * 32, words=None))
    assert not Event.objects.exists()
    assert not EventDetail.objects.exists()

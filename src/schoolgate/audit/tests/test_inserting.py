"""Events put into the tables with SQL that is written once are the rows that the ORM would make."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from schoolgate.audit.inserting import COLUMNS, MOST_AT_ONCE, NewEvent, insert
from schoolgate.audit.models import Event, EventDetail, Waiting
from tests import make

pytestmark = pytest.mark.django_db


def new_event(number: int = 7) -> NewEvent:
    return NewEvent(
        log_id="school:1",
        type="post.edited",
        at=make.NOW,
        actor_id="person:1",
        subject_type="posts.post",
        subject_id=str(number),
        controls=["gate.four_eyes"],
        commitment=f"{number:064}",
        leaf_bytes=b"100% \x00",
        salt=b"\x01" * 32,
        words='{"note":"100% sure, isn\'t it?"}',
    )


def is_there(event: Event, new: NewEvent) -> None:
    found = Event.objects.select_related("detail").get(pk=event.pk)
    for name in COLUMNS:
        there, given = getattr(found, name), getattr(new, name)
        assert (bytes(there) if isinstance(given, bytes) else there) == given
        assert getattr(event, name) == given
    assert (bytes(found.detail.salt), found.detail.words) == (new.salt, new.words)
    assert not event._state.adding
    assert Waiting.objects.filter(event=event).count() == 1


def test_its_columns_are_those_of_the_table():
    assert tuple(field.attname for field in Event._meta.concrete_fields) == ("id", *COLUMNS)
    assert NewEvent._fields == (*COLUMNS, "salt", "words")
    assert {field.attname for field in EventDetail._meta.concrete_fields} == {"event_id", "salt", "words"}


def test_an_event_and_its_detail_are_added_together():
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        (event,) = insert([new_event()])
    added = [query["sql"] for query in asked if "audit_event" in query["sql"]]
    assert len(added) == (1 if connection.vendor == "postgresql" else 2)
    is_there(event, new_event())


def test_of_a_batch_each_event_has_its_own_detail():
    new = [new_event(number) for number in range(MOST_AT_ONCE + 2)]
    with transaction.atomic():
        events = insert(new)
    for event, given in zip(events, new, strict=True):
        is_there(event, given)


def test_nothing_is_added_of_nothing():
    with CaptureQueriesContext(connection) as asked:
        assert insert([]) == []
    assert len(asked) == 0


def test_neither_of_the_two_is_added_where_one_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([new_event()._replace(words=None)])  # type: ignore[arg-type]
    assert not Event.objects.exists()
    assert not EventDetail.objects.exists()

import json
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.audit.envelopes import envelope
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail, Waiting
from schoolgate.audit.recording import Entry, NotInATransaction, record, record_many
from schoolgate.audit.tests.story import NOW, SCHOOL

APPROVAL = {
    "log_key": SCHOOL,
    "type": EventType.POST_APPROVED,
    "at": NOW,
    "actor_id": "person:7",
    "subject_type": "posts.post",
    "subject_id": "12",
    "controls": ["gate.four_eyes"],
    "detail": {"note": "Lovely picture of Amara"},
}


@pytest.mark.django_db
def test_it_keeps_the_envelope_and_apart_from_it_the_words():
    event = record(**APPROVAL)
    event.refresh_from_db()
    assert (event.log_id, event.type, event.at, event.actor_id) == (SCHOOL, "post.approved", NOW, "person:7")
    assert (event.subject_type, event.subject_id, event.controls) == ("posts.post", "12", ["gate.four_eyes"])
    assert event.detail.words == '{"note":"Lovely picture of Amara"}'
    assert "Amara" not in bytes(event.leaf_bytes).decode()


@pytest.mark.django_db
def test_the_leaf_is_the_canonical_envelope_and_commits_to_salt_and_words():
    event = record(**APPROVAL)
    detail = EventDetail.objects.get(pk=event.pk)
    commitment = sha256(bytes(detail.salt) + detail.words.encode()).hexdigest()
    assert json.loads(bytes(event.leaf_bytes)) == {
        "actor_id": "person:7",
        "at": "2026-11-20T09:00:00.000000Z",
        "commitment": commitment,
        "controls": ["gate.four_eyes"],
        "format": 1,
        "log": "school:1",
        "subject_id": "12",
        "subject_type": "posts.post",
        "type": "post.approved",
    }
    assert len(bytes(detail.salt)) == 32


@pytest.mark.django_db
def test_the_same_words_twice_have_different_commitments():
    assert record(**APPROVAL).commitment != record(**APPROVAL).commitment


@pytest.mark.django_db
def test_it_takes_two_queries_or_one_where_the_engine_takes_both_rows_at_once(django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        record(**APPROVAL)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [3, 30])
def test_a_batch_takes_two_queries_too(django_assert_num_queries, size):
    entries = [Entry(**{**APPROVAL, "subject_id": str(number)}) for number in range(size)]
    with django_assert_num_queries(2):
        events = record_many(entries)
    assert [event.subject_id for event in events] == [str(number) for number in range(size)]
    assert [event.detail.pk for event in events] == sorted(event.pk for event in events)


@pytest.mark.django_db
def test_a_batch_of_thousands_keeps_each_event_with_its_own_words():
    entries = [Entry(**{**APPROVAL, "detail": {"number": number}}) for number in range(2500)]
    record_many(entries)
    for event in Event.objects.select_related("detail").order_by("id")[::250]:
        detail = event.detail
        assert event.commitment == sha256(bytes(detail.salt) + detail.words.encode()).hexdigest()
    assert Event.objects.count() == EventDetail.objects.count() == Waiting.objects.count() == 2500


@pytest.mark.django_db
def test_an_empty_batch_records_nothing():
    assert record_many([]) == []
    assert not Event.objects.exists()


def test_outside_a_transaction_it_refuses_and_records_nothing(committed_database):
    with pytest.raises(NotInATransaction):
        record(**APPROVAL)
    assert not Event.objects.exists()


def test_it_goes_when_the_change_it_tells_of_is_rolled_back(committed_database):
    with transaction.atomic():
        record(**APPROVAL)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not Waiting.objects.exists()


@pytest.mark.django_db
def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        record(**{**APPROVAL, "at": datetime(2026, 11, 20, 9, 0)})
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor_id", "Amara Okafor"),
        ("actor_id", "amara@school.example"),
        ("actor_id", ""),
        ("subject_id", "Amara's picture"),
        ("subject_id", "x" * 65),
        ("subject_id", "12\n"),
        ("subject_type", "A post"),
        ("log_key", "school"),
        ("log_key", "school:1 2"),
    ],
)
def test_an_envelope_holds_opaque_ids_and_nothing_that_could_be_a_name(field, value):
    with pytest.raises(ValueError, match="opaque"):
        record(**{**APPROVAL, field: value})
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_detail_that_cannot_be_spelt_is_refused():
    with pytest.raises(TypeError):
        record(**{**APPROVAL, "detail": {"who": object()}})


@pytest.mark.django_db
def test_a_moment_given_in_summer_time_is_kept_in_utc():
    event = record(**{**APPROVAL, "at": datetime(2026, 7, 1, 9, 0, tzinfo=ZoneInfo("Europe/London"))})
    assert b'"at":"2026-07-01T08:00:00.000000Z"' in bytes(event.leaf_bytes)


@given(
    moment=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),
    hours=st.integers(-12, 12),
    ids=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,20}", fullmatch=True),
    controls=st.lists(st.text(max_size=12), max_size=3),
)
def test_the_columns_of_an_event_always_spell_its_bytes_again(moment, hours, ids, controls):
    at = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    said = {
        "log_key": SCHOOL,
        "type": "post.approved",
        "at": at,
        "actor_id": ids,
        "subject_type": "posts.post",
        "subject_id": ids,
    }
    bytes_of_it = envelope(**said, controls=controls, commitment="ab" * 32)
    again = json.loads(bytes_of_it)
    assert again["controls"] == [control.encode("utf-8", "replace").decode() for control in controls]
    assert datetime.fromisoformat(again["at"]) == at


@pytest.mark.django_db
def test_the_database_in_use_has_a_queue_fed_by_itself():
    event = record(**APPROVAL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id FROM audit_waiting")
        assert cursor.fetchall() == [(event.pk,)]

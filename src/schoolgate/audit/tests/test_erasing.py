"""The words of an event may go; the log stays whole and says by which event they went."""

import pytest
from django.db import IntegrityError, transaction

from schoolgate.audit import sequencing
from schoolgate.audit.checkpoints import checkpoint
from schoolgate.audit.erasing import CannotBeErased, erasure_of, erasures_of
from schoolgate.audit.event_types import EventType
from schoolgate.audit.findings import Kind
from schoolgate.audit.models import Event, EventDetail
from schoolgate.audit.recording import record
from schoolgate.audit.tests.story import LATER, NOW, SCHOOL
from schoolgate.audit.verifying import verify

pytestmark = pytest.mark.django_db


def erase(event: Event, **other) -> Event:
    said = {
        "log_key": event.log_id,
        "type": EventType.DETAIL_ERASED,
        "at": NOW,
        "actor_id": "person:3",
        "subject_type": "audit.event",
        "subject_id": str(event.pk),
        "detail": erasure_of(event, "The family left and asked for it."),
    }
    with transaction.atomic():
        return record(**{**said, **other})


def test_recording_the_erasure_deletes_the_words_and_nothing_else(trail):
    erasure = erase(trail[3])
    assert not EventDetail.objects.filter(pk=trail[3].pk).exists()
    assert EventDetail.objects.count() == 8
    assert Event.objects.filter(pk=trail[3].pk).exists()
    assert erasures_of([trail[3].pk, trail[4].pk], SCHOOL) == {trail[3].pk: erasure}


def test_the_verifier_says_by_which_event_and_finds_no_fault(trail):
    erasure = erase(trail[3])
    sequencing.sequence(LATER)
    checkpoint(LATER)
    (finding,) = verify(LATER)
    assert (finding.kind, finding.is_fault, finding.entry) == (Kind.ERASED, False, 4)
    assert finding.words.endswith(f"were erased by event {erasure.pk}.")


def test_words_cannot_be_deleted_before_their_erasure_is_recorded(trail):
    with pytest.raises(IntegrityError, match="the trail is never changed"), transaction.atomic():
        EventDetail.objects.filter(pk=trail[3].pk).delete()
    erase(trail[3])
    with pytest.raises(IntegrityError, match="the trail is never changed"), transaction.atomic():
        EventDetail.objects.filter(pk=trail[4].pk).delete()


def test_an_erasure_in_another_log_erases_nothing(trail):
    with pytest.raises(CannotBeErased, match="no event"):
        erase(trail[3], log_key="school:2")
    assert EventDetail.objects.count() == 8
    assert Event.objects.count() == 8


def test_an_erasure_has_to_pin_down_what_it_erases(trail):
    with pytest.raises(CannotBeErased, match="pin down"):
        erase(trail[3], detail={"reason": "They asked."})
    with pytest.raises(CannotBeErased, match="pin down"):
        erase(trail[3], detail=erasure_of(trail[4], "They asked."))
    assert EventDetail.objects.count() == 8


def test_an_erasure_has_to_be_about_an_event(trail):
    with pytest.raises(CannotBeErased, match="no event"):
        erase(trail[3], subject_type="posts.post")
    with pytest.raises(CannotBeErased, match="no event"):
        erase(trail[3], subject_id="0")
    with pytest.raises(CannotBeErased, match="no event"):
        erase(trail[3], subject_id="some-event")


def test_what_an_erasure_says_cannot_be_erased(trail):
    erasure = erase(trail[3])
    with pytest.raises(CannotBeErased, match="stays"):
        erase(erasure)
    with pytest.raises(IntegrityError, match="the trail is never changed"), transaction.atomic():
        EventDetail.objects.filter(pk=erasure.pk).delete()


def test_an_erasure_does_not_cover_an_event_that_took_the_others_number(trail, attack, faults):
    """The ids of two events are exchanged everywhere, so that the erasure seems to name the other one."""
    first, second = trail[3].pk, trail[4].pk
    erase(trail[3])
    sequencing.sequence(LATER)
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [second])
    for table, column in (("audit_event", "id"), ("audit_leaf", "event_id")):
        attack(f"UPDATE {table} SET {column} = 100000 WHERE {column} = {first}")  # noqa: S608
        attack(f"UPDATE {table} SET {column} = {first} WHERE {column} = {second}")  # noqa: S608
        attack(f"UPDATE {table} SET {column} = {second} WHERE {column} = 100000")  # noqa: S608
    assert [(finding.kind, finding.entry) for finding in faults()] == [(Kind.REMOVED, 4), (Kind.REMOVED, 5)]


def test_a_forged_erasure_is_as_visible_as_any_other_forged_event(trail, attack, faults):
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [trail[3].pk])
    attack(
        "UPDATE audit_event SET type = 'detail.erased', subject_type = 'audit.event', subject_id = %s WHERE id = %s",
        [str(trail[3].pk), trail[6].pk],
    )
    assert [finding.entry for finding in faults()] == [4, 7]

"""Whatever is done to a log under a checkpoint that somebody outside holds, the verifier notices."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.audit import checkpoints, sequencing
from schoolgate.audit.models import Checkpoint, Event, EventDetail, Leaf
from schoolgate.audit.tests.conftest import Attacker
from schoolgate.audit.tests.story import LATER, NOW
from schoolgate.audit.tests.test_verifying import remove_wholly, rewrite_everything
from schoolgate.audit.verifying import verify
from schoolgate.rules.merkle import leaf_hash

SIZE = 12
pytestmark = pytest.mark.django_db


def edit_a_column(attack, events, data):
    event = data.draw(st.sampled_from(events))
    column = data.draw(st.sampled_from(["type", "actor_id", "subject_type", "subject_id", "commitment"]))
    value = data.draw(st.text("abc:.", min_size=1, max_size=8))
    attack(f"UPDATE audit_event SET {column} = %s WHERE id = %s", [value, event.pk])  # noqa: S608


def edit_words(attack, events, data):
    event = data.draw(st.sampled_from(events))
    attack("UPDATE audit_eventdetail SET words = %s WHERE event_id = %s", ['{"note":"Another"}', event.pk])


def rewrite_one_event(attack, events, data):
    rewrite_everything(attack, data.draw(st.sampled_from(events)), '{"note":"Another"}')


def rewrite_all_events(attack, events, data):
    for event in events:
        rewrite_everything(attack, event, f'{{"note":"Another {event.pk}"}}')
    attack("DELETE FROM audit_checkpoint")


def backdate(attack, events, data):
    event = data.draw(st.sampled_from(events))
    attack("UPDATE audit_event SET at = %s WHERE id = %s", [NOW.replace(year=2025), event.pk])


def remove_and_close_the_gap(attack, events, data):
    index = data.draw(st.integers(0, SIZE - 1))
    remove_wholly(attack, events[index])
    for later in range(index + 1, SIZE):
        attack('UPDATE audit_leaf SET "index" = %s WHERE event_id = %s', [later - 1, events[later].pk])


def cut_off_the_end(attack, events, data):
    for event in events[data.draw(st.integers(0, SIZE - 1)) :]:
        remove_wholly(attack, event)


def change_places(attack, events, data):
    one, other = sorted(data.draw(st.sets(st.integers(0, SIZE - 1), min_size=2, max_size=2)))
    attack('UPDATE audit_leaf SET "index" = 100 WHERE event_id = %s', [events[one].pk])
    attack('UPDATE audit_leaf SET "index" = %s WHERE event_id = %s', [one, events[other].pk])
    attack('UPDATE audit_leaf SET "index" = %s WHERE event_id = %s', [other, events[one].pk])


def put_one_in_between(attack, events, data):
    index = data.draw(st.integers(0, SIZE - 1))
    # Not the one that stands there: of the last, that would be the same again behind the checkpoint, which is no lie.
    copied = data.draw(st.sampled_from([*events[:index], *events[index + 1 :]]))
    for later in range(SIZE - 1, index - 1, -1):
        attack('UPDATE audit_leaf SET "index" = %s WHERE event_id = %s', [later + 1, events[later].pk])
    event = Event.objects.get(pk=copied.pk)
    detail = EventDetail.objects.get(pk=copied.pk)
    event.pk = None
    event.save()
    EventDetail.objects.create(event=event, salt=detail.salt, words=detail.words)
    Leaf.objects.create(
        event=event, log_id=event.log_id, index=index, leaf_hash=leaf_hash(bytes(event.leaf_bytes))
    )
    attack("DELETE FROM audit_waiting")


ATTACKS = [
    edit_a_column,
    edit_words,
    rewrite_one_event,
    rewrite_all_events,
    backdate,
    remove_and_close_the_gap,
    cut_off_the_end,
    change_places,
    put_one_in_between,
]


@pytest.mark.parametrize("manipulate", ATTACKS)
def test_no_manipulation_goes_unnoticed(write, manipulate):
    events = write(SIZE)
    sequencing.sequence(NOW)
    checkpoints.checkpoint(NOW)
    note = Checkpoint.objects.get().note

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def whatever_it_is(data):
        with transaction.atomic():
            manipulate(Attacker(), events, data)
            assert any(finding.is_fault for finding in verify(LATER, held=[note]))
            transaction.set_rollback(True)

    whatever_it_is()
    assert not [finding for finding in verify(LATER, held=[note]) if finding.is_fault], connection.vendor

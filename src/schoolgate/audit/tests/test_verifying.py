"""The verifier against somebody who owns the database and knows how the trail is made."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from schoolgate.audit import checkpoints, keys, sequencing, triggers
from schoolgate.audit.envelopes import commitment_of, envelope
from schoolgate.audit.findings import Kind
from schoolgate.audit.models import Checkpoint, Event, EventDetail, Leaf
from schoolgate.audit.notes import CheckpointNote, signed
from schoolgate.audit.tests.story import LATER, NOW, SCHOOL
from schoolgate.audit.verifying import verify
from schoolgate.rules.merkle import leaf_hash, root_of

pytestmark = pytest.mark.django_db


def first(found):
    assert found, "nothing was noticed"
    return found[0]


def rewritten(event: Event, words: str) -> tuple[str, list]:
    """The statement of a careful forger: other words, and everything that follows from them in one event."""
    commitment = commitment_of(bytes(event.detail.salt), words)
    bytes_of_it = envelope(
        log_key=event.log_id,
        type=event.type,
        at=event.at,
        actor_id=event.actor_id,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        controls=event.controls,
        commitment=commitment,
    )
    return commitment, bytes_of_it


def rewrite_everything(attack, event: Event, words: str) -> None:
    commitment, bytes_of_it = rewritten(event, words)
    attack("UPDATE audit_eventdetail SET words = %s WHERE event_id = %s", [words, event.pk])
    attack(
        "UPDATE audit_event SET commitment = %s, leaf_bytes = %s WHERE id = %s",
        [commitment, bytes_of_it, event.pk],
    )
    attack("UPDATE audit_leaf SET leaf_hash = %s WHERE event_id = %s", [leaf_hash(bytes_of_it), event.pk])


def test_a_trail_that_nobody_touched_is_whole(trail, write, faults):
    write(2, log="trust:1")
    sequencing.sequence(LATER)
    assert faults() == []


def test_an_empty_trail_is_whole(faults):
    assert faults() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("type", "post.returned"),
        ("at", NOW - timedelta(days=30)),
        ("actor_id", "person:8"),
        ("subject_type", "pupils.pupil"),
        ("subject_id", "99"),
        ("controls", '["gate.four_eyes"]'),
        ("commitment", "0" * 64),
    ],
)
def test_it_names_the_event_and_the_column_that_was_changed(trail, attack, faults, column, value):
    attack(f"UPDATE audit_event SET {column} = %s WHERE id = %s", [value, trail[3].pk])  # noqa: S608
    finding = first(faults())
    assert (finding.kind, finding.log_key, finding.entry, finding.event_id) == (
        Kind.CHANGED,
        SCHOOL,
        4,
        trail[3].pk,
    )
    assert f"entry 4 (event {trail[3].pk}, " in finding.words
    assert finding.words.endswith(f"was changed since it was recorded: {column}.")


def test_it_says_in_plain_words_which_event_was_changed(trail, attack, faults):
    attack("UPDATE audit_event SET actor_id = 'person:8' WHERE id = %s", [trail[3].pk])
    assert first(faults()).words == (
        f"school:1: entry 4 (event {trail[3].pk}, post.approved, 20 November 2026 at 09:00) was changed "
        "since it was recorded: actor_id."
    )


def test_it_notices_changed_bytes(trail, attack, faults):
    _, bytes_of_it = rewritten(trail[2], '{"note":"I never approved this"}')
    attack("UPDATE audit_event SET leaf_bytes = %s WHERE id = %s", [bytes_of_it, trail[2].pk])
    finding = first(faults())
    assert (finding.kind, finding.entry) == (Kind.CHANGED, 3)
    assert "it is not what was put into the log" in finding.words


def test_it_notices_changed_words_and_a_changed_salt(trail, attack, faults):
    attack("UPDATE audit_eventdetail SET words = '{}' WHERE event_id = %s", [trail[1].pk])
    attack("UPDATE audit_eventdetail SET salt = %s WHERE event_id = %s", [b"s" * 32, trail[5].pk])
    found = faults()
    assert [(finding.kind, finding.entry) for finding in found] == [(Kind.CHANGED, 2), (Kind.CHANGED, 6)]
    assert "its words are not those recorded" in found[0].words


def test_it_notices_a_changed_leaf(trail, attack, faults):
    attack("UPDATE audit_leaf SET leaf_hash = %s WHERE event_id = %s", [b"h" * 32, trail[4].pk])
    found = faults()
    assert (found[0].kind, found[0].entry) == (Kind.CHANGED, 5)
    assert found[1].kind == Kind.REWRITTEN


def test_words_taken_from_one_event_do_not_pass_for_another(trail, attack, faults):
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [trail[6].pk])
    attack("UPDATE audit_eventdetail SET event_id = %s WHERE event_id = %s", [trail[6].pk, trail[0].pk])
    found = faults()
    assert [(finding.kind, finding.entry) for finding in found] == [(Kind.REMOVED, 1), (Kind.CHANGED, 7)]


def test_it_notices_removed_words(trail, attack, faults):
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [trail[3].pk])
    finding = first(faults())
    assert (finding.kind, finding.entry) == (Kind.REMOVED, 4)
    assert "no event says that they were erased" in finding.words


def test_it_notices_a_removed_event(trail, attack, faults):
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [trail[3].pk])
    attack("DELETE FROM audit_event WHERE id = %s", [trail[3].pk])
    finding = first(faults())
    assert (finding.kind, finding.entry, finding.event_id) == (Kind.REMOVED, 4, trail[3].pk)
    assert (
        finding.words
        == f"school:1: entry 4 (event {trail[3].pk}) was removed: only its place in the log is left."
    )


def remove_wholly(attack, event: Event) -> None:
    for statement in (
        "DELETE FROM audit_leaf WHERE event_id = %s",
        "DELETE FROM audit_eventdetail WHERE event_id = %s",
        "DELETE FROM audit_event WHERE id = %s",
    ):
        attack(statement, [event.pk])


def test_it_names_the_gap_that_a_wholly_removed_event_leaves(trail, attack, faults):
    remove_wholly(attack, trail[3])
    remove_wholly(attack, trail[4])
    finding = first(faults())
    assert (finding.kind, finding.words) == (
        Kind.REMOVED,
        "school:1: entries 4 to 5 removed: the log goes on after a gap.",
    )


def test_closing_the_gap_does_not_help(trail, attack, faults):
    remove_wholly(attack, trail[3])
    attack('UPDATE audit_leaf SET "index" = "index" - 1 WHERE "index" = 4')
    for index in (5, 6, 7):
        attack('UPDATE audit_leaf SET "index" = "index" - 1 WHERE "index" = %s', [index])
    finding = first(faults())
    assert finding.kind == Kind.REWRITTEN
    assert "something in entries 1 to 5 was changed, removed, added or moved" in finding.words


def test_it_notices_that_the_end_is_gone(trail, attack, faults):
    remove_wholly(attack, trail[6])
    remove_wholly(attack, trail[7])
    finding = first(faults())
    assert finding.kind == Kind.REMOVED
    assert "entries 7 to 8 removed from the end" in finding.words


def test_it_notices_that_a_whole_log_is_gone(trail, write, attack, faults):
    write(1, log="trust:1")
    sequencing.sequence(NOW)
    checkpoints.checkpoint(NOW)
    for event in trail:
        remove_wholly(attack, event)
    attack("DELETE FROM audit_checkpoint WHERE log_id = 'school:1'")
    attack("DELETE FROM audit_log WHERE key = 'school:1'")
    found = faults()
    assert [finding.kind for finding in found] == [Kind.REMOVED]
    assert (
        "The whole log 127.0.0.1:8000/school/1 was removed: a checkpoint shows 8 entries." in found[0].words
    )


def test_it_notices_entries_that_changed_places_and_says_which_stands_out_of_order(trail, attack, faults):
    attack('UPDATE audit_leaf SET "index" = 100 WHERE "index" = 5')
    attack('UPDATE audit_leaf SET "index" = 5 WHERE "index" = 6')
    attack('UPDATE audit_leaf SET "index" = 6 WHERE "index" = 100')
    finding = first(faults())
    assert finding.kind == Kind.REWRITTEN
    assert "something in entries 6 to 8 was changed" in finding.words
    assert f"The first that stands out of its order is entry 7 (event {trail[5].pk}" in finding.words


def test_it_notices_an_event_put_in_between(trail, write, attack, faults):
    (added,) = write(1)
    for index in (7, 6, 5, 4, 3):
        attack('UPDATE audit_leaf SET "index" = "index" + 1 WHERE "index" = %s', [index])
    attack(
        'INSERT INTO audit_leaf (event_id, log_id, "index", leaf_hash) VALUES (%s, %s, 3, %s)',
        [added.pk, SCHOOL, leaf_hash(bytes(added.leaf_bytes))],
    )
    attack("DELETE FROM audit_waiting")
    finding = first(faults())
    assert finding.kind == Kind.REWRITTEN
    assert "something in entries 1 to 5" in finding.words


def test_it_notices_an_event_that_was_added_past_the_log(trail, write, attack, faults):
    (event,) = write(1)
    attack("DELETE FROM audit_waiting")
    write(1)
    sequencing.sequence(NOW)
    finding = first(faults())
    assert (finding.kind, finding.event_id, finding.entry) == (Kind.ADDED, event.pk, None)
    assert "was added, or never got its place: later events have theirs" in finding.words


def test_a_clock_that_stands_still_is_noticed_after_a_minute(trail, write):
    (event,) = write(1, at=NOW)
    young = list(verify(event.at + timedelta(seconds=60)))
    assert [(finding.kind, finding.is_fault) for finding in young] == [(Kind.WAITING, False)]
    (old,) = verify(event.at + timedelta(seconds=61))
    assert (old.kind, old.is_fault) == (Kind.ADDED, True)
    assert old.words.endswith("is the clock running?")


def test_an_event_moved_to_another_log_is_noticed_in_both(trail, write, attack, faults):
    write(2, log="school:2")
    sequencing.sequence(NOW)
    attack("UPDATE audit_event SET log_id = 'school:2' WHERE id = %s", [trail[2].pk])
    assert (first(faults()).kind, first(faults()).entry) == (Kind.CHANGED, 3)
    attack("UPDATE audit_event SET log_id = 'school:1' WHERE id = %s", [trail[2].pk])
    assert faults() == []
    attack("UPDATE audit_leaf SET log_id = 'school:2', \"index\" = 2 WHERE event_id = %s", [trail[7].pk])
    found = faults()
    assert {finding.kind for finding in found} >= {Kind.REMOVED, Kind.ADDED}


def test_a_careful_forger_is_caught_by_the_next_checkpoint(trail, attack, faults):
    rewrite_everything(attack, trail[6], '{"note":"I never approved this"}')
    (finding,) = faults()
    assert finding.kind == Kind.REWRITTEN
    assert "something in entries 6 to 8 was changed, removed, added or moved" in finding.words
    assert "the checkpoint of 8 entries" in finding.words


def test_rewriting_the_checkpoints_too_is_caught_because_the_key_is_elsewhere(trail, attack, faults):
    rewrite_everything(attack, trail[6], '{"note":"I never approved this"}')
    leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("leaf_hash", flat=True)]
    root = root_of(leaves).hex()
    forger = keys.Ed25519PrivateKey.generate()
    origin = Checkpoint.objects.first().log.origin
    note = signed(CheckpointNote(origin, 8, bytes.fromhex(root)), forger)
    attack("UPDATE audit_checkpoint SET root = %s, note = %s WHERE size = 8", [root, note])
    found = faults()
    assert [finding.kind for finding in found] == [Kind.FORGED, Kind.REWRITTEN]
    assert "is not signed for this log by a key in" in found[0].words
    assert "held outside the database" in found[1].words


def test_rewriting_everything_with_the_stolen_key_is_caught_by_a_checkpoint_held_outside(
    trail, attack, faults, keys_folder
):
    printed = Checkpoint.objects.get(size=8).note
    rewrite_everything(attack, trail[6], '{"note":"I never approved this"}')
    leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("leaf_hash", flat=True)]
    point = Checkpoint.objects.get(size=8)
    note = signed(CheckpointNote(point.log.origin, 8, root_of(leaves)), keys.signing_key())
    attack("UPDATE audit_checkpoint SET root = %s, note = %s WHERE size = 8", [root_of(leaves).hex(), note])
    for path in (keys_folder / "signed").glob("*.note"):
        path.write_text(note)
    assert faults() == [], "nothing inside the server can show it"
    (finding,) = faults(held=[printed])
    assert finding.kind == Kind.REWRITTEN
    assert "something in entries 6 to 8" in finding.words


def test_a_checkpoint_that_says_one_thing_and_signs_another_is_noticed(trail, attack, faults):
    attack("UPDATE audit_checkpoint SET size = 7 WHERE size = 8")
    assert first(faults()).kind == Kind.FORGED
    assert "something else in its signed text" in first(faults()).words


@pytest.mark.parametrize("note", ["", "rubbish", "a\n1\n\n— a b\n"])
def test_a_checkpoint_that_cannot_be_read_is_noticed(trail, attack, faults, note):
    attack("UPDATE audit_checkpoint SET note = %s WHERE size = 5", [note])
    assert first(faults()).kind == Kind.FORGED
    assert "cannot be read" in first(faults()).words


def test_rubbish_given_as_a_held_checkpoint_is_said(trail, faults):
    finding = first(faults(held=["rubbish"]))
    assert finding.kind == Kind.FORGED
    assert "One of the checkpoints you gave cannot be read" in finding.words


def test_a_database_that_is_not_guarded_is_a_fault(trail, faults):
    triggers.remove(connection)
    found = faults()
    assert {finding.kind for finding in found} == {Kind.UNGUARDED}
    assert "audit_event_no_update is not there. Run migrate." in " ".join(finding.words for finding in found)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "rubbish"),
        ("at", "2026-13-45 00:00:00"),
        ("at", b"blob"),
        ("controls", "7"),
        ("leaf_bytes", "text"),
        ("leaf_bytes", b"\xff{"),
        ("actor_id", b"\xff\xfe"),
        ("type", "é"),
    ],
)
def test_rows_that_cannot_even_be_read_are_named_not_tripped_over(trail, attack, faults, column, value):
    if connection.vendor == "postgresql":
        column, value = "type", "é"
    attack(f"UPDATE audit_event SET {column} = %s WHERE id = %s", [value, trail[3].pk])  # noqa: S608
    finding = first(faults())
    assert (finding.kind, finding.entry) == (Kind.CHANGED, 4)


def test_one_log_can_be_checked_alone(trail, write, attack, faults):
    write(1, log="trust:1")
    sequencing.sequence(NOW)
    attack("UPDATE audit_event SET actor_id = 'person:8' WHERE id = %s", [trail[3].pk])
    assert faults(log_key="trust:1") == []
    assert len(faults(log_key=SCHOOL)) == 1


def test_the_first_of_several_faults_comes_first(trail, attack, faults):
    attack("UPDATE audit_event SET actor_id = 'person:8' WHERE id = %s", [trail[5].pk])
    attack("DELETE FROM audit_eventdetail WHERE event_id = %s", [trail[1].pk])
    attack("UPDATE audit_event SET actor_id = 'person:8' WHERE id = %s", [trail[2].pk])
    assert [finding.entry for finding in faults()] == [2, 3, 6]


def test_it_reads_page_by_page_and_no_more_often_for_more_events(trail, write, django_assert_max_num_queries):
    write(30)
    sequencing.sequence(NOW)
    with django_assert_max_num_queries(12):
        assert not [finding for finding in verify(LATER) if finding.is_fault]


def test_the_words_of_details_are_what_was_recorded(trail):
    assert json.loads(EventDetail.objects.get(pk=trail[0].pk).words) == {"note": "Looks good, number 1"}

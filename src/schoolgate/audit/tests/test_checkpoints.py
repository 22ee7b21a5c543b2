"""Signing: the key lies outside the database, and nothing is signed that contradicts an earlier signature."""

import stat

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.audit import checkpoints, held, keys
from schoolgate.audit.checkpoints import WillNotSign, checkpoint, newest
from schoolgate.audit.models import Checkpoint, Leaf
from schoolgate.audit.notes import is_signed_by, parsed
from schoolgate.audit.sequencing import sequence
from schoolgate.audit.tests.story import LATER, NOW, SCHOOL
from schoolgate.rules.merkle import consistency_proof, is_consistent, root_of

pytestmark = pytest.mark.django_db


def leaves(log: str = SCHOOL) -> list[bytes]:
    rows = Leaf.objects.filter(log_id=log).order_by("index")
    return [bytes(leaf) for leaf in rows.values_list("leaf_hash", flat=True)]


def test_it_signs_the_size_and_root_of_each_log(write):
    write(5)
    write(2, log="trust:1")
    sequence(NOW)
    made = checkpoint(NOW)
    assert [(point.log_id, point.size, point.at) for point in made] == [(SCHOOL, 5, NOW), ("trust:1", 2, NOW)]
    said = parsed(made[0].note)
    assert (said.origin, said.size, said.root) == (made[0].log.origin, 5, root_of(leaves()))
    assert is_signed_by(made[0].note, keys.trusted_keys())
    assert Checkpoint.objects.count() == 2


def test_it_signs_again_only_what_has_grown(write):
    write(5)
    write(2, log="trust:1")
    sequence(NOW)
    checkpoint(NOW)
    assert checkpoint(LATER) == []
    write(1, log="trust:1")
    sequence(LATER)
    assert [point.log_id for point in checkpoint(LATER)] == ["trust:1"]


def test_a_later_checkpoint_is_consistent_with_an_earlier_one(trail):
    first, second = Checkpoint.objects.order_by("size")
    proof = consistency_proof(leaves(), first.size, second.size)
    assert is_consistent(5, bytes.fromhex(first.root), 8, bytes.fromhex(second.root), proof)
    assert newest(SCHOOL) == second
    assert newest(SCHOOL, covering=8) is None


def test_it_goes_on_from_the_last_checkpoint_and_reads_only_what_is_new(write, monkeypatch):
    monkeypatch.setattr(checkpoints, "PAGE", 4)
    write(21)
    sequence(NOW)
    checkpoint(NOW)
    write(2)
    sequence(NOW)
    with CaptureQueriesContext(connection) as queries:
        (point,) = checkpoint(LATER)
    assert bytes.fromhex(point.root) == root_of(leaves())
    assert sum('"leaf_hash"' in query["sql"] for query in queries) == 1


def test_an_empty_trail_makes_neither_checkpoint_nor_key(keys_folder):
    assert checkpoint(NOW) == []
    assert not keys_folder.exists()


def test_the_key_is_made_at_the_first_use_and_is_for_its_owner_only(trail, keys_folder):
    (secret,) = keys_folder.glob("*.pem")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys_folder.stat().st_mode) == 0o700
    assert [path.suffix for path in keys_folder.glob("trail-*") if path != secret] == [".pub"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT note, edge FROM audit_checkpoint")
        assert secret.read_text() not in str(cursor.fetchall())


def test_without_the_key_it_says_what_to_do_and_makes_no_other(trail, write, keys_folder):
    for path in keys_folder.glob("*.pem"):
        path.unlink()
    write(1)
    sequence(LATER)
    with pytest.raises(keys.KeyIsMissing, match="Put it back from your copy"):
        checkpoint(LATER)
    assert not list(keys_folder.glob("*.pem"))
    assert Checkpoint.objects.count() == 2


def test_a_new_key_signs_on_and_the_old_one_is_still_believed(trail, write, faults):
    keys.make_key()
    write(1)
    sequence(LATER)
    (point,) = checkpoint(LATER)
    assert is_signed_by(point.note, keys.trusted_keys()[1:])
    assert not is_signed_by(point.note, keys.trusted_keys()[:1])
    assert faults() == []


def test_it_will_not_sign_a_log_that_contradicts_what_it_signed_before(trail, write, attack):
    attack("DELETE FROM audit_checkpoint")
    attack('DELETE FROM audit_leaf WHERE "index" < 3')
    write(1)
    sequence(LATER)
    with pytest.raises(WillNotSign, match="does not go on from what was signed before"):
        checkpoint(LATER)
    assert not Checkpoint.objects.exists()


@pytest.mark.parametrize(
    "forgery",
    [
        ("UPDATE audit_checkpoint SET edge = %s", [b"e" * 32]),
        ("UPDATE audit_checkpoint SET edge = %s", [b"short"]),
        ("UPDATE audit_checkpoint SET size = size + 1", []),
    ],
)
def test_it_will_not_go_on_from_an_edge_that_does_not_lead_to_the_signed_root(trail, write, attack, forgery):
    write(2)
    sequence(LATER)
    attack(*forgery)
    with pytest.raises(WillNotSign):
        checkpoint(LATER)


def test_it_will_not_sign_over_a_gap(trail, write, attack):
    write(3)
    sequence(LATER)
    attack('DELETE FROM audit_leaf WHERE "index" = 9')
    with pytest.raises(WillNotSign, match="Entry 10 of the trail school:1 is missing"):
        checkpoint(LATER)


def test_after_a_restore_a_person_says_so_and_the_old_note_stays_as_evidence(
    trail, write, attack, keys_folder
):
    old = held.remembered(SCHOOL)
    attack("DELETE FROM audit_checkpoint WHERE size = 8")
    attack('DELETE FROM audit_leaf WHERE "index" >= 6')
    write(1)
    sequence(LATER)
    with pytest.raises(WillNotSign, match="--after-restore"):
        checkpoint(LATER)
    (aside,) = held.set_aside(LATER)
    (point,) = checkpoint(LATER)
    assert point.size == 7
    assert bytes.fromhex(point.root) == root_of(leaves())
    assert aside.read_text() == old
    assert held.all_remembered() == [point.note]

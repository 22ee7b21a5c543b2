"""A proof is checked here as an outsider would: from its text, with nothing of ours but the hashing."""

import json
from base64 import b64decode

import pytest

from schoolgate.audit import keys, sequencing
from schoolgate.audit.checkpoints import checkpoint
from schoolgate.audit.notes import is_signed_by, parsed
from schoolgate.audit.proving import NoProofYet, prove
from schoolgate.audit.tests.story import LATER
from schoolgate.rules.merkle import is_included, leaf_hash

pytestmark = pytest.mark.django_db


def holds(text: str) -> tuple[bool, dict]:
    proof, note = text.split("\n\n", 1)
    kind, extra, index, *hashes = proof.split("\n")
    assert kind == "c2sp.org/tlog-proof@v1"
    entry = b64decode(extra.removeprefix("extra "))
    said = parsed(note)
    included = is_included(
        leaf_hash(entry),
        int(index.removeprefix("index ")),
        said.size,
        [b64decode(one) for one in hashes],
        said.root,
    )
    return included and is_signed_by(note, keys.trusted_keys()), json.loads(entry)


def test_every_event_under_a_checkpoint_can_be_proved(trail):
    for number, event in enumerate(trail, start=1):
        is_proved, said = holds(prove(event.pk))
        assert is_proved
        assert (said["subject_id"], said["type"]) == (str(number), "post.approved")


def test_a_proof_for_one_event_does_not_hold_for_another(trail):
    other = prove(trail[4].pk).split("\n")[1]
    lines = prove(trail[3].pk).split("\n")
    assert not holds("\n".join([lines[0], other, *lines[2:]]))[0]


def test_it_proves_against_the_newest_checkpoint(trail, write):
    write(20)
    sequencing.sequence(LATER)
    checkpoint(LATER)
    assert parsed(prove(trail[0].pk).split("\n\n", 1)[1]).size == 28


def test_the_proof_says_nothing_about_anybody(trail):
    assert "Looks good" not in b64decode(prove(trail[0].pk).split("\n")[1].removeprefix("extra ")).decode()


def test_what_no_checkpoint_covers_cannot_be_proved_yet(trail, write):
    (event,) = write(1)
    with pytest.raises(NoProofYet, match="No checkpoint covers event"):
        prove(event.pk)
    sequencing.sequence(LATER)
    with pytest.raises(NoProofYet, match="schoolgate audit checkpoint"):
        prove(event.pk)
    nobodys = event.pk + 1
    with pytest.raises(NoProofYet, match=f"There is no event {nobodys}"):
        prove(nobodys)

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.audit import notes
from schoolgate.audit.notes import CheckpointNote, NotACheckpoint, is_signed_by, parsed, public_line, signed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CHECKPOINT = CheckpointNote("social.example/school/1", 20852163, b"r" * 32)

# The example that the Go library for signed notes publishes.
KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
KNOWN_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
KNOWN_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)


def test_it_agrees_with_another_program_about_key_ids_and_signatures():
    public = Ed25519PublicKey.from_public_bytes(b64decode(KNOWN_KEY.split("+", 2)[2])[1:])
    signature = b64decode(KNOWN_SIGNATURE)
    assert public_line("PeterNeumann", public) == KNOWN_KEY
    assert signature[:4].hex() == KNOWN_KEY.split("+")[1]
    assert notes._holds(public, signature[4:], KNOWN_TEXT)
    assert not notes._holds(public, signature[4:], KNOWN_TEXT.replace("answer", "question"))


def test_a_checkpoint_is_origin_size_root_a_blank_line_and_a_signature():
    lines = signed(CHECKPOINT, KEY).split("\n")
    assert lines[:4] == ["social.example/school/1", "20852163", b64encode(b"r" * 32).decode(), ""]
    assert lines[4].startswith("— social.example/school/1 ")
    assert lines[5:] == [""]


@given(
    st.from_regex(r"[a-z.]{1,20}/[a-z]+/[0-9]+", fullmatch=True),
    st.integers(0, 2**63),
    st.binary(min_size=32, max_size=32),
)
def test_what_was_signed_is_read_again_and_believed(origin, size, root):
    note = signed(CheckpointNote(origin, size, root), KEY)
    assert parsed(note) == CheckpointNote(origin, size, root)
    assert is_signed_by(note, [KEY.public_key()])


def test_a_note_that_went_through_an_email_is_still_read():
    note = "\r\n" + signed(CHECKPOINT, KEY).replace("\n", "\r\n") + "\r\n\r\n"
    assert is_signed_by(note, [KEY.public_key()])


def test_another_key_another_text_or_no_key_is_not_believed():
    note = signed(CHECKPOINT, KEY)
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    assert not is_signed_by(note, [other])
    assert not is_signed_by(note, [])
    assert not is_signed_by(note.replace("20852163", "20852164"), [KEY.public_key()])
    assert not is_signed_by(note.replace("school/1", "school/2"), [KEY.public_key()])


def test_signatures_of_unknown_witnesses_are_passed_over():
    witnessed = signed(CHECKPOINT, KEY) + "— witness.example/w1 " + b64encode(b"k" * 76).decode() + "\n"
    assert is_signed_by(witnessed, [KEY.public_key()])


def test_a_false_signature_of_ours_spoils_the_note_although_another_is_true():
    note = signed(CHECKPOINT, KEY)
    line = note.split("\n")[4]
    forged = b64encode(b64decode(line.split(" ")[2])[:4] + bytes(64)).decode()
    assert not is_signed_by(f"{note}— {CHECKPOINT.origin} {forged}\n", [KEY.public_key()])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "hello",
        "origin\n5\nAAAA\n",
        "origin\n5\n\n— origin AAAA\n",
        "origin\nfive\nAAAA\n\n— origin AAAA\n",
        "origin\n05\nAAAA\n\n— origin AAAA\n",
        "origin\n-5\nAAAA\n\n— origin AAAA\n",
        "origin\n٥\nAAAA\n\n— origin AAAA\n",
        "origin\n5\nnot base64!\n\n— origin AAAA\n",
        "origin\n\n5\nAAAA\n\n— origin AAAA\n",
        "origin\n5\nAAAA\n\n",
        "x" * 30_000,
    ],
)
def test_what_is_no_checkpoint_is_refused_with_a_reason(note):
    with pytest.raises(NotACheckpoint, match=r"\w+ \w+"):
        parsed(note)


@given(st.text(max_size=80))
def test_no_text_whatever_makes_it_fall_over(text):
    with pytest.raises(NotACheckpoint):
        parsed(text)

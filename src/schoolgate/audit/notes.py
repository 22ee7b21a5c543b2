"""Checkpoints as signed notes (C2SP signed-note and tlog-checkpoint): text that a printer can hold.

A note is its text, a blank line, and a line for each signature; the text of a checkpoint is the log's origin,
its size and its root.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
KEY_ID_SIZE = 4
MAX_NOTE_SIZE = 20_000


class NotACheckpoint(ValueError):
    """The text is not a checkpoint; the message says why."""


@dataclass(frozen=True, slots=True)
class CheckpointNote:
    """What a checkpoint says: the log called `origin` had `size` entries and this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def signed(checkpoint: CheckpointNote, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a note signed in the name of its log."""
    text = checkpoint.text()
    key_id = _key_id(checkpoint.origin, key.public_key())
    signature = b64encode(key_id + key.sign(text.encode())).decode()
    return f"{text}\n— {checkpoint.origin} {signature}\n"


def parsed(note: str) -> CheckpointNote:
    """What the note says, whoever signed it; NotACheckpoint when it cannot be read."""
    text, signatures = _divided(note)
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines) or not signatures:
        raise NotACheckpoint("a checkpoint has an origin, a size, a root and a signature, each on its line")
    origin, size, root = lines[:3]
    if not (size.isascii() and size.isdecimal()) or str(int(size)) != size:
        raise NotACheckpoint(f"its second line should be the number of entries, not {size[:40]!r}")
    return CheckpointNote(origin, int(size), _decoded(root))


def is_signed_by(note: str, keys: Iterable[Ed25519PublicKey]) -> bool:
    """Whether one of these keys signed the note in the name of its log, and none of theirs is false."""
    origin = parsed(note).origin
    text, lines = _divided(note)
    known = {_key_id(origin, key): key for key in keys}
    signatures = [(known[key_id], rest) for key_id, rest in _signatures(lines, origin) if key_id in known]
    return bool(signatures) and all(_holds(key, rest, text) for key, rest in signatures)


def public_line(origin: str, key: Ed25519PublicKey) -> str:
    """The public key as auditors write it down: name, id and key."""
    encoded = b64encode(ED25519 + key.public_bytes_raw()).decode()
    return f"{origin}+{_key_id(origin, key).hex()}+{encoded}"


def _key_id(name: str, key: Ed25519PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:KEY_ID_SIZE]


def _divided(note: str) -> tuple[str, list[str]]:
    """The signed text with its last newline, and the lines of the signatures."""
    if len(note) > MAX_NOTE_SIZE:
        raise NotACheckpoint("it is far too long for a checkpoint")
    text, blank, signatures = note.replace("\r\n", "\n").strip().rpartition("\n\n")
    if not blank:
        raise NotACheckpoint("it has no blank line between the text and the signature")
    return text + "\n", [line for line in signatures.split("\n") if line]


def _signatures(lines: list[str], name: str) -> Iterator[tuple[bytes, bytes]]:
    for line in lines:
        parts = line.split(" ")
        if len(parts) == 3 and parts[:2] == ["—", name]:
            signature = _decoded(parts[2])
            yield signature[:KEY_ID_SIZE], signature[KEY_ID_SIZE:]


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as wrong:
        raise NotACheckpoint(f"{text[:60]!r} is not base64") from wrong


def _holds(key: Ed25519PublicKey, signature: bytes, text: str) -> bool:
    try:
        key.verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True

"""What is hashed of an event: its envelope as canonical bytes, its detail as a salted commitment."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from schoolgate.audit.canonical import canonical, instant

FORMAT = 1


def commitment_of(salt: bytes, words: str) -> str:
    """The hash that stands for a detail in its envelope; without the salt it gives nothing away."""
    return sha256(salt + words.encode()).hexdigest()


def envelope(
    *,
    log_key: str,
    type: str,  # noqa: A002
    at: datetime,
    actor_id: str,
    subject_type: str,
    subject_id: str,
    controls: Sequence[str],
    commitment: str,
) -> bytes:
    """The bytes of an envelope, as they become the leaf of the log."""
    return canonical(
        {
            "actor_id": actor_id,
            "at": instant(at),
            "commitment": commitment,
            "controls": list(controls),
            "format": FORMAT,
            "log": log_key,
            "subject_id": subject_id,
            "subject_type": subject_type,
            "type": type,
        }
    )

"""A proof that one event is in the log, for somebody who has only a checkpoint (C2SP tlog-proof)."""

from base64 import b64encode

from schoolgate.audit.checkpoints import newest
from schoolgate.audit.models import Event, Leaf
from schoolgate.rules.merkle import inclusion_proof

FORMAT = "c2sp.org/tlog-proof@v1"
PAGE = 5000


class NoProofYet(LookupError):
    """The event is not under a signed checkpoint; the message says what to do."""


def prove(event_id: int) -> str:
    """The proof as text: the event's bytes, its place, the hashes that lead to the root, and the signed note.

    NoProofYet when there is no such event, or no checkpoint that covers it.
    """
    event = Event.objects.filter(pk=event_id).select_related("leaf").first()
    if event is None:
        raise NoProofYet(f"There is no event {event_id}.")
    leaf = getattr(event, "leaf", None)
    point = newest(event.log_id, covering=leaf.index) if leaf is not None else None
    if leaf is None or point is None:
        raise NoProofYet(f"No checkpoint covers event {event_id} yet. Run `schoolgate audit checkpoint`.")
    leaves = Leaf.objects.filter(log_id=event.log_id, index__lt=point.size).order_by("index")
    hashes = leaves.values_list("leaf_hash", flat=True).iterator(chunk_size=PAGE)
    proof = inclusion_proof((bytes(leaf_hash) for leaf_hash in hashes), leaf.index, point.size)
    return "\n".join(
        [
            FORMAT,
            f"extra {_base64(bytes(event.leaf_bytes))}",
            f"index {leaf.index}",
            *map(_base64, proof),
            "",
            point.note,
        ]
    )


def _base64(content: bytes) -> str:
    return b64encode(content).decode()

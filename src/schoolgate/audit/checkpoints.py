"""Signed checkpoints: what a sister school, or the chair with a print-out, holds against this log later."""

from datetime import datetime

from django.db import router, transaction
from django.db.models import OuterRef, Subquery

from schoolgate.audit import held, keys
from schoolgate.audit.models import Checkpoint, Leaf, Log
from schoolgate.audit.notes import CheckpointNote, parsed, signed
from schoolgate.rules.merkle import Frontier

PAGE = 5000


class WillNotSign(RuntimeError):
    """A log no longer goes on from what was signed before; the message says which and what to do."""


def checkpoint(now: datetime) -> list[Checkpoint]:
    """Sign the size and root of every log that has grown since its last checkpoint; those made.

    Never signs a tree that does not begin with the one signed before: then WillNotSign.
    """
    using = router.db_for_write(Checkpoint)
    grown = _grown(using)
    if not grown:
        return []
    key = keys.signing_key() if keys.is_there() or Checkpoint.objects.exists() else keys.make_key()
    made = []
    for log_key in grown:
        with transaction.atomic(using=using):
            log = Log.objects.using(using).select_for_update().get(pk=log_key)
            if (point := _next(log, now)) is not None:
                note = CheckpointNote(log.origin, point.size, bytes.fromhex(point.root))
                point.note = signed(note, key)
                point.save(force_insert=True)
                made.append(point)
        # After the commit: a note that is remembered must also be in the database.
        if point is not None:
            held.remember(log_key, point.note)
    return made


def newest(log_key: str, covering: int = 0) -> Checkpoint | None:
    """The newest checkpoint of a log that has more than `covering` entries."""
    return Checkpoint.objects.filter(log_id=log_key, size__gt=covering).order_by("-size").first()


def _grown(using: str) -> list[str]:
    """The logs that have more entries than their last checkpoint says; one query."""
    last = Leaf.objects.filter(log_id=OuterRef("pk")).order_by("-index").values("index")[:1]
    signed_size = Checkpoint.objects.filter(log_id=OuterRef("pk")).order_by("-size").values("size")[:1]
    rows = Log.objects.using(using).order_by("pk").values_list("key", Subquery(last), Subquery(signed_size))
    return [key for key, index, size in rows if index is not None and index + 1 > (size or 0)]


def _next(log: Log, now: datetime) -> Checkpoint | None:
    tree = _signed_tree(log)
    before = tree.size
    _grow(tree, log)
    if tree.size == before:
        return None
    return Checkpoint(log=log, size=tree.size, root=tree.root().hex(), at=now, edge=tree.to_bytes())


def _signed_tree(log: Log) -> Frontier:
    """The tree as it was last signed, from which the next checkpoint goes on.

    What counts is the note remembered outside the database. The edge comes from the database, so it must lead
    to the root of that note.
    """
    note = held.remembered(log.key)
    points = Checkpoint.objects.filter(log=log).order_by("-size")
    last = points.filter(size=parsed(note).size).first() if note else points.first()
    if last is None and not note:
        return Frontier()
    if last is not None:
        said, tree = parsed(note or last.note), _tree_at(last)
        if (said.size, said.root) == (tree.size, tree.root()):
            return tree
    raise WillNotSign(
        f"The trail {log.key} does not go on from what was signed before, so nothing is signed. "
        "Run `schoolgate audit verify`. After a restore from a backup, and only then, run "
        "`schoolgate audit checkpoint --after-restore`."
    )


def _tree_at(point: Checkpoint) -> Frontier:
    try:
        return Frontier.from_bytes(point.size, bytes(point.edge))
    except ValueError:
        return Frontier()


def _grow(tree: Frontier, log: Log) -> None:
    """Append every entry that has come since; WillNotSign at a gap."""
    while True:
        rows = Leaf.objects.filter(log=log, index__gte=tree.size).order_by("index")
        page = list(rows.values_list("index", "leaf_hash")[:PAGE])
        for index, leaf in page:
            if index != tree.size:
                raise WillNotSign(
                    f"Entry {tree.size + 1} of the trail {log.key} is missing. Nothing is signed. "
                    "Run `schoolgate audit verify`."
                )
            tree.append(bytes(leaf))
        if len(page) < PAGE:
            return

"""Pictures of a restore that go into an object store: put aside what is there, put in what the backup has, compare.

Before the restore is decided they lie on the disk beside a list of their digests. What follows can be cut off anywhere
and done again: only what is in its place and was compared goes from the disk.
"""

import json
from pathlib import Path

from schoolgate.keeping.archive import Manifest
from schoolgate.media.object_store import ObjectStore, is_a_pictures_place
from schoolgate.media.showing import store_elsewhere

LIST = ".elsewhere.json"
_IN_BACKUP = "media/"


class NotAsItWas(Exception):
    """The store gave back something else than it was given; the message is a sentence."""


def stage(manifest: Manifest, staged: Path) -> None:
    """Write down which of the staged files go into the store; nothing where pictures lie on the disk."""
    if store_elsewhere() is None:
        return
    digests = {
        part.name.removeprefix(_IN_BACKUP): part.sha256
        for part in manifest.parts
        if part.name.startswith(_IN_BACKUP) and is_a_pictures_place(part.name.removeprefix(_IN_BACKUP))
    }
    (staged / LIST).write_text(json.dumps(digests))


def put_in_place(staged: Path, aside: str) -> None:
    """Bring the store to where the backup has it. Raises StoreAway, and NotAsItWas; then it is done again."""
    wanted, store = staged / LIST, store_elsewhere()
    if not wanted.exists():
        return
    if store is None:
        raise NotAsItWas(
            "This restore was begun with an object store. Name it again: SCHOOLGATE_STORE_BUCKET."
        )
    digests: dict[str, str] = json.loads(wanted.read_text())
    for place in list(store.originals()):
        if place not in digests:
            store.move(place, f".{aside}/{place}")
    for place, digest in digests.items():
        _put(store, place, digest, staged / place)
    for folder in sorted(staged.rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    wanted.unlink()


def _put(store: ObjectStore, place: str, digest: str, file: Path) -> None:
    """Where it is there already and the same, nothing is sent."""
    if not file.exists():
        return  # Put in its place before this was cut off.
    if store.digest(place) != digest:
        with file.open("rb") as content:
            store.put_back(place, content)
        if store.digest(place) != digest:
            raise NotAsItWas(f"The store gave back another picture than it was given: {place}. Start again.")
    file.unlink()

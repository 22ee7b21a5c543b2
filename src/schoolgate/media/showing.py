"""What a picture looks like to others: made from its master, covered as it is now, kept until a cover changes."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum

from django.conf import settings

from schoolgate.media.covering import LONGEST, THUMBNAIL_LONGEST, Box, derivative
from schoolgate.media.models import Picture
from schoolgate.media.object_store import ObjectStore
from schoolgate.media.s3 import store_of_settings
from schoolgate.media.storing import PictureGone, Pictures, PictureStore


class Look(StrEnum):
    """How a picture is shown: large or as a thumbnail, both covered; or bare, for whoever has to cover it."""

    LARGE = "large"
    THUMBNAIL = "thumbnail"
    BARE = "bare"


_LONGEST = {Look.LARGE: LONGEST, Look.THUMBNAIL: THUMBNAIL_LONGEST, Look.BARE: LONGEST}


def picture_store() -> Pictures:
    """The masters of this installation: on its disk, or in the object store that the settings name."""
    return store_of_settings() if settings.STORE_BUCKET else PictureStore(settings.MEDIA_STORE)


def store_elsewhere() -> ObjectStore | None:
    """The object store, where the settings name one: for backups, which find what is on the disk by themselves."""
    return store_of_settings() if settings.STORE_BUCKET else None


def picture_bytes(picture: Picture, covers: Sequence[Box], look: Look = Look.LARGE) -> bytes:
    """The JPEG of a picture with these areas covered (`media.queries.covers_of`). Raises PictureGone.

    What was made once is kept beside the master; another cover is another file, and the one before goes.
    """
    covers = () if look is Look.BARE else tuple(covers)
    store, of = picture_store(), f"{look}-{_digest(covers)}"
    kept = store.read_derived(picture.school_id, picture.stored_as, of)
    if kept is not None:
        return kept
    made = derivative(store.read(picture.school_id, picture.stored_as), longest=_LONGEST[look], covers=covers)
    store.keep_derived(picture.school_id, picture.stored_as, of, made)
    if not store.has(picture.school_id, picture.stored_as):
        # It was deleted while this copy of it was made.
        store.remove(picture.school_id, picture.stored_as)
        raise PictureGone(picture.stored_as)
    return made


def _digest(covers: Sequence[Box]) -> str:
    sides = ";".join(f"{box.left:.5f},{box.top:.5f},{box.width:.5f},{box.height:.5f}" for box in covers)
    return hashlib.sha256(sides.encode()).hexdigest()[:16]

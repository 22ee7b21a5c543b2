"""The one place where a picture goes for good: its rows, then its files.

Whatever is kept of a picture hangs on its row, so a table that comes later goes along without being named here. The
row itself stays, empty: that there was a picture, and when it went, is all that is left.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import CASCADE

from schoolgate.media.covering import derivative
from schoolgate.media.models import Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.video.made import film_going_out, is_the_original_now, put_in_place


def rows_go(pictures: Iterable[Picture], now: datetime) -> None:
    """Delete everything that the database holds of these pictures: who is in them, their faces, what was found."""
    gone = list(pictures)
    for relation in Picture._meta.related_objects:
        if relation.on_delete is CASCADE:
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": gone}).delete()
    for picture in gone:
        picture.removed_at = picture.removed_at or now
        picture.from_device = ""
        picture.save(update_fields=["removed_at", "from_device"])


def files_go(picture: Picture) -> None:
    """Delete the master and every copy made of it, on the disk or in the object store. Safe to do twice."""
    picture_store().remove(picture.school_id, picture.stored_as)


def original_goes(picture: Picture, was: str) -> None:
    """Put the covered picture in the place of the uncovered one called `was`, which is deleted. Safe to do twice.

    A video likewise. Raises PictureGone where it has to be made as it goes out first; then it is tried again.
    """
    store, school = picture_store(), picture.school_id
    if picture.stored_as == was:
        try:
            master = store.read(school, was)
        except PictureGone:
            return
        film = film_going_out(picture) if picture.film else b""
        covered = derivative(master, longest=max(picture.width, picture.height), covers=covers_of(picture))
        picture.stored_as, picture.size = store.keep(school, covered), len(covered)
        if film:
            put_in_place(picture, film)
        with transaction.atomic():
            is_here = Picture._base_manager.filter(pk=picture.pk, removed_at=None).update(
                stored_as=picture.stored_as, size=picture.size
            )
            if is_here and film:
                is_the_original_now(picture, film)
        if not is_here:
            store.remove(school, picture.stored_as)
    store.remove(school, was)

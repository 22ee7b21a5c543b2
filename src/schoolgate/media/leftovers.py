"""Pictures that no row knows: what was being kept, or put in another's place, when the machine was cut off."""

import logging
from datetime import datetime, timedelta

from schoolgate.media.models import Picture
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureStore
from schoolgate.people.models import School

# Between a file and the row that knows it lie seconds; a day is for clocks that went wrong.
LEFT_FOR = timedelta(days=1)
logger = logging.getLogger(__name__)


def leftovers_go(school: School, now: datetime) -> int:
    """Delete the masters of this school that have lain for a day and belong to nothing; how many. Safe to do twice."""
    store, before = picture_store(), now - LEFT_FOR
    names = list(store.names(school.pk))
    # Read after the names: whoever came in between is known.
    known = set(Picture._base_manager.filter(school=school).values_list("stored_as", flat=True))
    strays = [name for name in names if name not in known and store.lay_there(school.pk, name, before)]
    for name in strays:
        store.remove(school.pk, name)
    if strays:
        logger.warning("%s pictures that belonged to nothing were deleted", len(strays))
    return len(strays)


def unfinished_go(now: datetime) -> int:
    """Delete what was only half written a day ago, at every school; how many files."""
    store = picture_store()
    if not isinstance(store, PictureStore):
        return 0  # An object store keeps nothing that did not come whole.
    return store.remove_unfinished(before=(now - LEFT_FOR).timestamp())

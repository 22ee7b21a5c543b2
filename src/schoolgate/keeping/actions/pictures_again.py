"""Pictures that were deleted before a restore and are deleted again after it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from schoolgate.audit.event_types import EventType
from schoolgate.keeping.gone_pictures import LINE
from schoolgate.keeping.journal import Entry
from schoolgate.kernel.actions import Happened
from schoolgate.media.models import Picture
from schoolgate.media.removing import rows_go
from schoolgate.people.models import School
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.states import CAN_BE_EDITED, State


def delete_pictures_again(school: School, entries: Iterable[Entry], now: datetime) -> list[Happened]:
    """Pictures that the restored database still knows go again, out of every post; their files were not put back."""
    names = {
        place.rpartition("/")[2] for entry in entries if entry.kind == LINE for place in entry.facts["places"]
    }
    found = list(Picture._base_manager.filter(school=school, stored_as__in=names, removed_at__isnull=True))
    _out_of_posts(found)
    rows_go(found, now)
    Picture._base_manager.filter(pk__in=[one.pk for one in found]).update(sha256="")
    return [
        Happened(EventType.PICTURE_REMOVED, one, {"because": "deleted before a restore"}) for one in found
    ]


def _out_of_posts(pictures: list[Picture]) -> None:
    inside = PostPicture._base_manager.filter(picture__in=pictures)
    changes = Q(post__state__in=[*CAN_BE_EDITED, State.DISCARDED])
    posts = list(Post._base_manager.filter(pk__in=inside.filter(changes).values("post")))
    inside.filter(changes).delete()
    inside.update(alt="", people_in_words="", credit="")
    for post in posts:
        post.digest = content_digest(post)
        post.version += 1
        if post.state != State.DISCARDED:
            post.state = State.DRAFT
        post.save(update_fields=["digest", "version", "state"])

"""What the school knows: before a no takes effect, what is out; afterwards, what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from schoolgate.posts.models import Recall
from schoolgate.posts.publishing import recalls
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.rules.consents import Channel, Medium, use_of

MOST_TOLD = 6
BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class KnownNow:
    """Posts that show or name these children where they no longer may: how many, since when we know, and where."""

    posts: int
    since: date | None
    at_once: tuple[str, ...]
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of one change of mind: on which day, how many posts were found, how many of them are gone."""

    at: datetime
    found: int
    gone: int
    is_looked_through: bool


def known_of(noes: Mapping[Pupil, Iterable[str]]) -> KnownNow:
    """What would come down if these uses were refused for these children."""
    posts: set[int] = set()
    at_once: set[str] = set()
    by_hand: set[str] = set()
    since = None
    for pupil, uses in noes.items():
        refused = set(uses)
        since = recalls.published_since(pupil)
        for one in recalls.where_shown(pupil):
            account = one.delivery.account
            channel = Channel(account.channel)
            shows = one.in_picture and use_of(Medium.PHOTO, channel) in refused
            names = one.in_words and use_of(Medium.NAME, channel) in refused
            films = one.in_film and use_of(Medium.VIDEO, channel) in refused
            if shows or films or names:
                posts.add(one.delivery.post_id)
                (by_hand if account.connector == BY_HAND else at_once).add(account.name)
    return KnownNow(len(posts), since, tuple(sorted(at_once)), tuple(sorted(by_hand)))


def since_then(adult: Adult, pupils: Iterable[int]) -> list[Since]:
    """What became of this adult's own noes, the latest first. What others asked for is not told."""
    own = Recall.objects.filter(
        pupil__in=list(pupils), tells_family=True, because_of_event__actor_id=f"adult:{adult.pk}"
    )
    return [
        Since(
            recall.asked_at,
            recall.posts_found,
            recall.posts_found - recalls.how_many_still_up(recall),
            recalls.older_looked_through(recall) is not None,
        )
        for recall in own.select_related("pupil").order_by("-asked_at", "-pk")[:MOST_TOLD]
    ]

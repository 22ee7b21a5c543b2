"""What the list of posts and the month show of each post: one line, without the rest of it."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from schoolgate.kernel.kept import kept
from schoolgate.posts.models import Post, PostPicture, PostTarget
from schoolgate.posts.models.posts import heading_of
from schoolgate.rules.posts.states import State


class Line(NamedTuple):
    """One post in the list. `at` is when it went up, else when it goes out, else when it was last changed.

    Only then nobody has said yet when it goes out: `has_a_time` is false.
    """

    pk: int
    state: str
    heading: str
    author: str
    at: datetime
    places: list[str]
    pictures: int
    has_a_time: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The posts of the school in scope, newest first: of one state, with these words, by this author.

    A paginator counts them and cuts its page out: two queries, and two more for the places and pictures of the page.
    """

    state: str | None = None
    words: str | None = None
    author_id: int | None = None

    def count(self) -> int:
        return _found.count(self.state, self.words, self.author_id, self._hides_discarded)

    def __getitem__(self, cut: slice) -> list[Line]:
        many = cut.stop - cut.start
        if many <= 0:
            return []
        found = _listed.part(cut.start, many, self.state, self.words, self.author_id, self._hides_discarded)
        ids = [row[0] for row in found]
        places: defaultdict[int, list[str]] = defaultdict(list)
        for post_id, name in _places_of(ids):
            places[post_id].append(name)
        pictures = Counter(_pictures_of(ids))
        return [
            Line(
                pk,
                state,
                heading_of(title, text),
                f"{forename} {surname}",
                timed_at or changed_at,
                places[pk],
                pictures[pk],
                timed_at is not None,
            )
            for pk, state, title, text, forename, surname, timed_at, changed_at in found
        ]

    @property
    def _hides_discarded(self) -> bool:
        return self.state != State.DISCARDED


@kept
def _found(
    state: str | None, words: str | None, author_id: int | None, without_discarded: bool
) -> QuerySet[Post]:
    return _asked_for(state, words, author_id, without_discarded)


@kept
def _listed(
    state: str | None, words: str | None, author_id: int | None, without_discarded: bool
) -> QuerySet[Post, tuple[Any, ...]]:
    found = _asked_for(state, words, author_id, without_discarded)
    return found.order_by("-changed_at").values_list(
        "pk", "state", "title", "text", "author__forename", "author__surname",
        Coalesce("up_at", "goes_out_at"), "changed_at",
    )  # fmt: skip


def _asked_for(
    state: str | None, words: str | None, author_id: int | None, without_discarded: bool
) -> QuerySet[Post]:
    found = Post.objects.exclude(state=State.DISCARDED) if without_discarded else Post.objects.all()
    if state is not None:
        found = found.filter(state=state)
    if words is not None:
        found = found.filter(Q(text__icontains=words) | Q(title__icontains=words))
    if author_id is not None:
        found = found.filter(author_id=author_id)
    return found


@kept
def _places_of(post_ids: Collection[int]) -> QuerySet[PostTarget, tuple[int, str]]:
    return (
        PostTarget.objects.filter(post_id__in=post_ids).order_by("pk").values_list("post_id", "account__name")
    )


@kept
def _pictures_of(post_ids: Collection[int]) -> QuerySet[PostPicture, int]:
    found = PostPicture.objects.filter(post_id__in=post_ids).order_by()
    return found.values_list("post_id", flat=True)


class Outing(NamedTuple):
    """One post in the month: when it goes out or went out."""

    pk: int
    state: str
    heading: str
    at: datetime


def posts_between(start: datetime, end: datetime) -> list[Outing]:
    """Posts of the school in scope that go out or went out in this time, in order. One query."""
    return [
        Outing(pk, state, heading_of(title, text), at) for pk, state, title, text, at in _between(start, end)
    ]


@kept
def _between(start: datetime, end: datetime) -> QuerySet[Post, tuple[Any, ...]]:
    return (
        Post.objects.exclude(state=State.DISCARDED)
        .annotate(day_at=Coalesce("up_at", "goes_out_at"))
        .filter(day_at__gte=start, day_at__lt=end)
        .order_by("day_at")
        .values_list("pk", "state", "title", "text", F("day_at"))
    )

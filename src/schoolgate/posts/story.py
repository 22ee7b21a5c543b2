"""The story of a post: who did what and when, and every place it went to. Read from the rows themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.posts.models import Approval, Copy, Delivery, Look, Post, Release, Return, TakeDown

KIND_WORDS = {
    "page": gettext_lazy("page"),
    "picture": gettext_lazy("picture"),
    "picture_page": gettext_lazy("page of the picture"),
    "resized": gettext_lazy("smaller picture"),
    "feed": gettext_lazy("feed"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the story."""

    at: datetime
    words: str
    by: str = ""
    more: str = ""


def story_of(post: Post, *, may_name_pupils: bool) -> list[Happening]:
    """Everything that happened to the post, oldest first; a fixed number of queries.

    Why it was held may name pupils: whoever may not see the roll is not told.
    """
    lines = [Happening(post.created_at, _("Started"), str(post.author))]
    if post.submitted_at:
        lines.append(Happening(post.submitted_at, _("Sent for approval"), str(post.author)))
    lines += [*_returns(post), *_approvals(post), *_releases(post), *_take_downs(post)]
    if post.held_because:
        lines.append(Happening(post.changed_at, _("Held"), "", post.held_because if may_name_pupils else ""))
    return sorted(lines, key=lambda line: line.at)


def _returns(post: Post) -> Iterator[Happening]:
    for sent_back in Return.objects.filter(post=post).select_related("by"):
        yield Happening(sent_back.at, _("Sent back"), str(sent_back.by), sent_back.words)


def _approvals(post: Post) -> Iterator[Happening]:
    for approval in Approval.objects.filter(post=post).select_related("by"):
        yield Happening(approval.at, _("Approved"), str(approval.by), approval.note)
        if approval.withdrawn_at:
            yield Happening(approval.withdrawn_at, _("The approval no longer holds"))


def _releases(post: Post) -> Iterator[Happening]:
    for release in Release.objects.filter(post=post).select_related("by", "looked_by"):
        yield Happening(release.at, _("Released without a second reader"), str(release.by), release.reason)
        if release.looked_at:
            found = release.found or _("All is well.")
            yield Happening(release.looked_at, _("Looked at afterwards"), str(release.looked_by), found)


def _take_downs(post: Post) -> Iterator[Happening]:
    for down in TakeDown.objects.filter(post=post).select_related("asked_by"):
        by = str(down.asked_by) if down.asked_by else ""
        yield Happening(down.asked_at, _("Taken down"), by, down.words)
        if down.all_gone_at:
            yield Happening(down.all_gone_at, _("Every address we know is gone"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place the post went to, and each address there."""

    delivery: Delivery
    copies: tuple[Copy, ...]
    looks: tuple[Look, ...]

    @property
    def lines(self) -> list["Line"]:
        """What is there, each kind once for each state it is in."""
        found: dict[tuple[str, str], list[Copy]] = {}
        for copy in self.copies:
            found.setdefault((copy.kind, copy.state), []).append(copy)
        return [Line(kind, several) for (kind, _state), several in found.items()]


@dataclass(frozen=True, slots=True)
class Line:
    """All addresses of one kind at one place, in the state they share: two feeds are one line."""

    kind: str
    copies: list[Copy]

    @property
    def words(self) -> str:
        return str(KIND_WORDS.get(self.kind, self.kind))

    @property
    def state_words(self) -> str:
        return str(Copy.State(self.copies[0].state).label)

    @property
    def gone_at(self) -> datetime | None:
        """When the last of them was gone."""
        return max((copy.gone_at for copy in self.copies if copy.gone_at), default=None)


def deliveries_of(post: Post) -> list[Place]:
    """Every delivery with its copies and looks; three queries."""
    found = list(Delivery.objects.filter(post=post).select_related("account").order_by("pk"))
    copies = list(Copy.objects.filter(delivery__in=found).order_by("pk"))
    looks = list(Look.objects.filter(copy__in=copies, looked_at__isnull=False).order_by("looked_at"))
    by_copy = {copy.pk: copy.delivery_id for copy in copies}
    return [
        Place(
            delivery,
            tuple(copy for copy in copies if copy.delivery_id == delivery.pk),
            tuple(look for look in looks if by_copy[look.copy_id] == delivery.pk),
        )
        for delivery in found
    ]

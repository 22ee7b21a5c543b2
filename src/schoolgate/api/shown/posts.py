"""What programs are shown of posts and their way out."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NamedShown:
    """Somebody in a picture; who it is, only for those who may name pupils."""

    id: int
    kind: str
    is_covered: bool
    pupil: int | None
    person: int | None


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture in a post. `id` is its id in this post."""

    id: int
    alt: str
    people_count: int | None
    rights: str
    credit: str
    people: list[NamedShown] | None


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """Other words for a post that an approver proposed."""

    id: int
    by: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post. `proposals` and who is in a picture are given with one post, not in the list."""

    id: int
    state: str
    title: str
    text: str
    objective: str
    speaker: str
    goes_out_at: datetime | None
    author: int
    version: int
    digest: str
    changed_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    up_at: datetime | None
    places: list[int]
    pictures: list[PictureShown] | None
    proposals: list[ProposalShown] | None


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    """A post on its way to one place, or there."""

    id: int
    post: int
    account: int
    state: str
    claimed_at: datetime
    sent_at: datetime | None
    down_at: datetime | None
    look_at: str


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """An urgent notice with its blanks."""

    id: int
    title: str
    text: str
    reasons: list[str]
    accounts: list[int]
    is_approved: bool
    is_retired: bool


@dataclass(frozen=True, slots=True)
class StopShown:
    """All posts are stopped."""

    id: int
    stopped_at: datetime
    by: str
    is_of_the_trust: bool

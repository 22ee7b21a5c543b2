"""What a platform is asked to do, and what it may answer.

A connector is told everything in plain values and imports no noun. It may be killed at any moment, so the
caller keeps a small dict for each delivery, `remembered`, and the connector hands it back through `remember`
before each network call that it must know about later. Three rules bind the caller:

- `remember(facts)` returns only when the facts are safe on disk, outside any open transaction.
- `publish` may be called again with what was remembered, after NotSent, after a crash, and after Unknown
  where `may_repeat` says so. It never makes a second visible post.
- A delivery that is given up after `publish` was called is taken down with what was remembered, also when the
  last answer was NotSent: that removes the hidden draft, so that no late answer can still show it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

Facts = dict[str, Any]
"""What a connector keeps of its attempts at one delivery; JSON can hold it."""

Remember = Callable[[Facts], None]
"""Takes the whole of the facts, in place of what was kept before."""


class AddressKind(StrEnum):
    """What is found at an address of something published."""

    PAGE = "page"
    PICTURE_PAGE = "picture_page"
    PICTURE = "picture"
    RESIZED = "resized"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Address:
    """One place where a copy can be seen. `remote_id` is the platform's own name for it; for a feed, the mark
    that an entry carries there, so that "gone" means: the feed no longer has this entry."""

    kind: AddressKind
    url: str
    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingPicture:
    """One final picture, as approved. `bytes_of` reads the file when it is needed; `filename` tells nothing
    of a person and ends in the right extension; `media_type` is image/jpeg, image/png, image/webp or
    video/mp4. A video has a picture that stands for it until it plays (`poster_of`)."""

    bytes_of: Callable[[], bytes]
    alt: str
    filename: str
    media_type: str = "image/jpeg"
    poster_of: Callable[[], bytes] | None = None


@dataclass(frozen=True, slots=True)
class OutgoingPost:
    """Exactly what was approved. `delivery_key` is 32 hexadecimal digits (128 random bits), chosen and stored
    before the first attempt and never used for another delivery. `own_addresses` is where this installation
    itself shows the post (only the noticeboard uses it)."""

    text: str
    delivery_key: str
    title: str = ""
    pictures: tuple[OutgoingPicture, ...] = ()
    own_addresses: tuple[Address, ...] = ()

    def __post_init__(self) -> None:
        if len(self.delivery_key) != 32 or not set(self.delivery_key) <= set("0123456789abcdef"):
            raise ValueError("a delivery key is 32 hexadecimal digits")


@dataclass(frozen=True, slots=True)
class Credentials:
    """How we are let in: the platform's address, a user name there, and the key (kept out of every repr)."""

    address: str = ""
    username: str = ""
    secret: str = field(default="", repr=False)


# What an attempt to publish may end in.


@dataclass(frozen=True, slots=True)
class Sent:
    """It is public. `note` says in plain words what a person should know of it ("the words there differ")."""

    addresses: tuple[Address, ...]
    remote_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing is public. `permanent`: trying again is no use until a person has changed something.
    `retry_after` is the platform's own wish, in seconds."""

    why: str
    retry_after: int | None = None
    permanent: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may be public or not. `look_at` is where a person can see it. `may_repeat`: calling `publish` again
    with what was remembered is safe and settles it; where it is False only a person may."""

    why: str
    look_at: str = ""
    may_repeat: bool = False


@dataclass(frozen=True, slots=True)
class AskPerson:
    """No machine can do it: a person does these steps, in this order, and says when it is done."""

    steps: tuple[str, ...]


Outcome = Sent | NotSent | Unknown | AskPerson


# What a look at an address may find; Unknown is the third.


@dataclass(frozen=True, slots=True)
class Gone:
    """The address answered, and the copy is no longer there."""


@dataclass(frozen=True, slots=True)
class There:
    """The copy can still be seen."""


Look = Gone | There | Unknown


@dataclass(frozen=True, slots=True)
class TakeDownOutcome:
    """What was found at each address after the removal, those included that only the platform knew of (the
    caller keeps them). `why` says what stood in the way; `steps` is what a person does for the rest."""

    looks: tuple[tuple[Address, Look], ...]
    why: str = ""
    retry_after: int | None = None
    permanent: bool = False
    steps: tuple[str, ...] = ()

    def _found(self, kind: type) -> tuple[Address, ...]:
        return tuple(address for address, look in self.looks if isinstance(look, kind))

    @property
    def gone(self) -> tuple[Address, ...]:
        return self._found(Gone)

    @property
    def still_there(self) -> tuple[Address, ...]:
        return self._found(There)

    @property
    def unknown(self) -> tuple[Address, ...]:
        return self._found(Unknown)

    @property
    def all_gone(self) -> bool:
        """Nothing stood in the way and no copy can be seen, as far as this platform can tell."""
        return not self.why and len(self.gone) == len(self.looks)


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the key was accepted, and that in a sentence for the person who typed it."""

    accepted: bool
    words: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a connector must know of the installation. `allow_loopback` lets it call this very machine, also
    without encryption: for tests and the demonstration only. `patience_s` is how long a silence may last.
    `look_at_own` looks at an address of this very installation from inside; without it such an address is
    asked over the network like any other."""

    allow_loopback: bool = False
    patience_s: float = 60.0
    look_at_own: Callable[[Address], Look] | None = None


class Connector(Protocol):
    """One platform."""

    @property
    def kind(self) -> str:
        """The name of its folder, as accounts store it."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def by_machine(self) -> bool:
        """Whether a machine publishes there."""

    def publish(
        self,
        post: OutgoingPost,
        credentials: Credentials,
        *,
        remembered: Mapping[str, Any],
        remember: Remember,
    ) -> Outcome:
        """Make the post public once, however often this is called for the same delivery."""

    def take_down(
        self, addresses: tuple[Address, ...], credentials: Credentials, *, remembered: Mapping[str, Any]
    ) -> TakeDownOutcome:
        """Remove every copy for good and look at each address. Calling it again does no harm."""

    def look(self, address: Address) -> Look:
        """Look at one address as a stranger would."""

    def check_credentials(self, credentials: Credentials) -> Checked:
        """Say whether this key would do, changing nothing."""

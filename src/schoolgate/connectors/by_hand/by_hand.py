"""A person as a platform: told in short steps what to do, and believed when saying that it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.connectors.contract import (
    Address,
    AskPerson,
    Checked,
    Connector,
    Credentials,
    Look,
    Outcome,
    OutgoingPost,
    Remember,
    Surroundings,
    TakeDownOutcome,
    Unknown,
)


@dataclass(frozen=True, slots=True)
class ByHand:
    kind: str = "by_hand"
    title: str = "By hand"
    by_machine: bool = False

    def publish(
        self,
        post: OutgoingPost,
        credentials: Credentials,
        *,
        remembered: Mapping[str, Any],
        remember: Remember,
    ) -> Outcome:
        return AskPerson(_steps_to_publish(post))

    def take_down(
        self, addresses: tuple[Address, ...], credentials: Credentials, *, remembered: Mapping[str, Any]
    ) -> TakeDownOutcome:
        """Nothing is claimed: each address stays unknown until a person has looked."""
        steps = (
            _("Open the post."),
            _("Delete it. Hiding it is not enough."),
            _("Say “It is gone”."),
        )
        return TakeDownOutcome(tuple((address, self.look(address)) for address in addresses), steps=steps)

    def look(self, address: Address) -> Look:
        """Social networks answer a machine differently from a person, so a machine's look proves nothing."""
        return Unknown(_("Only a person can see whether it is gone."), address.url)

    def check_credentials(self, credentials: Credentials) -> Checked:
        return Checked(True, _("No key is needed: a person signs in on their own phone."))


def _steps_to_publish(post: OutgoingPost) -> tuple[str, ...]:
    films = sum(picture.media_type == "video/mp4" for picture in post.pictures)
    described = any(picture.alt for picture in post.pictures)
    if not post.pictures:
        begin = _("Tap “Share”, or copy the words.")
    elif not films:
        begin = _("Tap “Share”, or copy the words and save the pictures.")
    elif films == len(post.pictures):
        begin = _("Tap “Share”, or copy the words and save the video.")
    else:
        begin = _("Tap “Share”, or copy the words and save the pictures and videos.")
    describe = (
        _("Paste the description of the video where the platform asks for one.")
        if films and films == len(post.pictures)
        else _("Paste the description of each picture where the platform asks for it.")
    )
    return (
        begin,
        *([describe] if described else []),
        _("Change nothing. Other words would need a new approval."),
        _("Come back and tap “It is up”."),
    )


def connector(surroundings: Surroundings) -> Connector:
    return ByHand()

"""WordPress as a platform like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.connectors.contract import (
    Address,
    Checked,
    Connector,
    Credentials,
    Look,
    Outcome,
    OutgoingPost,
    Remember,
    Surroundings,
    TakeDownOutcome,
)
from schoolgate.connectors.looking import look_at
from schoolgate.connectors.wordpress.publishing import attempt
from schoolgate.connectors.wordpress.refusal import Problem
from schoolgate.connectors.wordpress.taking_down import removal
from schoolgate.connectors.wordpress.website import Website


@dataclass(frozen=True, slots=True)
class WordPress:
    """Its credentials: the website's first page (https://), a user's name and an application password."""

    surroundings: Surroundings
    kind: str = "wordpress"
    title: str = "WordPress"
    by_machine: bool = True

    def publish(
        self,
        post: OutgoingPost,
        credentials: Credentials,
        *,
        remembered: Mapping[str, Any],
        remember: Remember,
    ) -> Outcome:
        with Website(credentials, self.surroundings) as website:
            return attempt(website, post, remembered, remember)

    def take_down(
        self, addresses: tuple[Address, ...], credentials: Credentials, *, remembered: Mapping[str, Any]
    ) -> TakeDownOutcome:
        with Website(credentials, self.surroundings) as website:
            return removal(website, addresses, remembered, self.look)

    def look(self, address: Address) -> Look:
        return look_at(address, self.surroundings)

    def check_credentials(self, credentials: Credentials) -> Checked:
        try:
            with Website(credentials, self.surroundings) as website:
                rights = website.rights()
        except Problem as problem:
            return Checked(False, problem.why)
        missing = [
            words
            for right, words in (
                ("publish_posts", _("publish posts")),
                ("upload_files", _("upload pictures")),
                ("delete_published_posts", _("delete what it published")),
            )
            if not rights.get(right)
        ]
        if missing:
            return Checked(
                False,
                _("The key works, but our user may not %(rights)s. Ask for the role of an editor.")
                % {"rights": ", ".join(missing)},
            )
        return Checked(True, _("The website accepts the key, and we may publish there."))


def connector(surroundings: Surroundings) -> Connector:
    return WordPress(surroundings)

"""The kinds of place a school can speak in: how a post gets there, which consents it needs, and what it takes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.rules.consents import Channel


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of place. `connector` is the folder of connectors/; the limits are the platform's own rules."""

    words: str | Promise
    connector: str
    channel: Channel
    longest_text: int = 5000
    most_pictures: int = 10


PLACES: dict[str, Place] = {
    "noticeboard": Place(_("The public noticeboard of this program"), "noticeboard", Channel.NOTICEBOARD),
    "wordpress": Place(_("The school website, if it is WordPress"), "wordpress", Channel.WEBSITE, 20_000, 20),
    "website": Place(_("Another website, by hand"), "by_hand", Channel.WEBSITE, 20_000, 20),
    "facebook": Place(_("Facebook, by hand"), "by_hand", Channel.SOCIAL, 60_000),
    "instagram": Place(_("Instagram, by hand"), "by_hand", Channel.SOCIAL, 2_200),
    "x": Place(_("X, by hand"), "by_hand", Channel.SOCIAL, 280, 4),
    "bluesky": Place(_("Bluesky, by hand"), "by_hand", Channel.SOCIAL, 300, 4),
    "mastodon": Place(_("Mastodon, by hand"), "by_hand", Channel.SOCIAL, 500, 4),
    "linkedin": Place(_("LinkedIn, by hand"), "by_hand", Channel.SOCIAL, 3_000),
    "other": Place(_("A platform that is not in this list, by hand"), "by_hand", Channel.SOCIAL),
    "newsletter": Place(_("A printed newsletter, by hand"), "by_hand", Channel.PRINT),
    "press": Place(_("The local press, by hand"), "by_hand", Channel.PRESS),
    "display": Place(_("A display in school, by hand"), "by_hand", Channel.DISPLAY),
}

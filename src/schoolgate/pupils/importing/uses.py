"""Which use of a picture a heading or a lookup speaks of."""

import re
from functools import cache

from schoolgate.rules.consents import Channel, Medium, use_of

_MEDIA = (
    (Medium.VIDEO, re.compile(r"\b(videos?|film(s|ed|ing)?|recordings?)\b")),
    (Medium.NAME, re.compile(r"\bnames?\b")),
    (Medium.PHOTO, re.compile(r"\b(photo\w*|pictures?|images?|pics?)\b")),
)
_CHANNELS = (
    (Channel.NOTICEBOARD, re.compile(r"\bnotice ?board\b")),
    (Channel.WEBSITE, re.compile(r"\b(web ?sites?|web|internet page)\b")),
    (
        Channel.SOCIAL,
        re.compile(r"\b(social( media| network\w*)?|facebook|twitter|instagram|bluesky|mastodon)\b"),
    ),
    (Channel.PRESS, re.compile(r"\b(press|news ?papers?|media coverage)\b")),
    (Channel.PRINT, re.compile(r"\b(print\w*|prospectus|newsletters?|brochures?|publications?)\b")),
    (Channel.DISPLAY, re.compile(r"\b(displays?|in school|around school)\b")),
)
# A lookup for taking the photograph at all, as one program spells it: it says nothing beyond the school.
_TAKING = re.compile(r"\bphotograph student\b")
# Places where "video" without a place is understood to be shown; each needs the photograph's yes as well.
VIDEO_PLACES = (Channel.WEBSITE, Channel.SOCIAL, Channel.PRESS, Channel.DISPLAY)


def uses_named(about: str) -> tuple[str, ...]:
    """The one use that these words (small letters, no signs) name with its place, if they do."""
    if _TAKING.search(about):
        return (use_of(Medium.PHOTO, Channel.DISPLAY),)
    medium, channel = _medium(about), _channel(about)
    if channel is None or medium is None:
        return ()
    return (use_of(medium, channel),)


def everywhere(about: str) -> tuple[str, ...]:
    """The uses of words that name videos and no place. Photographs without a place are for a person to say."""
    if _medium(about) is Medium.VIDEO and _channel(about) is None:
        return tuple(use_of(Medium.VIDEO, channel) for channel in VIDEO_PLACES)
    return ()


@cache
def medium_and_channel(use: str) -> tuple[Medium, Channel]:
    """The two halves of a use."""
    return next(
        (medium, channel) for medium in Medium for channel in Channel if use_of(medium, channel) == use
    )


def _medium(about: str) -> Medium | None:
    return next((medium for medium, pattern in _MEDIA if pattern.search(about)), None)


def _channel(about: str) -> Channel | None:
    return next((channel for channel, pattern in _CHANNELS if pattern.search(about)), None)

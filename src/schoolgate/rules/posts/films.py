"""Videos in a post: looked through before it is sent, and covered before anybody decides."""

from collections.abc import Iterator
from enum import StrEnum

from schoolgate.rules.posts.faces import faces_unsaid, people_unsaid
from schoolgate.rules.posts.facts import PictureFacts
from schoolgate.rules.refusals import Control, Refusal


class Film(StrEnum):
    """How far the work on a video is. NONE is a picture that stands still."""

    NONE = ""
    WAITING = "waiting"
    FAILED = "failed"
    FOUND = "found"
    READY = "ready"


def film_must_be_ready(picture: PictureFacts) -> Iterator[Refusal]:
    """Nobody sends, approves or publishes a video that was not looked through, or another one than was seen."""
    about = f"picture:{picture.id}"
    if picture.film == Film.WAITING:
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "The video is still being looked through for faces.",
            "Wait until it is done; the page says how far it is. Everything else is saved.",
            about=about,
        )
    elif picture.film == Film.FAILED:
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "The video could not be taken in.",
            "Take it out, and add it again or another one.",
            about=about,
            ways=(f"remove_picture:{picture.id}",),
        )
    elif picture.film == Film.FOUND and is_accounted_for(picture):
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "The video is still being made as it will go out.",
            "Wait until it is done, then watch it once.",
            about=about,
        )


def is_accounted_for(picture: PictureFacts) -> bool:
    """Whether it is known of everybody whether they are covered, so that it can be made as it will go out."""
    has_said = bool(picture.faces) or picture.people_count is not None
    return has_said and max(faces_unsaid(picture), people_unsaid(picture)) <= 0

"""Which moment of a video somebody looks at while they draw a face, and how they come to another."""

import math
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.media.models import Face, Track, Video
from schoolgate.posts.models import PostPicture
from schoolgate.web.door import SchoolRequest


@dataclass(frozen=True, slots=True)
class Moment:
    """So many seconds into a video: the address of the frame there, and the ways to others, each with its words."""

    seconds: float
    frame: str
    ways: tuple[tuple[str, str], ...]

    def told(self) -> dict[str, Any]:
        """What the page is told."""
        return {"bare": self.frame, "moments": self.ways, "seconds": self.seconds}


def moment_of(request: SchoolRequest, inside: PostPicture, face: Face | None) -> Moment | None:
    """The moment that was asked for; else where the face is seen best, or the beginning. None in a picture."""
    if not inside.picture.film:
        return None
    video = Video.objects.get(picture=inside.picture_id)
    seconds = _asked(request)
    if seconds is None:
        track = Track.objects.filter(face=face).first() if face is not None else None
        seconds = track.seconds if track is not None else video.poster_at
    seconds = round(min(max(seconds, 0.0), video.seconds), 2)
    frame = reverse("media:frame", args=[request.actor.school.slug, inside.picture_id, round(seconds * 100)])
    steps = (
        (_("5 seconds back"), -5.0),
        (_("Half a second back"), -0.5),
        (_("Half a second on"), 0.5),
        (_("5 seconds on"), 5.0),
    )
    others = ((words, round(min(max(seconds + step, 0.0), video.seconds), 2)) for words, step in steps)
    return Moment(
        seconds,
        frame,
        tuple((words, f"{request.path}?seconds={there}") for words, there in others if there != seconds),
    )


def _asked(request: SchoolRequest) -> float | None:
    try:
        seconds = float(request.POST.get("seconds") or request.GET.get("seconds") or "")
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) else None

"""Reads of videos: what is covered in one and when, and what the covered video must be made with."""

import hashlib
from collections.abc import Sequence

from schoolgate.media.covering import Box
from schoolgate.media.faces.growing import person_around
from schoolgate.media.models import Appearance, Face, Picture, SeenWords, Track, Video
from schoolgate.media.queries import box_to
from schoolgate.media.video.covers import Cover, Covers, Sides


def covers_of_film(picture: Picture) -> Covers:
    """Everything that is covered in the video of this picture. Three queries.

    Whoever is covered by their face is covered as a whole person wherever that face goes; what was covered as a place
    (words on a wall, an area) is covered from beginning to end.
    """
    tracks = Track.objects.filter(face__picture=picture, face__appearance__is_covered=True).order_by("pk")
    by_face = set(
        Face.objects.filter(picture=picture, track__isnull=False).values_list("appearance", flat=True)
    )
    people = Appearance.objects.filter(picture=picture, is_covered=True, box__isnull=False)
    places = [*people.exclude(pk__in=by_face - {None}).order_by("pk").values_list("box", flat=True)]
    places += SeenWords.objects.filter(picture=picture, is_covered=True).values_list("box", flat=True)
    return Covers(tuple(map(cover_of, tracks)), tuple(_sides(box) for box in places if box))


def cover_of(track: Track) -> Cover:
    return Cover(tuple((look[0], _person(look[1:])) for look in track.looks), track.is_held)


def _person(sides: Sequence[float]) -> Sides:
    return _sides(box_to(person_around(_shrunk(sides))))


def _shrunk(sides: Sequence[float]) -> Box:
    left, top, width, height = sides
    return Box(left, top, max(width, 0.001), max(height, 0.001))


def _sides(box: Sequence[float]) -> Sides:
    left, top, width, height = box
    return left, top, width, height


def made_with(video: Video, covers: Covers) -> str:
    """What a covered video has to have been made of, so that another cover, or sound, is another video."""
    told = "\n".join((video.sha256, str(video.keeps_sound and video.has_sound), covers.written()))
    return hashlib.sha256(told.encode()).hexdigest()

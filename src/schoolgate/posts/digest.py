"""Names the content of a post exactly."""

import hashlib
import json

from django.db.models import Q

from schoolgate.media.models import Appearance, Face, SeenWords, Track, Video
from schoolgate.posts.models import Post, PostPicture, PostTarget


def content_digest(post: Post) -> str:
    """SHA-256 of text, picture bytes, covers, descriptions, who is in them, places and time. Five queries."""
    pictures = list(
        PostPicture.objects.filter(post=post).select_related("picture").order_by("position", "pk")
    )
    people: dict[int, list[list[object]]] = {}
    for one in Appearance.objects.filter(picture__in=[each.picture_id for each in pictures]).order_by("pk"):
        who = [
            one.kind,
            one.pupil_id,
            one.person_id,
            one.visitor_words,
            one.visitor_agreed,
            one.box,
            one.is_covered,
        ]
        people.setdefault(one.picture_id, []).append(who)
    declared: dict[int, list[object]] = {}
    faces = Face.objects.filter(picture__in=[each.picture_id for each in pictures])
    for picture, box in faces.filter(unrecognisable_by__isnull=False).values_list("picture_id", "box"):
        declared.setdefault(picture, []).append(box)
    settled: dict[int, list[object]] = {}
    words = SeenWords.objects.filter(picture__in=[each.picture_id for each in pictures])
    for one_read in words.filter(Q(is_covered=True) | Q(may_stand=True)):
        settled.setdefault(one_read.picture_id, []).append([one_read.box, one_read.is_covered])
    content = {
        "text": post.text,
        "title": post.title,
        "objective": post.objective,
        "speaker": post.speaker,
        "pictures": [
            [
                one.picture.sha256,
                one.alt,
                one.people_count,
                one.people_in_words,
                one.rights,
                one.credit,
                people.get(one.picture_id, []),
                # Only where it was said, as below.
                *([declared[one.picture_id]] if one.picture_id in declared else ()),
                *([{"words": settled[one.picture_id]}] if one.picture_id in settled else ()),
                *([_film(one.picture_id)] if one.picture.film else ()),
            ]
            for one in pictures
        ],
        "places": sorted(PostTarget.objects.filter(post=post).values_list("account_id", flat=True)),
        # Only where it was said, so that what was decided before it was asked stays what it was.
        **({"taken_with": post.taken_with} if post.taken_with else {}),
        "time": post.goes_out_at.isoformat() if post.goes_out_at else None,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _film(picture: int) -> dict[str, object]:
    """A video: its own bytes, whether it is heard, and where each of its faces goes, with who it is. Two queries."""
    videos = Video.objects.filter(picture=picture).values_list("sha256", "keeps_sound")
    tracks = Track.objects.filter(face__picture=picture).order_by("pk")
    return {
        "film": list(map(list, videos)),
        "tracks": [list(one) for one in tracks.values_list("looks", "is_held", "face__appearance")],
    }

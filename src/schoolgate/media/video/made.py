"""What was made of a video: whether it is the one that goes out, and the covers on its poster."""

from io import BytesIO

from schoolgate.media.models import Appearance, Picture, Track, Video
from schoolgate.media.storing import PictureGone
from schoolgate.media.video import keeping
from schoolgate.media.video.covers import Sides
from schoolgate.media.video.queries import cover_of, covers_of_film, made_with
from schoolgate.rules.posts.films import Film


def note_whether_it_goes_out(video: Video) -> None:
    """Note whether the video that was made is the one that is to go out. Called by whoever changes or makes one."""
    wanted = made_with(video, covers_of_film(video.picture))
    film = Film.READY if video.covered_for == wanted else Film.FOUND
    Picture.objects.filter(pk=video.picture_id).exclude(film=film).update(film=film)


def make_all_again() -> None:
    """After a restore no video that was made is there: the clock makes each of this school once more."""
    Video.objects.filter(picture__film=Film.READY).update(covered_for="")
    Picture.objects.filter(film=Film.READY).update(film=Film.FOUND)


def film_going_out(picture: Picture) -> bytes:
    """The video of this picture as it goes out. Raises PictureGone where it has to be made first; the clock does."""
    if picture.film != Film.READY:
        raise PictureGone(picture.stored_as)
    try:
        return keeping.film_bytes(picture)
    except PictureGone:
        Video.objects.filter(picture=picture).update(covered_for="")
        Picture.objects.filter(pk=picture.pk, film=Film.READY).update(film=Film.FOUND)
        raise


def put_in_place(picture: Picture, film: bytes) -> None:
    """Keep what goes out as the original too, under the name that the picture has now."""
    for place in (keeping.master, keeping.covered):
        keeping.films().put(place(picture.school_id, picture.stored_as), BytesIO(film))


def is_the_original_now(picture: Picture, film: bytes) -> None:
    """Note that nothing lies under the covers any more, and nothing is heard that does not go out.

    Which video it was first stays as it was said: what was approved was approved of that one."""
    video = Video.objects.get(picture=picture)
    video.size, video.has_sound = len(film), video.has_sound and video.keeps_sound
    video.save(update_fields=["size", "has_sound"])


def cover_poster(video: Video) -> None:
    """Lay the covers of everybody who is covered by their face where that face is in the poster."""
    tracks = Track.objects.filter(face__picture=video.picture_id, face__appearance__is_covered=True)
    there: dict[int, Sides | None] = {}
    for track, covered in (
        (one, one.face.appearance_id) for one in tracks.select_related("face").order_by("pk")
    ):
        if covered is not None and there.get(covered) is None:
            there[covered] = _inside(cover_of(track).at(video.poster_at))
    for covered, sides in there.items():
        Appearance.objects.filter(pk=covered).update(box=sides and [round(side, 5) for side in sides])


def _inside(sides: Sides | None) -> Sides | None:
    if (
        sides is None
        or sides[0] >= 1
        or sides[1] >= 1
        or sides[0] + sides[2] <= 0
        or sides[1] + sides[3] <= 0
    ):
        return None
    return sides

"""Videos of a post: what stands against changing one, and how far the work on each is."""

from collections.abc import Iterable
from dataclasses import dataclass

from schoolgate.kernel.actor import Actor
from schoolgate.media.models import Picture, Video
from schoolgate.media.video.limits import Reason
from schoolgate.media.video.made import cover_poster, note_whether_it_goes_out
from schoolgate.media.video.words import film_refused
from schoolgate.posts.changing import refusals_to_change_picture
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.films import Film
from schoolgate.rules.refusals import Control, Refusal


@dataclass(frozen=True, slots=True)
class FilmShown:
    """A video on a page: its state, how far the work on it is in hundredths, and whether it has and keeps its sound."""

    state: str
    percent: int
    seconds: float
    has_sound: bool
    keeps_sound: bool
    why_not: Refusal | None = None

    @property
    def is_waited_for(self) -> bool:
        return self.state == Film.WAITING

    @property
    def is_ready(self) -> bool:
        return self.state == Film.READY


def films_of(pictures: Iterable[PostPicture]) -> dict[int, FilmShown]:
    """The videos among these, by picture. One query where there is any, none else."""
    with_film = {one.picture_id: one.picture.film for one in pictures if one.picture.film}
    if not with_film:
        return {}
    return {
        video.picture_id: FilmShown(
            with_film[video.picture_id],
            video.percent,
            video.seconds,
            video.has_sound,
            video.keeps_sound,
            film_refused(Reason(video.why_not)).refusal if video.why_not else None,
        )
        for video in Video.objects.filter(picture__in=with_film)
    }


def refusals_to_note(actor: Actor, picture: Picture, **_: object) -> list[Refusal]:
    if picture.film == Film.WAITING and picture.removed_at is None:
        return []
    return [Refusal(Control.STATE, "This video was looked through already.", "Nothing is left to do.")]


def refusals_to_choose_sound(actor: Actor, post: Post, *, picture: int, keep: bool) -> list[Refusal]:
    refusals = refusals_to_change_picture(actor, post, picture=picture)
    if not refusals and not Video.objects.filter(picture__in_posts=picture, has_sound=True).exists():
        refusals.append(
            Refusal(Control.STATE, "Nothing can be heard in this video.", "There is nothing to choose.")
        )
    return refusals


def films_are_others(post: Post) -> None:
    """Called where the content of a post changed: the posters follow the covers, and a video that was made with other
    covers, or with sound, no longer is what goes out. One query where there is no video."""
    for video in Video.objects.filter(
        picture__in_posts__post=post, picture__film__in=(Film.FOUND, Film.READY)
    ).select_related("picture"):
        cover_poster(video)
        note_whether_it_goes_out(video)

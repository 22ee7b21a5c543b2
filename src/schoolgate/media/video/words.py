"""The sentence for each reason why a video is not taken: what is wrong, and what to do next."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.media.video.limits import LARGEST_FILM, MOST_TRACKS, Reason
from schoolgate.rules.refusals import Control, Refusal


class FilmRefused(Exception):
    """A video is not taken. `refusal` says why, and what to do, in a teacher's words."""

    def __init__(self, refusal: Refusal, reason: Reason) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal
        self.reason = reason


def film_refused(reason: Reason, detail: str = "") -> FilmRefused:
    """The refusal for this reason."""
    words, next_step = _SENTENCES[reason](detail)
    return FilmRefused(Refusal(Control.FILE_IS_SAFE, words, next_step), reason)


def longest_in_words() -> str:
    """How long a video may be here, as people say it."""
    minutes, seconds = divmod(settings.LONGEST_VIDEO, 60)
    if not seconds:
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    return _("%(number)s seconds") % {"number": settings.LONGEST_VIDEO}


def _cut() -> str:
    return _("Cut it on your phone to the part that you want to show, then add it again.")


def _save_anew() -> str:
    return _("Open it on your phone, save it there as a new video, and add that.")


def _too_many_bytes(detail: str) -> tuple[str, str]:
    return _("This video is larger than %(most)s MB.") % {"most": LARGEST_FILM // (1024 * 1024)}, _cut()


def _too_long(detail: str) -> tuple[str, str]:
    words = _("This video is longer than %(longest)s.") % {"longest": longest_in_words()}
    return words, _cut()


def _no_picture(detail: str) -> tuple[str, str]:
    return (
        _("There is only sound in this file, nothing to be seen."),
        _("Add a video straight from your phone."),
    )


def _no_frames(detail: str) -> tuple[str, str]:
    return _("There is not one picture in this video."), _save_anew()


def _unknown_codec(detail: str) -> tuple[str, str]:
    return (
        _("This video is written in a way that we do not open here."),
        _("Save it as MP4 (H.264), as phones do, and add that."),
    )


def _too_large(detail: str) -> tuple[str, str]:
    return (
        _("The pictures of this video are larger than we open here (%(size)s).")
        % {"size": detail.replace("x", " × ")},
        _("Save a smaller copy, at most 4K, and add that."),
    )


def _too_small(detail: str) -> tuple[str, str]:
    return (
        _("This video is only %(size)s pixels: nobody could see anything.")
        % {"size": detail.replace("x", " × ")},
        _("Add the video as it was taken."),
    )


def _cut_off(detail: str) -> tuple[str, str]:
    return (
        _("Only the first part of this video arrived."),
        _("Play it on your phone to its end, then add it again."),
    )


def _damaged(detail: str) -> tuple[str, str]:
    return _("This video is damaged, or is none at all."), _save_anew()


def _too_hard(detail: str) -> tuple[str, str]:
    return _("This video could not be opened safely."), _save_anew()


def _too_many_faces(detail: str) -> tuple[str, str]:
    return (
        _("More than %(most)s faces come and go in this video.") % {"most": MOST_TRACKS},
        _("Cut it to a shorter part with fewer people, then add it again."),
    )


def _not_here(detail: str) -> tuple[str, str]:
    return (
        _("This is a video, and this installation takes pictures only."),
        _("Stop it at the best moment, take a screenshot, and add that."),
    )


def _out_of_order(detail: str) -> tuple[str, str]:
    return (
        _("Videos cannot be opened just now. Nothing is wrong with yours."),
        _("Add a picture instead, and tell whoever looks after this computer."),
    )


def _gone(detail: str) -> tuple[str, str]:
    return _("The video that you added is no longer here."), _("Take it out, and add it again.")


_SENTENCES: dict[Reason, Callable[[str], tuple[str, str]]] = {
    Reason.TOO_MANY_BYTES: _too_many_bytes,
    Reason.TOO_LONG: _too_long,
    Reason.NO_PICTURE: _no_picture,
    Reason.NO_FRAMES: _no_frames,
    Reason.UNKNOWN_CODEC: _unknown_codec,
    Reason.TOO_LARGE: _too_large,
    Reason.TOO_SMALL: _too_small,
    Reason.CUT_OFF: _cut_off,
    Reason.DAMAGED: _damaged,
    Reason.TOO_HARD: _too_hard,
    Reason.TOO_MANY_FACES: _too_many_faces,
    Reason.NOT_HERE: _not_here,
    Reason.OUT_OF_ORDER: _out_of_order,
    Reason.GONE: _gone,
}

"""The sentence for each reason why a file is not taken: what is wrong, and what to do next."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from schoolgate.media.decoding.kinds import Kind
from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, MOST_PIXELS, Reason
from schoolgate.rules.refusals import Control, Refusal


class PictureRefused(Exception):
    """A file is not taken. `refusal` says why, and what to do, in a teacher's words."""

    def __init__(self, refusal: Refusal, reason: Reason) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal
        self.reason = reason


def refused(reason: Reason, detail: str = "") -> PictureRefused:
    """The refusal for this reason. `detail` is a kind of file, or a size in pixels as "12000x9000"."""
    words, next_step = _SENTENCES[reason](detail)
    return PictureRefused(Refusal(Control.FILE_IS_SAFE, words, next_step), reason)


def _empty(detail: str) -> tuple[str, str]:
    return (
        _("This file is empty. Nothing of your picture arrived."),
        _("Open the picture on your phone until you see it sharp, then add it again."),
    )


def _too_many_bytes(detail: str) -> tuple[str, str]:
    return (
        _("This file is larger than %(most)s MB.") % {"most": LARGEST_UPLOAD // (1024 * 1024)},
        _shrink(),
    )


def _shrink() -> str:
    return _("Take a screenshot of the picture and add that, or save a smaller copy first.")


def _wrong_kind(detail: str) -> tuple[str, str]:
    photograph = _("Add a photograph straight from your phone, or one saved as JPEG or PNG.")
    screenshot = _("Take a screenshot of what you want to show, and add that.")
    by_kind = {
        Kind.GIF: (_("This is a GIF. Those can move and flash, so we do not take them."), screenshot),
        Kind.SVG: (_("This is an SVG drawing. It can carry a program, so we do not take it."), screenshot),
        Kind.PDF: (_("This is a PDF document, whatever its name says. It is not a picture."), screenshot),
        Kind.WEB_PAGE: (_("This is a web page, whatever its name says. It is not a picture."), screenshot),
        Kind.VIDEO: (
            _("This is a video, not a picture."),
            _("Stop it at the best moment, take a screenshot, and add that."),
        ),
        Kind.SOUND: (_("This is a sound, not a picture."), photograph),
        Kind.ZIP: (
            _("This is a Word, PowerPoint or ZIP file, whatever its name says. It is not a picture."),
            _("Open it, save the picture from it, and add that."),
        ),
        Kind.OFFICE: (
            _("This is an Office document, whatever its name says. It is not a picture."),
            _("Open it, save the picture from it, and add that."),
        ),
        Kind.TIFF: (_("This is a TIFF or a camera's raw picture. We do not take those."), photograph),
        Kind.BMP: (_("This is a BMP picture. We do not take those."), photograph),
        Kind.PHOTOSHOP: (_("This is a Photoshop file. We do not take those."), photograph),
    }
    unknown = (
        _("We cannot tell what this file is. We take JPEG, PNG, WebP, HEIC and AVIF pictures."),
        photograph,
    )
    return by_kind.get(Kind(detail), unknown)


def _hidden_file(detail: str) -> tuple[str, str]:
    what = {Kind.PDF: _("a PDF document"), Kind.ZIP: _("a ZIP file")}.get(Kind(detail), _("a web page"))
    return (
        _("Another file is hidden behind this picture: %(what)s. It could do harm, so we did not keep it.")
        % {"what": what},
        _("Take a screenshot of the picture and add that. Tell your network manager who sent it to you."),
    )


def _too_many_pixels(detail: str) -> tuple[str, str]:
    most = MOST_PIXELS // 1_000_000
    if not detail:
        return _("This picture is far too large. We open at most %(most)s megapixels.") % {
            "most": most
        }, _shrink()
    width, height = _sides(detail)
    facts = {
        "width": f"{width:,}",
        "height": f"{height:,}",
        "megapixels": f"{round(width * height / 1_000_000):,}",
        "most": most,
    }
    return (
        _(
            "This picture is too large: %(width)s by %(height)s dots are %(megapixels)s megapixels. "
            "We open at most %(most)s."
        )
        % facts,
        _shrink(),
    )


def _too_small(detail: str) -> tuple[str, str]:
    width, height = _sides(detail)
    return (
        _("This picture is only %(width)s by %(height)s dots, too small to show.")
        % {"width": width, "height": height},
        _("Add the picture itself, not its small preview."),
    )


def _sides(detail: str) -> tuple[int, int]:
    width, _x, height = detail.partition("x")
    return int(width), int(height)


def _moving(detail: str) -> tuple[str, str]:
    return (
        _("This picture moves. We take pictures that stand still."),
        _("Stop it at the best moment, take a screenshot, and add that."),
    )


def _damaged(detail: str) -> tuple[str, str]:
    return (
        _("This picture is damaged, or only part of it arrived."),
        _("Add it again. If that does not help, open it on your phone, take a screenshot and add that."),
    )


def _too_hard(detail: str) -> tuple[str, str]:
    return (
        _("We could not open this picture safely: it asks for more memory or time than a photograph should."),
        _shrink(),
    )


def _busy(detail: str) -> tuple[str, str]:
    return (
        _("Many pictures are arriving just now, and yours waited too long."),
        _("It is still on your phone. Add it again in a minute."),
    )


def _out_of_order(detail: str) -> tuple[str, str]:
    return (
        _("We cannot open pictures just now. This is not the fault of yours."),
        _("It is still on your phone. Add it again later, and tell the person who looks after Schoolgate."),
    )


def _no_room(detail: str) -> tuple[str, str]:
    return (
        _("There is no room left to keep pictures, so this one was not saved."),
        _("It is still on your phone. Tell the person who looks after Schoolgate, then add it again."),
    )


_SENTENCES: dict[Reason, Callable[[str], tuple[str, str]]] = {
    Reason.EMPTY: _empty,
    Reason.TOO_MANY_BYTES: _too_many_bytes,
    Reason.WRONG_KIND: _wrong_kind,
    Reason.HIDDEN_FILE: _hidden_file,
    Reason.TOO_MANY_PIXELS: _too_many_pixels,
    Reason.TOO_SMALL: _too_small,
    Reason.MOVING: _moving,
    Reason.DAMAGED: _damaged,
    Reason.TOO_HARD: _too_hard,
    Reason.BUSY: _busy,
    Reason.OUT_OF_ORDER: _out_of_order,
    Reason.NO_ROOM: _no_room,
}

"""Two people, or two windows, on what was found in one picture: nobody's answer is written over unseen.

The page says how each face, or each word, stood when it was made; what stands otherwise now was answered meanwhile.
"""

from collections.abc import Iterable, Mapping

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.kernel.actions import Refused
from schoolgate.posts.faces import FaceShown
from schoolgate.posts.readable import WordsShown
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.web.door import SchoolRequest
from schoolgate.web.failures import GoneMeanwhile

OPEN, NOBODY, COVERED, STANDS = "open", "nobody", "covered", "stands"


def face_stands(face: FaceShown) -> str:
    """The answer of a face, as a word for the page."""
    if face.is_open:
        return OPEN
    if face.is_unrecognisable:
        return NOBODY
    return COVERED if face.is_covered else f"named-{face.appearance}"


def words_stand(words: WordsShown) -> str:
    """The answer of some words, as a word for the page."""
    if words.is_open:
        return OPEN
    return COVERED if words.is_covered else STANDS


def stood_on_page(request: SchoolRequest) -> dict[int, str]:
    """How each stood when the page was made, by id; empty where the page did not say."""
    pairs = (one.partition(":") for one in request.POST.get("stood", "").split())
    return {int(key): word for key, _colon, word in pairs if key.isdigit()}


def still_to_do(
    stood: Mapping[int, str], now: Mapping[int, str], meant: Iterable[int], wanted: str
) -> list[int]:
    """Those meant that have not this answer by now, as after a button that was pressed twice.

    Raises Refused where one has an answer that the page did not show.
    """
    wanting = [
        one for one in meant if one not in stood or now.get(one, OPEN) != wanted or stood[one] == wanted
    ]
    changed = [one for one in wanting if one in stood and now.get(one, OPEN) != stood[one]]
    if changed:
        raise Refused([answered_meanwhile(len(changed))])
    return wanting


def answered_meanwhile(number: int) -> Refusal:
    """What is told to the second of two."""
    words = ngettext(
        "One answer was changed meanwhile, by a colleague or in another window. It was not written over.",
        "%(number)s answers were changed meanwhile, by a colleague or in another window. They were not written over.",
        number,
    )
    return Refusal(
        Control.STATE,
        words % {"number": number},
        _("Look at it as it stands now. Change it where it is wrong."),
    )


def new_meanwhile(number: int) -> Refusal:
    """Faces that this page never showed, or showed with an answer that was taken back: nobody has looked at them."""
    words = ngettext(
        "One more face is open: a colleague drew it, or took its answer back, while you had this page.",
        "%(number)s more faces are open: a colleague drew them, or took answers back, while you had this page.",
        number,
    )
    return Refusal(Control.STATE, words % {"number": number}, _("Look at each, and answer for it."))


def picture_gone() -> Http404:
    """Somebody took the picture out of the post, or the post went out, while this page was open."""
    return GoneMeanwhile(
        _("This picture can no longer be changed here: it was taken out of the post, or the post went out."),
    )

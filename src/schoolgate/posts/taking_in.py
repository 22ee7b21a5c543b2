"""From files of a form to masters in the store, before any action: slow work holds no lock.

What was kept and then not used (the action was refused) is removed again by the caller.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from schoolgate.media.decoding.intake import PictureRefused, clean_picture
from schoolgate.media.faces.finding import find_faces
from schoolgate.media.showing import picture_store
from schoolgate.media.uploading import refused_on_the_way
from schoolgate.people.models import School
from schoolgate.posts.actions.picturing import KeptPicture
from schoolgate.rules.refusals import Refusal

FIELDS = ("pictures", "camera")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The masters that were kept, and why the other files were not."""

    kept: tuple[KeptPicture, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def take_in(request: HttpRequest, school: School, *, there_already: Iterable[str] = ()) -> TakenIn:
    """Clean and keep every picture that came with this request. One that is in the post already is left out."""
    files = [file for field in FIELDS for file in request.FILES.getlist(field)]
    refusals = [
        _of(name, why.refusal) for field in FIELDS for name, why in refused_on_the_way(request, field)
    ]
    kept: list[KeptPicture] = []
    seen = set(there_already)
    for file in files:
        try:
            one = _keep(school, file, seen)
        except PictureRefused as why:
            refusals.append(_of(file.name or "", why.refusal))
        else:
            if one is not None:
                seen.add(one.sha256)
                kept.append(one)
    return TakenIn(tuple(kept), tuple(refusals))


def put_away(school: School, kept: Sequence[KeptPicture]) -> None:
    """Remove masters that nothing uses."""
    for one in kept:
        picture_store().remove(school.pk, one.stored_as)


def _keep(school: School, file: UploadedFile, seen: Iterable[str]) -> KeptPicture | None:
    clean = clean_picture(_bytes_of(file))
    if clean.sha256 in seen:
        return None
    name = picture_store().keep(school.pk, clean.bytes)
    faces = find_faces(clean.bytes)
    return KeptPicture(name, clean.width, clean.height, clean.sha256, len(clean.bytes), faces)


def _bytes_of(file: UploadedFile) -> bytes:
    file.seek(0)
    return file.read()


def _of(name: str, refusal: Refusal) -> Refusal:
    """The refusal with the file it speaks of, so that one of several is found."""
    words = _("%(file)s: %(words)s") % {"file": name, "words": refusal.words} if name else refusal.words
    return replace(refusal, words=words, about="pictures")

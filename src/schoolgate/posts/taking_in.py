"""From files of a form to masters in the store, before any action: slow work holds no lock.

What was kept and then not used (the action was refused) is removed again by the caller.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from schoolgate.media.decoding.intake import PictureRefused, clean_picture
from schoolgate.media.decoding.kinds import Kind, kind_of
from schoolgate.media.faces.finding import find_faces
from schoolgate.media.showing import picture_store
from schoolgate.media.uploading import refused_on_the_way
from schoolgate.media.video.asking import container_of, films_are_taken, look_at
from schoolgate.media.video.keeping import films, upload
from schoolgate.media.video.limits import Reason
from schoolgate.media.video.words import FilmRefused, film_refused
from schoolgate.media.words_seen.finding import models_are_there
from schoolgate.people.models import School
from schoolgate.posts.actions.picturing import KeptFilm, KeptPicture
from schoolgate.posts.changing import no_room_for_more
from schoolgate.posts.file_names import pupils_in_file_name
from schoolgate.rules.posts.words_seen import Reading
from schoolgate.rules.refusals import Refusal

FIELDS = ("pictures", "camera")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The masters that were kept, and why the other files were not."""

    kept: tuple[KeptPicture, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def take_in(
    request: HttpRequest, school: School, *, there_already: Iterable[str] = (), room: int | None = None
) -> TakenIn:
    """Clean and keep every picture that came with this request. One that is in the post already is left out, and so
    are those for which there is no `room`, by their names."""
    files = [file for field in FIELDS for file in request.FILES.getlist(field)]
    refusals = [
        _of(name, why.refusal) for field in FIELDS for name, why in refused_on_the_way(request, field)
    ]
    if room is not None:
        refusals += [_of(file.name or "", no_room_for_more()) for file in files[max(0, room) :]]
        files = files[: max(0, room)]
    kept: list[KeptPicture] = []
    seen = set(there_already)
    for file in files:
        try:
            one = _keep(school, file, seen)
        except (PictureRefused, FilmRefused) as why:
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
    if (container := _container_of(file)) is not None:
        return _keep_film(school, file, container, seen)
    clean = clean_picture(_bytes_of(file))
    if clean.sha256 in seen:
        return None
    name = picture_store().keep(school.pk, clean.bytes)
    faces = find_faces(clean.bytes)
    named = pupils_in_file_name(school, file.name or "")
    size = len(clean.bytes)
    return KeptPicture(name, clean.width, clean.height, clean.sha256, size, faces, _to_be_read(), named)


def _to_be_read() -> Reading:
    return Reading.WAITING if models_are_there() else Reading.UNREAD


def _container_of(file: UploadedFile) -> str | None:
    """Which kind of video this is, by its first bytes; None where it is none. Raises FilmRefused for one that nobody
    opens here."""
    file.seek(0)
    beginning = file.read(64)
    if kind_of(beginning) is not Kind.VIDEO:
        return None
    container = container_of(beginning)
    if not container and films_are_taken():
        raise film_refused(Reason.UNKNOWN_CODEC)
    return container or None


def _keep_film(school: School, file: UploadedFile, container: str, seen: Iterable[str]) -> KeptPicture | None:
    named = pupils_in_file_name(school, file.name or "")
    with _on_disk(file) as opened:
        return keep_film(school, opened, container, seen=seen, named=named)


def keep_film(
    school: School,
    file: IO[bytes],
    container: str,
    *,
    seen: Iterable[str] = (),
    named: tuple[int, ...] = (),
) -> KeptPicture | None:
    """A picture of the video, which stands for it, and beside it what was sent, until it is drawn anew. None where the
    same video was `seen`; two that begin alike are two. Raises FilmRefused."""
    file.seek(0)
    digest = file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it is read from, no more
    if digest in seen:
        return None
    looks = look_at(file, container)
    poster = looks.poster
    name = picture_store().keep(school.pk, poster.bytes)
    try:
        size = file.seek(0, 2)
        file.seek(0)
        films().put(upload(school.pk, name), file)
    except BaseException:
        picture_store().remove(school.pk, name)
        raise
    return KeptPicture(
        name,
        poster.width,
        poster.height,
        digest,
        len(poster.bytes),
        None,
        _to_be_read(),
        named,
        film=KeptFilm(container, looks.seconds, size, looks.has_sound, looks.poster_at),
    )


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[IO[bytes]]:
    """A file with a number, as a child process wants it."""
    if isinstance(file, TemporaryUploadedFile):
        with Path(file.temporary_file_path()).open("rb") as opened:
            yield opened
        return
    with TemporaryFile() as opened:
        for piece in file.chunks():
            opened.write(piece)
        opened.flush()
        opened.seek(0)
        yield opened


def _bytes_of(file: UploadedFile) -> bytes:
    file.seek(0)
    return file.read()


def _of(name: str, refusal: Refusal) -> Refusal:
    """The refusal with the file it speaks of, so that one of several is found."""
    words = _("%(file)s: %(words)s") % {"file": name, "words": refusal.words} if name else refusal.words
    return replace(refusal, words=words, about="pictures")

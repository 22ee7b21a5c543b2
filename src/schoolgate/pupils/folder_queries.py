"""Reads of the folder: how it is set, what it did, and what stands against taking a file in."""

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.put_right import refusals_before_pupils_data
from schoolgate.people.models import School
from schoolgate.pupils import folders
from schoolgate.pupils.import_queries import waiting_import
from schoolgate.pupils.models import FolderFile, RollFolder, RollImport
from schoolgate.rules import roll_import as rules
from schoolgate.rules.refusals import Refusal


def folder_settings(school: School) -> RollFolder:
    """How the folder is set; not watched until somebody says so."""
    found = RollFolder.objects.filter(school=school).first()
    return found or RollFolder(school=school)


def files_seen(school: School, most: int) -> list[FolderFile]:
    """What stood in the folder, the latest first."""
    seen = FolderFile.objects.filter(school=school).select_related("roll_import")
    return list(seen.order_by("-seen_at", "-pk")[:most])


def was_taken_before(school: School, digest: str) -> bool:
    """The very same file was taken in before, whatever it was called."""
    return FolderFile.objects.filter(school=school, digest=digest, state=FolderFile.State.TAKEN).exists()


def persons_import(school: School) -> RollImport | None:
    """A file that a person uploaded and nobody has confirmed yet."""
    waits = waiting_import(school)
    return waits if waits is not None and waits.uploaded_by_id is not None else None


def refusals_to_watch(
    actor: Actor, school: School, *, is_watched: bool = False, **_: object
) -> list[Refusal]:
    return [
        *(refusals_before_pupils_data(actor) if is_watched else ()),
        *rules.refusals_to_watch(is_watched=is_watched, is_there=folders.is_there(school)),
    ]


def refusals_to_take_in(actor: Actor, line: FolderFile, **_: object) -> list[Refusal]:
    is_open = line.state in (FolderFile.State.GROWING, FolderFile.State.WAITS)
    return [*refusals_before_pupils_data(actor), *rules.refusals_to_take_in(is_open=is_open)]


def is_the_newest(school: School, digest: str) -> bool:
    """The very same content was the last that was taken in: nothing is left to do with it."""
    newest = FolderFile.objects.filter(school=school, state=FolderFile.State.TAKEN).order_by(
        "-seen_at", "-pk"
    )
    return newest.values_list("digest", flat=True).first() == digest


def refusals_to_send(actor: Actor, school: School, **_: object) -> list[Refusal]:
    return list(refusals_before_pupils_data(actor))


def refusals_to_mark_seen(actor: Actor, line: FolderFile, **_: object) -> list[Refusal]:
    is_open = line.state == FolderFile.State.BROKEN and line.read_by_a_person_at is None
    return list(rules.refusals_to_mark_seen(is_open=is_open))

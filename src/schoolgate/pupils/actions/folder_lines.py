"""The lines of a folder's files while they are written, before anything is taken in: bookkeeping of the tick."""

from datetime import datetime

from schoolgate.people.models import School
from schoolgate.pupils.folders import SeenFile
from schoolgate.pupils.models import FolderFile


def first_seen(school: School, seen: SeenFile, now: datetime) -> FolderFile:
    """A line for a file that was not there before, or was written to anew."""
    growing = FolderFile.objects.filter(school=school, name=seen.name, state=FolderFile.State.GROWING)
    growing.delete()
    return FolderFile.objects.create(
        school=school, name=seen.name, size=seen.size, written_at=seen.written_at, seen_at=now
    )


def has_grown(line: FolderFile, seen: SeenFile, now: datetime) -> None:
    line.size, line.seen_at = seen.size, now
    line.save(update_fields=["size", "seen_at"])


def is_the_same_as_before(line: FolderFile, digest: str) -> None:
    """The very same file was taken in before: nothing is done with it."""
    line.state, line.digest = FolderFile.State.SAME, digest
    line.save(update_fields=["state", "digest"])

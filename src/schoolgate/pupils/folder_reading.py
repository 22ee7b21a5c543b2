"""The tick that looks into each school's folder and takes a file in once it has stopped growing."""

import logging
from datetime import datetime, timedelta

from django_scopes import scope, scopes_disabled

from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.put_right import refusals_before_pupils_data
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils import folder_queries as queries
from schoolgate.pupils import folders, import_queries, stored_rolls
from schoolgate.pupils.actions.folder import note_broken_file, take_from_folder
from schoolgate.pupils.actions.folder_lines import first_seen, has_grown, is_the_same_as_before
from schoolgate.pupils.folders import SeenFile
from schoolgate.pupils.importing.columns import known_headings
from schoolgate.pupils.importing.reading import FileRefused, read_file
from schoolgate.pupils.importing.vocabulary import Code, FileProblem
from schoolgate.pupils.models import FolderFile, RollFolder, RollImport

# A file that has had this size for so long is whole.
STILL = timedelta(seconds=50)
_OPEN = (FolderFile.State.GROWING, FolderFile.State.WAITS)
log = logging.getLogger(__name__)


def read_folders(now: datetime) -> int:
    """Look into every watched folder; how many files were taken in. What goes wrong in one stops no other."""
    with scopes_disabled():
        watched = list(RollFolder.objects.filter(is_watched=True).select_related("school__trust"))
    taken = 0
    for folder in watched:
        with scope(school=folder.school):
            try:
                # What waits for HTTPS, e-mail, a backup is not even copied from there.
                if not refusals_before_pupils_data(clock(folder.school, now)):
                    taken += _read(folder, now)
            except OSError:
                log.warning("the folder of school %s cannot be read", folder.school_id)
            except Exception:
                log.exception("the folder of school %s", folder.school_id)
    return taken


def _read(folder: RollFolder, now: datetime) -> int:
    taken = 0
    for seen in folders.files_in(folder.school):
        line = _line_of(folder.school, seen, now)
        if line is not None:
            taken += _take_in(folder, line, now)
    return taken


def _line_of(school: School, seen: SeenFile, now: datetime) -> FolderFile | None:
    """The line of a file that is whole and waits to be taken in; None while it grows, or after."""
    same = FolderFile.objects.filter(school=school, name=seen.name)
    line = same.filter(written_at=seen.written_at).first()
    if line is None:
        first_seen(school, seen, now)
        return None
    if line.state not in _OPEN:
        return None
    if line.size != seen.size:
        has_grown(line, seen, now)
        return None
    if line.state == FolderFile.State.WAITS and queries.persons_import(school) is not None:
        return None
    return line if now - line.seen_at >= STILL else None


def _take_in(folder: RollFolder, line: FolderFile, now: datetime) -> bool:
    """Take one whole file in; False where it is broken or was taken in before."""
    actor = clock(folder.school, now)
    stored_as = stored_rolls.keep(folders.pieces_of(folder.school, line.name))
    is_kept = False
    try:
        is_kept = _take_stored(actor, line, stored_as)
    finally:
        if not is_kept:
            stored_rolls.throw_away(stored_as)
        import_queries.forget_results()
    if line.state in (FolderFile.State.TAKEN, FolderFile.State.SAME):
        _put_away(folder, line, now)
    return is_kept


def _take_stored(actor: Actor, line: FolderFile, stored_as: str) -> bool:
    school = actor.school
    digest = stored_rolls.digest_of(stored_as)
    if queries.was_taken_before(school, digest):
        is_the_same_as_before(line, digest)
        return False
    try:
        with stored_rolls.opened(stored_as) as file:
            sheet = read_file(file, known_headings)
        mapping, is_known = import_queries.mapping_for(school, sheet)
        if is_known:
            # Read before anything is locked: opening a workbook may take a while.
            unsaved = RollImport(school=school, stored_as=stored_as, mapping=mapping.to_json())
            import_queries.result_of(unsaved, today_of(actor.now))
        take_from_folder(
            actor,
            line,
            file_digest=digest,
            stored_as=stored_as,
            mapping=mapping.to_json(),
            columns_are_known=is_known,
        )
    except FileRefused as refused:
        _note_broken(actor, line, digest, refused.problem)
        return False
    except Refused:
        return False
    line.refresh_from_db()
    return True


def _note_broken(actor: Actor, line: FolderFile, digest: str, problem: FileProblem) -> None:
    if problem.code in (Code.BUSY, Code.OUT_OF_ORDER):
        return  # not the fault of the file: it is tried again
    note_broken_file(actor, line, file_digest=digest, code=str(problem.code), about=problem.value)
    line.refresh_from_db()


def _put_away(folder: RollFolder, line: FolderFile, now: datetime) -> None:
    """Move the file where the office wishes so. Left where it is it does no harm: it is known by its digest."""
    if folder.afterwards != RollFolder.Afterwards.MOVE:
        return
    try:
        folders.put_away(folder.school, line.name, now)
    except OSError:
        log.warning("a file in the folder of school %s cannot be moved", folder.school_id)

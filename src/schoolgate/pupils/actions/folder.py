"""The folder that the management system writes to: watched or not, and what is taken in from it without a person.

Only what is stricter happens at once. Everything else waits as a prepared import for the office.
"""

from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils import folder_queries as queries
from schoolgate.pupils.actions.apart_writing import keep_apart
from schoolgate.pupils.actions.holds import hold_marked, newly_marked
from schoolgate.pupils.actions.importing import followed_up
from schoolgate.pupils.actions.roll_writing import (
    Written,
    ask_office,
    change_pupils,
    record_consents,
    roll_is_new,
)
from schoolgate.pupils.import_queries import forget_plans, plan_of, result_of, waiting_import
from schoolgate.pupils.importing.plan import Plan
from schoolgate.pupils.locking import lock_whole_roll
from schoolgate.pupils.models import FolderFile, RollFolder, RollImport
from schoolgate.pupils.stricter import stricter_part
from schoolgate.rules.refusals import Control

_CONTROLS = (Control.ROLL_IMPORT, Control.CONSENT_FOR_EVERY_USE)


@action(
    may=Permission.ROLL_IMPORT,
    unless=queries.refusals_to_watch,
    records=EventType.ROLL_FOLDER_CHANGED,
    in_person=True,
)
def watch_folder(actor: Actor, school: School, *, is_watched: bool, afterwards: str) -> Done:
    """Watch the school's folder or stop it, and say what becomes of a file that was taken in."""
    RollFolder.objects.update_or_create(
        school=school,
        defaults={"is_watched": is_watched, "afterwards": afterwards, "changed_at": actor.now},
    )
    return Done(school, {"is_watched": is_watched, "afterwards": afterwards})


@action(
    may=Permission.ROLL_TAKE_IN,
    unless=queries.refusals_to_take_in,
    records=EventType.ROLL_FOLDER_READ,
    locks=lock_whole_roll,
)
def take_from_folder(
    actor: Actor,
    line: FolderFile,
    *,
    file_digest: str,
    stored_as: str,
    mapping: dict[str, Any],
    columns_are_known: bool,
) -> Done:
    """Take a file in: what is stricter at once, the rest as an import for the office to confirm."""
    return taken_in(
        actor,
        line,
        file_digest=file_digest,
        stored_as=stored_as,
        mapping=mapping,
        columns_are_known=columns_are_known,
    )


def taken_in(
    actor: Actor,
    line: FolderFile,
    *,
    file_digest: str,
    stored_as: str,
    mapping: dict[str, Any],
    columns_are_known: bool,
) -> Done:
    """The body of every action that takes a roll in without a person, inside its transaction."""
    school = actor.school
    others = queries.persons_import(school)
    also = [] if others is not None else _drop_what_waits(school)
    roll_import = RollImport.objects.create(
        school=school,
        state=RollImport.State.PREVIEW if columns_are_known else RollImport.State.MAPPING,
        file_name=line.name,
        file_digest=file_digest,
        stored_as=stored_as,
        mapping=mapping,
        roll_version=school.roll_version,
        uploaded_at=actor.now,
    )
    written, rest_is_empty = Written(), False
    held: tuple[Happened, ...] = ()
    if columns_are_known:
        plan = plan_of(roll_import, today_of(actor.now))
        written = _apply(actor, roll_import, plan)
        held = hold_marked(actor, roll_import, newly_marked(plan))
        line.applied = _counts(written)
        forget_plans()
        rest_is_empty = plan_of(roll_import, today_of(actor.now)).is_empty
    if others is not None or rest_is_empty:
        _close(actor, roll_import, line.applied)
    waits = others is not None and not rest_is_empty
    line.state = FolderFile.State.WAITS if waits else FolderFile.State.TAKEN
    line.digest, line.roll_import = file_digest, roll_import
    line.save(update_fields=["state", "digest", "roll_import", "applied"])
    happened = (*also, *followed_up(roll_import, written), *held)
    return Done(roll_import, {"file": file_digest, "applied": line.applied}, _CONTROLS, happened)


def _drop_what_waits(school: School) -> list[Happened]:
    """What the folder prepared before and nobody has looked through is out of date now."""
    before = waiting_import(school)
    if before is None:
        return []
    before.state = RollImport.State.DROPPED
    before.save(update_fields=["state"])
    return [Happened(EventType.ROLL_IMPORT_DROPPED, before, {"file": before.file_digest, "newer": True})]


def _apply(actor: Actor, roll_import: RollImport, plan: Plan) -> Written:
    """Write the stricter part of the plan."""
    part = stricter_part(plan)
    findings = {row.line: row.findings for row in result_of(roll_import, today_of(actor.now)).rows}
    written = Written(left=change_pupils(actor, part, absent_have_left=False) if part.leavers else [])
    written.kept_apart = keep_apart(actor, roll_import, part.kept_apart)
    record_consents(actor, roll_import, part, written)
    if part.consent_questions:
        ask_office(actor, roll_import, part, {}, findings)
    if part.leavers:
        roll_is_new(actor.school)
    return written


def _counts(written: Written) -> dict[str, int]:
    """How many pupils each stricter thing was about."""
    counts = {
        "withdrawn": len(written.withdrawn),
        "refused": len(written.refused.keys() - written.withdrawn.keys()),
        "left": len(written.left),
        "kept_apart": len(written.kept_apart),
    }
    return {what: count for what, count in counts.items() if count}


def _close(actor: Actor, roll_import: RollImport, applied: dict[str, int]) -> None:
    """Nothing of this import is left for the office, or another file has to be confirmed first."""
    roll_import.state = RollImport.State.DONE
    roll_import.confirmed_at = actor.now
    roll_import.counts = {"joined": 0, "changed": 0, "left": 0, "withdrawn": 0, **applied}
    roll_import.save(update_fields=["state", "confirmed_at", "counts"])


@action(may=Permission.ROLL_TAKE_IN, unless=queries.refusals_to_take_in, records=EventType.ROLL_FILE_BROKEN)
def note_broken_file(actor: Actor, line: FolderFile, *, file_digest: str, code: str, about: str) -> Done:
    """A file of the folder cannot be read; the office is told on Today. Nothing on the roll changes."""
    line.state, line.digest = FolderFile.State.BROKEN, file_digest
    line.problem, line.problem_about = code, about[:80]
    line.save(update_fields=["state", "digest", "problem", "problem_about"])
    return Done(line, {"problem": code})


@action(may=Permission.ROLL_IMPORT, unless=queries.refusals_to_mark_seen, records=EventType.ROLL_FILE_SEEN)
def mark_file_seen(actor: Actor, line: FolderFile) -> Done:
    """Say that somebody has looked at a file that could not be read."""
    line.read_by_a_person_at = actor.now
    line.save(update_fields=["read_by_a_person_at"])
    return Done(line)

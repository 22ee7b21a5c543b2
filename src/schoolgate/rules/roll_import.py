"""When a file may be brought in: its columns named, its changes seen, and who left said by a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.roll import Leads


class Absent(StrEnum):
    """What a person says of the pupils whom a file leaves out."""

    HAVE_LEFT = "have_left"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """An import that somebody wants to confirm.

    `seen` is the digest of the changes that the person was shown, `now` of those that would be made now.
    """

    is_waiting: bool
    file_is_there: bool
    seen: str = ""
    now: str = ""
    absent: int = 0
    absent_is_unsure: bool = False
    changes_anything: bool = True


def refusals_to_upload(*, another_waits: bool) -> Iterator[Refusal]:
    """One file at a time, or two previews would promise what only one can keep."""
    if another_waits:
        yield Refusal(
            Control.ROLL_IMPORT,
            "Another file is waiting to be confirmed.",
            "Confirm or drop it first.",
        )


def refusals_to_map(
    *, is_waiting: bool, missing: Iterable[str], named_twice: Iterable[str]
) -> Iterator[Refusal]:
    """Columns for the names and a number must be there, and none of a pupil's fields twice."""
    if not is_waiting:
        yield _not_waiting()
    for words in missing:
        yield Refusal(
            Control.ROLL_IMPORT,
            f"No column gives the {words}.",
            "Choose the column that does. Without it nobody can be imported.",
        )
    for words in named_twice:
        yield Refusal(
            Control.ROLL_IMPORT,
            f"Two columns give the {words}.",
            "Leave one of them out.",
        )


def refusals_to_confirm(facts: ImportFacts, absent: str) -> Iterator[Refusal]:
    """Exactly what was seen is done, and nobody leaves unless a person says so."""
    if not facts.is_waiting:
        yield _not_waiting()
        return
    if not facts.file_is_there:
        yield Refusal(Control.ROLL_IMPORT, "The uploaded file is gone.", "Upload it again.")
        return
    if facts.seen != facts.now:
        yield Refusal(
            Control.ROLL_IMPORT,
            "Something on the roll changed since you looked, so this import would do something else now.",
            "Look through it again, then confirm.",
        )
    if facts.absent and not facts.absent_is_unsure and absent not in set(Absent):
        yield Refusal(
            Control.ROLL_IMPORT,
            "Nobody has said whether the pupils who are not in the file have left.",
            "Choose one of the two answers.",
            about="absent",
        )
    if facts.absent and facts.absent_is_unsure and absent == Absent.HAVE_LEFT:
        yield Refusal(
            Control.ROLL_IMPORT,
            "A part of the file could not be read, so nobody can tell who has left.",
            "Put the file right and upload it again, or import it without leavers.",
            about="absent",
        )


def refusals_to_choose_leading_register(leads: str) -> Iterator[Refusal]:
    """One of the two registers leads."""
    if leads not in set(Leads):
        yield Refusal(Control.ROLL_IMPORT, "Nothing was chosen.", "Choose one of the two.", about="leads")


def refusals_to_drop(*, is_waiting: bool) -> Iterator[Refusal]:
    if not is_waiting:
        yield _not_waiting()


def _not_waiting() -> Refusal:
    return Refusal(
        Control.ROLL_IMPORT, "This file was already imported or dropped.", "Upload it again if you need it."
    )

"""When a file may be brought in: its columns named, its changes seen, and who left said by a person."""

from collections.abc import Iterable, Iterator, Sequence
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


def refusals_to_save_profile(*, name: str, is_shared: bool) -> Iterator[Refusal]:
    """What is shared has a name to be found by."""
    if is_shared and not name.strip():
        yield Refusal(
            Control.ROLL_IMPORT,
            "Other schools could not find it without a name.",
            "Write a name, such as the program that it is for.",
            about="name",
        )


def refusals_to_take_profile(*, is_waiting: bool, is_there: bool) -> Iterator[Refusal]:
    if not is_waiting:
        yield _not_waiting()
    if not is_there:
        yield Refusal(
            Control.ROLL_IMPORT, "This profile is gone, or is no longer shared.", "Choose another one."
        )


def refusals_to_part(
    *, is_waiting: bool, file_is_there: bool, is_asked: bool, chosen: Sequence[int], are_ours: bool
) -> Iterator[Refusal]:
    """Each school of the file is at most one of the trust's, and no two are the same."""
    if not is_waiting:
        yield _not_waiting()
        return
    if not file_is_there:
        yield Refusal(Control.ROLL_IMPORT, "The uploaded file is gone.", "Upload it again.")
    if not is_asked:
        return
    if not chosen:
        yield Refusal(
            Control.ROLL_IMPORT,
            "No school of the file is one of yours.",
            "Choose for at least one which school it is.",
        )
    if len(set(chosen)) < len(chosen):
        yield Refusal(
            Control.ROLL_IMPORT,
            "Two schools of the file would become the same school here.",
            "Choose another for one of them.",
        )
    if not are_ours:
        yield Refusal(
            Control.ROLL_IMPORT, "One of these schools is not in your trust.", "Choose one that is."
        )


def refusals_to_watch(*, is_watched: bool, is_there: bool) -> Iterator[Refusal]:
    """A folder that is not there cannot be watched."""
    if is_watched and not is_there:
        yield Refusal(
            Control.ROLL_IMPORT,
            "The folder of your school is not there.",
            "Ask whoever runs Schoolgate to make it, or to say where it is.",
        )


def refusals_to_take_in(*, is_open: bool) -> Iterator[Refusal]:
    """Each file is taken in once."""
    if not is_open:
        yield Refusal(Control.ROLL_IMPORT, "This file was taken in before.", "There is nothing to do.")


def refusals_to_mark_seen(*, is_open: bool) -> Iterator[Refusal]:
    if not is_open:
        yield Refusal(Control.ROLL_IMPORT, "Nothing is wrong with this file.", "There is nothing to do.")


def refusals_to_release_adult(*, is_released: bool, because: str) -> Iterator[Refusal]:
    """Whoever a court keeps away stays away until a keeper has read the order and says why not."""
    if is_released:
        yield Refusal(
            Control.RESTRICTED_NEVER_SHOWN, "This adult is no longer kept apart.", "There is nothing to do."
        )
    if not because.strip():
        yield Refusal(
            Control.RESTRICTED_NEVER_SHOWN,
            "Nobody can see later why this adult may be written to.",
            "Write what the order says, and who has read it.",
            about="because",
        )


def refusals_to_drop(*, is_waiting: bool) -> Iterator[Refusal]:
    if not is_waiting:
        yield _not_waiting()


def _not_waiting() -> Refusal:
    return Refusal(
        Control.ROLL_IMPORT, "This file was already imported or dropped.", "Upload it again if you need it."
    )

"""A breach of information: of what kinds, by when the Information Commissioner hears, what must be said before the end.

UK GDPR, articles 33 and 34. The 72 hours run from when somebody of the school found it, for then the school knows.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from schoolgate.rules.refusals import Control, Refusal

TOLD_WITHIN = timedelta(hours=72)
CLOSED_WITHIN = timedelta(days=30)
LONGEST = 2000


class Risk(StrEnum):
    """What happened, or could have happened, to the information."""

    LOSS = "loss"
    THEFT = "theft"
    ACCESS = "access"
    DISCLOSURE = "disclosure"


class Meant(StrEnum):
    """Whether somebody did it on purpose."""

    ACCIDENT = "accident"
    DELIBERATE = "deliberate"
    UNKNOWN = "unknown"


class Decided(StrEnum):
    """Whether somebody is told."""

    TELL = "tell"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """What is known of one breach when somebody would close it."""

    is_closed: bool
    has_steps: bool
    open_steps: int
    effects: str
    ico: str
    ico_told: bool
    people: str
    people_told: bool


def told_by(found_at: datetime) -> datetime:
    """By when the Information Commissioner has to be told, unless a risk to people is unlikely."""
    return found_at + TOLD_WITHIN


def refusals_to_report(
    *, what: str, risks: Collection[str], found_at: datetime | None, now: datetime
) -> Iterator[Refusal]:
    """It says what happened, of what kind, and when it was found. What is not known yet follows later."""
    if not what.strip():
        yield Refusal(
            Control.STATE, "It is not said what happened.", "Write it in a line or two.", about="what"
        )
    if not risks:
        yield Refusal(
            Control.STATE, "No kind is chosen.", "Choose at least one; it can be changed.", about="risks"
        )
    if found_at is not None and found_at > now:
        yield Refusal(
            Control.STATE, "That time is still to come.", "Say when it was found.", about="found_at"
        )


def refusals_to_change(*, is_closed: bool) -> Iterator[Refusal]:
    if is_closed:
        yield Refusal(Control.STATE, "This breach is closed.", "Report it anew if there is more.")


def refusals_to_finish(*, is_open: bool) -> Iterator[Refusal]:
    if not is_open:
        yield Refusal(Control.STATE, "This is done already.", "Nothing is left to do.")


def refusals_to_decide(*, is_closed: bool, decided: str, reason: str) -> Iterator[Refusal]:
    """A decision has its reason, whichever it is: the register is there so that it can be checked."""
    yield from refusals_to_change(is_closed=is_closed)
    if decided not in set(Decided):
        yield Refusal(Control.STATE, "Nothing is decided.", "Choose one.", about="decided")
    if not reason.strip():
        yield Refusal(Control.STATE, "There is no reason.", "Write in a line why.", about="reason")


def refusals_to_say_told(*, is_closed: bool, decided: str, is_told: bool) -> Iterator[Refusal]:
    yield from refusals_to_change(is_closed=is_closed)
    if decided != Decided.TELL:
        yield Refusal(Control.STATE, "It is not decided that they are told.", "Decide that first.")
    elif is_told:
        yield Refusal(Control.STATE, "They were told already.", "Nothing is left to do.")


def refusals_to_close(breach: BreachFacts, *, lessons: str) -> Iterator[Refusal]:
    """Everything that the register has to hold is there, and nothing is half done."""
    yield from refusals_to_change(is_closed=breach.is_closed)
    missing = {
        "It is not said what was done to limit it.": not breach.has_steps,
        "Something to limit it is not done yet.": breach.open_steps > 0,
        "It is not said what it did to people.": not breach.effects.strip(),
        "It is not decided whether the Information Commissioner is told.": not breach.ico,
        "The Information Commissioner is not told yet.": breach.ico == Decided.TELL and not breach.ico_told,
        "It is not decided whether the people concerned are told.": not breach.people,
        "The people concerned are not told yet.": breach.people == Decided.TELL and not breach.people_told,
    }
    for words, is_missing in missing.items():
        if is_missing:
            yield Refusal(Control.CASE_STEPS_BEFORE_CLOSING, words, "Do that first; then close it.")
    if not lessons.strip():
        yield Refusal(
            Control.CASE_STEPS_BEFORE_CLOSING,
            "It is not said what is done so that it does not happen again.",
            "Write it in a line.",
            about="lessons",
        )

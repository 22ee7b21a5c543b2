"""A kind of duty as a policy's library, or a school on a page, describes it: data, no code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from schoolgate.rules.duties.lateness import USUAL_STEPS, WHO_WORDS, Late
from schoolgate.rules.duties.periods import EVERY_WORDS, Every

# What a task can be about: the school itself, or each of these. Whose it then is, the room that knows them says.
ABOUT = (
    "school", "class", "website", "newcomer", "account_person", "unanswered", "watched", "class_to_sign",
    "leaver_shown", "account", "lesson_for_policy", "law_changed",
)  # fmt: skip
WHOSE = ("", "own", "manager")
# From which settings of a policy a task can take how often it comes, or whether it comes at all.
SETTINGS = (
    "consent_reminder_months",
    "look_at_accounts",
    "mentions_search",
    "parents_meeting_every",
    "policy_review_months",
    "pupil_lessons_every",
)


# About how many days lie between one time and the next: only to put them in order.
_DAYS_BETWEEN = {
    Every.EVERY_DAY: 1, Every.SCHOOL_DAYS: 2, Every.WEEK: 7, Every.WEEKLY: 7, Every.HALF_TERM: 45, Every.TERM: 90,
    Every.YEAR: 360, Every.ONCE: 0,
}  # fmt: skip


class DutyError(ValueError):
    """These data make no duty."""

    @property
    def words(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Task:
    """Something that somebody owes: what, about what, how often, whose it is, and what shows that it is done.

    `what` may hold "{about}" and "{who}". `clauses` are those of the control for which it is asked (none: for any).
    `owed_by` are posts, of which the first that is held owes it; `whose` gives it to the person whom it is about
    ("own") or to whoever answers for them ("manager"), where there is one; `each_of` are kinds of people, who then
    each owe it. `closes_by` names the work that closes it ("lesson:{key}"); without it, or with `by_word_too`, a word
    of whoever did it does. So many days before it is due (`shown_days`) it stands on Today; with 0 from the beginning.
    `says` is the word that stands in the form to begin with, so that one tap does it.
    """

    key: str
    what: str
    more: str = ""
    clauses: tuple[str, ...] = ()
    about: str = "school"
    every: Every = Every.ONCE
    every_from: str = ""
    months: int = 12
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owed_by: tuple[str, ...] = ("headteacher",)
    whose: str = ""
    each_of: tuple[str, ...] = ()
    due_days: int = 14
    shown_days: int = 0
    link: str = ""
    closes_by: str = ""
    by_word_too: bool = False
    says: str = ""

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise DutyError("It does not say what is to be done.")
        if self.about not in ABOUT:
            raise DutyError(f"“{self.about}” is nothing that a duty can be about.")
        if self.whose not in WHOSE:
            raise DutyError(f"“{self.whose}” is nobody who can owe it.")
        if not self.owed_by and not self.each_of:
            raise DutyError("It does not say whose it is.")
        asked = {self.every_from, *self.only_if} - {""}
        if unknown := asked - set(SETTINGS):
            raise DutyError(f"“{min(unknown)}” says nothing about duties.")

    def often(self, value: Any) -> tuple[Every, int]:
        """How often it comes, given the value of the setting it takes that from (None without one)."""
        if value is None:
            return self.every, self.months
        if isinstance(value, int):
            return Every.MONTHS, value
        return Every(value), self.months

    @classmethod
    def from_document(cls, raw: Mapping[str, Any]) -> "Task":
        """From a file of the library, or as it was kept. DutyError if it makes none."""
        try:
            given: dict[str, Any] = dict(raw)
            for name in ("clauses", "owed_by", "each_of"):
                if name in given:
                    given[name] = tuple(given[name])
            if "only_if" in given:
                given["only_if"] = MappingProxyType(
                    {key: tuple(each) for key, each in raw["only_if"].items()}
                )
            if "every" in given:
                given["every"] = Every(given["every"])
            return cls(**given)
        except DutyError:
            raise
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise DutyError(f"These data make no duty ({wrong}).") from wrong


@dataclass(frozen=True)
class DutyKind:
    """A duty of the vocabulary ("duty.teach_pupils"): how mail calls it, its tasks, who hears when it is late.

    A kind without tasks is made by the room that knows when it is owed. Without `is_reminded` nobody gets a letter
    before it is late.
    """

    control: str
    title: str
    tasks: tuple[Task, ...] = ()
    late: tuple[Late, ...] = USUAL_STEPS
    is_reminded: bool = True

    @classmethod
    def from_document(cls, control: str, raw: Mapping[str, Any]) -> "DutyKind":
        """From a file of the library. DutyError says what cannot stand."""
        try:
            steps = tuple(Late(each["after_days"], each["who"]) for each in raw.get("late", ()))
            tasks = tuple(Task.from_document(each) for each in raw.get("tasks", ()))
            made = cls(control, raw["title"], tasks, steps or USUAL_STEPS, raw.get("is_reminded", True))
        except KeyError as wrong:
            raise DutyError(f"{control} does not say {wrong}.") from wrong
        if unknown := {step.who for step in made.late} - set(WHO_WORDS):
            raise DutyError(f"{control} tells “{min(unknown)}”, whom nobody knows.")
        if [step.after_days for step in made.late] != sorted({step.after_days for step in made.late}):
            raise DutyError(f"{control} tells people in no order.")
        return made


def often_words(every: Every, months: int) -> str:
    """How often, as people say it."""
    if every is not Every.MONTHS:
        return EVERY_WORDS[every]
    many, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"every {unit}" if many == 1 else f"every {many} {unit}s"


def often_of_several(often: Iterable[tuple[Every, int]]) -> tuple[str, ...]:
    """How often each of several comes, what comes most often first, and none said twice."""
    in_order = sorted(often, key=lambda one: (one[0] is Every.ONCE, _days_between(*one)))
    said = list(dict.fromkeys(often_words(*one) for one in in_order))
    if len(said) > 1 and said[-1] == EVERY_WORDS[Every.ONCE]:
        # Beside what comes again, "once" alone would leave open: once when?
        said[-1] = "once when something calls for it"
    return tuple(said)


def _days_between(every: Every, months: int) -> int:
    return months * 30 if every is Every.MONTHS else _DAYS_BETWEEN[every]

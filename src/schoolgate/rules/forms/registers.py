"""A register as data: what each entry says, and how often somebody looks at it again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from schoolgate.rules.forms.form import Form, FormError
from schoolgate.rules.forms.questions import Question
from schoolgate.rules.refusals import Control, Refusal

# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Register:
    """What a school writes down in one place. `shown` are the questions that a list shows; `closed` is for keepers.

    `also_for` are clauses on other controls that want something written down here. `kept_by` are the posts whose
    holders alone write here, where not everybody does who keeps registers; `kept_because` is the control behind that.
    `is_about` is the question that names whom an entry is about: they never write, change, look at or end it.
    `looked_at_once_when` is a question and the answer with which an entry is looked at by somebody else at once.
    `is_ended`: a school's own register into which nothing is written any more.
    `is_log`: what happens is written here as it happens, so that nothing is missing while nothing happens.
    """

    key: str
    title: str
    sentence: str
    questions: tuple[Question, ...]
    shown: tuple[str, ...] = ()
    looked_at_months: int = 0
    is_closed: bool = False
    also_for: tuple[str, ...] = ()
    kept_by: tuple[str, ...] = ()
    kept_because: Control | None = None
    is_log: bool = False
    is_about: str = ""
    looked_at_once_when: tuple[str, ...] = ()
    is_ended: bool = False

    @property
    def control(self) -> str:
        return f"register.{self.key}"

    @property
    def form(self) -> Form:
        """The same questions as a form, so that answers are held to the same rules."""
        return Form(self.key, self.title, self.sentence, self.questions, done_by=("keeper",))

    def in_list(self) -> tuple[Question, ...]:
        """What a list shows of each entry: what is named, or the first three."""
        named = tuple(one for one in self.questions if one.key in self.shown)
        return named or self.questions[:3]

    def look_again_on(self, today: date) -> date | None:
        """The day on which somebody looks at an entry next, None where nobody has to."""
        return today + timedelta(days=round(self.looked_at_months * 30.4)) if self.looked_at_months else None

    def first_look_on(self, today: date, answers: Mapping[str, Any]) -> date | None:
        """The day on which somebody looks at a new entry: at once where its answers ask for that."""
        return today if self.is_looked_at_once(answers) else self.look_again_on(today)

    def is_looked_at_once(self, answers: Mapping[str, Any]) -> bool:
        """Whether an entry with these answers is looked at by somebody else than its writer before it is at rest."""
        if not self.looked_at_once_when:
            return False
        question, answer = self.looked_at_once_when
        return bool(answers.get(question) == answer)

    def to_document(self) -> dict[str, Any]:
        """As JSON data; `from_document` makes the same register of it."""
        return {
            "key": self.key,
            "title": self.title,
            "sentence": self.sentence,
            "questions": [one.to_document() for one in self.questions],
            "shown": list(self.shown),
            "looked_at_months": self.looked_at_months,
            "is_closed": self.is_closed,
            **({"is_log": True} if self.is_log else {}),
            **({"is_about": self.is_about} if self.is_about else {}),
            **({"looked_at_once_when": list(self.looked_at_once_when)} if self.looked_at_once_when else {}),
            **({"is_ended": True} if self.is_ended else {}),
            **({"also_for": list(self.also_for)} if self.also_for else {}),
            **(
                {"kept_by": list(self.kept_by), "kept_because": self.kept_because}
                if self.kept_because
                else {}
            ),
        }

    @classmethod
    def from_document(cls, raw: Mapping[str, Any]) -> "Register":
        """From stored JSON or a file of the library. FormError if it makes no register."""
        try:
            given = {**raw, "questions": tuple(Question.from_document(one) for one in raw["questions"])}
            given["shown"], given["also_for"] = tuple(raw.get("shown", ())), tuple(raw.get("also_for", ()))
            given["kept_by"] = tuple(raw.get("kept_by", ()))
            given["looked_at_once_when"] = tuple(raw.get("looked_at_once_when", ()))
            given["kept_because"] = Control(raw["kept_because"]) if raw.get("kept_by") else None
            made = cls(**given)
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise FormError(f"These data make no register ({wrong}).") from wrong
        _ = made.form  # refuses what no form may be
        return made


def refusals_to_keep(register: Register, roles: Collection[str]) -> Iterator[Refusal]:
    """Some registers are written by the holders of certain posts alone."""
    if register.kept_because is not None and not set(register.kept_by) & set(roles):
        who = " or ".join(f"the {post.replace('_', ' ')}" for post in register.kept_by)
        yield Refusal(register.kept_because, f"This is kept by {who} alone.", "Talk to them.")


def refusals_to_write_more(register: Register) -> Iterator[Refusal]:
    """Nothing new is written where the school ended a register of its own."""
    if register.is_ended:
        yield Refusal(
            Control.STATE,
            "This register has ended: nothing new is written in it.",
            "Use another, or make one.",
        )


def refusals_of_whom_it_is_about(
    register: Register, answers: Mapping[str, Any], person: int | None
) -> Iterator[Refusal]:
    """Nobody has a hand in what stands here about themselves."""
    if register.is_about and person is not None and str(answers.get(register.is_about)) == str(person):
        yield Refusal(
            Control.STATE, "This is about you, so somebody else does it.", "Ask somebody who keeps registers."
        )


def refusals_to_look_at_own(
    register: Register, answers: Mapping[str, Any], *, wrote_it: bool, was_looked_at: bool
) -> Iterator[Refusal]:
    """What was allowed afterwards is looked at by somebody else than its writer."""
    if wrote_it and not was_looked_at and register.is_looked_at_once(answers):
        yield Refusal(
            Control.STATE,
            "You wrote this, and it was allowed afterwards: somebody else looks at it.",
            "Wait for their look.",
        )


def cell(lines: Iterable[str]) -> str:
    """An answer as a cell of a spreadsheet: what would be run as a formula is text."""
    words = "; ".join(lines)
    return f"'{words}" if words.startswith(FORMULA) else words

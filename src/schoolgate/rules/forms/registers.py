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


def cell(lines: Iterable[str]) -> str:
    """An answer as a cell of a spreadsheet: what would be run as a formula is text."""
    words = "; ".join(lines)
    return f"'{words}" if words.startswith(FORMULA) else words

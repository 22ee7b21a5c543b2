"""A duty and a line of the school's own, as a page gives them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from schoolgate.rules.duties.kinds import Task
from schoolgate.rules.duties.periods import Every
from schoolgate.rules.forms.own import own_key
from schoolgate.rules.refusals import Control, Refusal

# The posts that can owe a duty of the school's own, and the kinds of people who can owe it each for themselves.
POSTS = (
    "headteacher",
    "senior_leader",
    "safeguarding_lead",
    "data_protection_lead",
    "network_manager",
    "marketing_officer",
    "hr",
    "office",
    "chair",
)
EACH_OF = ("staff", "governor", "volunteer")
# Where a line of the school's own can stand.
MOMENTS = {
    "while_drafting": "beside a draft",
    "own_use": "on the page on one's own accounts",
    "sign": "on the page to read and sign",
}
OFTEN = (Every.ONCE, Every.WEEK, Every.HALF_TERM, Every.TERM, Every.YEAR)


# Who works here for a time is staff, as far as duties and lines of the school's own go.
_COLLEAGUES = frozenset({"staff", "agency", "trainee", "casual"})


def groups_of(kinds: Collection[str]) -> set[str]:
    """As which of EACH_OF somebody of these kinds counts."""
    return {"staff" if kind in _COLLEAGUES else kind for kind in kinds} & set(EACH_OF)


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """What a school makes on a page: what is to be done, by whom, how often, first by which day (when it is once)."""

    what: str
    more: str = ""
    owed_by: str = ""
    each_of: tuple[str, ...] = ()
    every: str = Every.ONCE
    due_on: date | None = None

    @property
    def key(self) -> str:
        return own_key(self.what)

    def to_document(self) -> dict[str, Any]:
        """The same data as a task of the library holds."""
        return {
            "key": self.key,
            "what": self.what.strip(),
            "more": self.more.strip(),
            "every": str(self.every),
            "owed_by": [self.owed_by] if self.owed_by else [],
            "each_of": list(self.each_of),
        }

    @property
    def task(self) -> Task:
        return Task.from_document(self.to_document())


def refusals_to_make(made: OwnDuty, *, today: date, keys: Collection[str]) -> Iterator[Refusal]:
    """What stands against a duty of one's own: no words, nobody who owes it, a day that has been."""
    if not made.what.strip():
        yield _refusal("It does not say what is to be done.", "Write it in a line.", "what")
    yield from _whose(made)
    yield from _when(made, today)
    if made.key in keys:
        yield _refusal("There is a duty with these words.", "Write it otherwise, or end the other.", "what")


def _whose(made: OwnDuty) -> Iterator[Refusal]:
    if not made.owed_by and not made.each_of:
        yield _refusal("It does not say whose it is.", "Choose a post, or kinds of people.", "owed_by")
    if made.owed_by and made.each_of:
        yield _refusal("It is a post's, or each person's.", "Choose one of the two.", "each_of")
    if (made.owed_by and made.owed_by not in POSTS) or not set(made.each_of) <= set(EACH_OF):
        yield _refusal("Nobody like that can owe it.", "Choose from the list.", "owed_by")


def _when(made: OwnDuty, today: date) -> Iterator[Refusal]:
    if made.every not in {str(each) for each in OFTEN}:
        yield _refusal("Nothing comes again so.", "Choose how often.", "every")
    if made.every == Every.ONCE and made.due_on is None:
        yield _refusal("It does not say by when.", "Choose a day.", "due_on")
    if made.due_on is not None and made.due_on < today:
        yield _refusal("That day has been.", "Choose a day to come.", "due_on")


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line that a school adds: its words, at which moment, for which kinds of people (none: everybody)."""

    words: str
    moment: str
    audience: tuple[str, ...] = ()

    def is_for(self, kinds: Collection[str]) -> bool:
        return bool(groups_of(kinds) & set(self.audience or EACH_OF))


def refusals_to_add_line(line: OwnLine, *, standing: Collection[str]) -> Iterator[Refusal]:
    """What stands against a line of one's own: no words, a moment that there is not, the same line again."""
    if not line.words.strip():
        yield _refusal("The line says nothing.", "Write one sentence.", "words")
    if line.moment not in MOMENTS:
        yield _refusal("There is no such moment.", "Choose where it is said.", "moment")
    if not set(line.audience) <= set(EACH_OF):
        yield _refusal("Nobody like that reads it.", "Choose from the list.", "audience")
    if line.words.strip() in standing:
        yield _refusal("This line stands there already.", "Write another one.", "words")


def is_over() -> Refusal:
    """What has ended ends no second time."""
    return _refusal("This has ended.", "Nothing is left to do.")


def _refusal(words: str, next_step: str, about: str = "") -> Refusal:
    return Refusal(Control.STATE, words, next_step, about=about)

"""A form as data: its questions, who decides in which order with which sign-offs, and what a yes leaves."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from schoolgate.rules.forms.questions import Kind, Question

FORMAT = 1


class FormError(ValueError):
    """The data make no form. `words` say what is wrong, for whoever wrote it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the form."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Step:
    """Who decides: whoever holds one of these posts, or the posts of a setting, each a step of its own.

    `first_of_setting`: not each of them, but the first that somebody but the applicant holds, and `posts` with it.
    `signs` are what each says yes or no to ("content", "brand"); `instead` decide where everyone who holds the post
    is the applicant; `days` is how long it may take. `also` are posts that decide as well, each because of a clause.
    """

    posts: tuple[str, ...] = ()
    setting: str = ""
    signs: Mapping[str, str] | None = None
    instead: tuple[str, ...] = ()
    days: int = 10
    first_of_setting: bool = False
    also: Mapping[str, str] | None = None

    def under(self, clauses: Collection[str]) -> "Step":
        """The step of a policy that has these clauses."""
        posts = [post for post, clause in (self.also or {}).items() if clause in clauses]
        return replace(self, posts=(*self.posts, *posts), also=None)


@dataclass(frozen=True, slots=True)
class Leave:
    """What a yes gives: how many months until it is looked at again (0: never), and whether it can be taken back."""

    review_months: int = 0
    has_conditions: bool = False
    has_end: bool = False


@dataclass(frozen=True)
class Form:
    """What somebody can ask for. `open_to` are kinds of people, or a setting says who (`open_to_setting`).

    `writes` is what a yes writes down: the register, and for each of its questions where the answer comes from:
    the key of a question here, "@" and a fact of the request, or "=" and plain words (`written_by_a_yes`).
    `holds_back` says what is not to be done while the request waits; it stands on the Today of whoever asked.
    `named_by` is the question whose answer tells one request from another, where it says nothing of a person.
    """

    key: str
    title: str
    sentence: str
    questions: tuple[Question, ...]
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    open_to: tuple[str, ...] = ("staff",)
    open_to_setting: str = ""
    done_by: tuple[str, ...] = ()
    done_days: int = 5
    done_asks: str = ""
    told: tuple[str, ...] = ()
    leave: Leave | None = None
    is_closed: bool = False
    button: str = ""
    writes: Mapping[str, str] | None = None
    holds_back: str = ""
    named_by: str = ""

    def __post_init__(self) -> None:
        keys = [one.key for one in self.questions]
        if not self.title.strip():
            raise FormError("The form has no name.")
        if not keys:
            raise FormError("The form asks nothing.")
        if len(set(keys)) != len(keys):
            raise FormError("Two questions have the same key.")
        for one in self.questions:
            _must_be_answerable(one, keys)
        if not self.steps and not self.done_by:
            raise FormError("Nobody decides on it or does anything about it.")

    @property
    def control(self) -> str:
        """The name by which clauses, evidence and refusals know it."""
        return f"request.{self.key}"

    def title_of(self, answers: Mapping[str, Any]) -> str:
        """How a request with these answers is called: "A new account: Year 6 page"."""
        name = str(answers.get(self.named_by) or "").strip() if self.named_by else ""
        return f"{self.title}: {name}" if name else self.title

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)

    def written_by_a_yes(self, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
        """The entry that a yes writes down, from these answers and facts ("applicant", "decider", "from_on" ...)."""
        found = {}
        for asked, source in (self.writes or {}).items():
            if asked != "register":
                found[asked] = _written(source, answers, facts)
        return {asked: value for asked, value in found.items() if value not in (None, "", [])}

    def for_rows(self, rows: Iterable[tuple[str, str]], *, always: Collection[str] = ()) -> "Form":
        """The form as one policy wants it, of its rows (clause, instance): questions behind which none of its clauses
        stands are left out, but for those that no clause asks and those that `always` are.
        """
        clauses = {clause for clause, instance in rows if instance == self.control}
        kept = []
        for one in self.questions:
            own = tuple(clause for clause in one.clauses if clause in clauses)
            if own or not one.clauses or one.key in always:
                kept.append(replace(one, clauses=own))
        keys = {one.key for one in kept}
        standing = tuple(one for one in kept if one.when is None or one.when.question in keys)
        return replace(self, questions=standing, steps=tuple(step.under(clauses) for step in self.steps))

    def to_document(self) -> dict[str, Any]:
        """The whole form as JSON data; `from_document` makes the same form of it."""
        return {
            "format": FORMAT,
            "key": self.key,
            "title": self.title,
            "sentence": self.sentence,
            "questions": [one.to_document() for one in self.questions],
            "parts": [[one.key, one.title] for one in self.parts],
            "steps": [_step_document(one) for one in self.steps],
            "open_to": list(self.open_to),
            "open_to_setting": self.open_to_setting,
            "done_by": list(self.done_by),
            "done_days": self.done_days,
            "done_asks": self.done_asks,
            "told": list(self.told),
            "leave": None
            if self.leave is None
            else {name: getattr(self.leave, name) for name in Leave.__slots__},
            "is_closed": self.is_closed,
            "button": self.button,
            **({"writes": dict(self.writes)} if self.writes else {}),
            **({"holds_back": self.holds_back} if self.holds_back else {}),
            **({"named_by": self.named_by} if self.named_by else {}),
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the form as canonical JSON, in hexadecimal."""
        return digest_of(self.to_document())

    @classmethod
    def from_document(cls, raw: Mapping[str, Any]) -> "Form":
        """From stored JSON or from a file of the library. FormError if it makes no form."""
        try:
            given = {name: value for name, value in raw.items() if name != "format"}
            given["questions"] = tuple(Question.from_document(one) for one in raw["questions"])
            given["parts"] = tuple(Part(*pair) for pair in _pairs(raw.get("parts", ())))
            given["steps"] = tuple(_step(one) for one in raw.get("steps", ()))
            for name in ("open_to", "done_by", "told"):
                if name in given:
                    given[name] = tuple(given[name])
            leave = raw.get("leave")
            given["leave"] = None if leave is None else Leave(**leave)
            return cls(**given)
        except FormError:
            raise
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise FormError(f"These data make no form ({wrong}).") from wrong


def digest_of(document: object) -> str:
    """SHA-256 of canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _written(source: str, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Any:
    if source.startswith("="):
        return source[1:].format(**facts)
    return facts.get(source[1:]) if source.startswith("@") else answers.get(source)


def _must_be_answerable(one: Question, keys: list[str]) -> None:
    if not one.asks.strip():
        raise FormError("A question has no words.")
    if one.kind in (Kind.CHOICE, Kind.SEVERAL) and len(one.choices) < 2:
        raise FormError(f"“{one.asks}” needs at least two choices.")
    if one.when is not None and one.when.question not in keys:
        raise FormError(f"“{one.asks}” depends on a question that is not there.")


def _pairs(raw: Any) -> Iterable[tuple[str, str]]:
    return raw.items() if isinstance(raw, Mapping) else (tuple(pair) for pair in raw)


def _step(raw: Mapping[str, Any]) -> Step:
    given = dict(raw)
    for name in ("posts", "instead"):
        given[name] = tuple(given.get(name, ()))
    if given.get("signs") is not None:
        given["signs"] = dict(_pairs(given["signs"]))
    return Step(**given)


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "posts": list(step.posts),
        "setting": step.setting,
        "signs": None if step.signs is None else [[key, words] for key, words in step.signs.items()],
        "instead": list(step.instead),
        "days": step.days,
        **({"first_of_setting": True} if step.first_of_setting else {}),
        **({"also": dict(step.also)} if step.also else {}),
    }

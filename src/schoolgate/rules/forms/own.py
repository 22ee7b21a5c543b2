"""A form or a register that a school makes itself, as a page or a program gives it: less than the data can hold."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from schoolgate.rules.forms.form import Form
from schoolgate.rules.forms.questions import Kind

# How the key of what a school made itself begins.
OWN = "own_"

# The posts that can be asked to decide, and the kinds of people to whom a form can be open.
MAY_DECIDE = (
    "headteacher",
    "senior_leader",
    "safeguarding_lead",
    "data_protection_lead",
    "network_manager",
    "marketing_officer",
    "hr",
    "chair",
)
KINDS_OF_PEOPLE = ("staff", "volunteer", "parent", "governor")
# Who decides instead where everyone who holds the post is the applicant.
INSTEAD = ("headteacher", "chair")


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What is asked, in which kind of answer; `choices` for one or several of a list."""

    asks: str
    kind: Kind = Kind.LINE
    choices: tuple[str, ...] = ()
    may_stay_empty: bool = False


@dataclass(frozen=True, slots=True)
class OwnForm:
    """Who can ask (`open_to`: kinds of people), the posts that decide in their order, the post that carries it out.

    `keeps_register`: each yes is written into a register of the form's own, which is made with it.
    """

    title: str
    questions: tuple[OwnQuestion, ...]
    open_to: tuple[str, ...]
    sentence: str = ""
    deciders: tuple[str, ...] = ()
    done_by: str = ""
    keeps_register: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same data as a file of the library holds."""
        asked = _asked(self.title, self.sentence, self.questions)
        return {
            **asked,
            "open_to": list(self.open_to),
            "steps": [{"posts": [post], "instead": list(INSTEAD)} for post in self.deciders],
            "done_by": [self.done_by] if self.done_by else [],
            **({"writes": _written_by(asked)} if self.keeps_register else {}),
        }


@dataclass(frozen=True, slots=True)
class OwnRegister:
    """What each entry says. `looked_at_months` is how often somebody looks at it again (0: nobody has to)."""

    title: str
    questions: tuple[OwnQuestion, ...]
    sentence: str = ""
    looked_at_months: int = 0
    is_closed: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same data as a file of the library holds."""
        return {
            **_asked(self.title, self.sentence, self.questions),
            "looked_at_months": self.looked_at_months,
            "is_closed": self.is_closed,
        }


def own_key(title: str) -> str:
    """The key of what a school calls so: never that of anything in the library."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "")).strip("_")
    return f"{OWN}{words[:50] or hashlib.sha256(title.encode()).hexdigest()[:12]}"


# Who asked stands in the register beside what was asked.
ASKED_BY = "asked_by"


def register_of(form: Form) -> dict[str, Any] | None:
    """The register that a form of the school's own keeps, as data; None where it keeps none."""
    register = (form.writes or {}).get("register", "")
    if not register.startswith(OWN):
        return None
    asked_by = {"key": ASKED_BY, "asks": "Who asked?", "kind": Kind.PERSON.value}
    return {
        "key": register,
        "title": f"{form.title}: agreed",
        "sentence": f"Each yes to “{form.title}”.",
        "questions": [*(one.to_document() for one in form.questions), asked_by],
    }


def _written_by(asked: dict[str, Any]) -> dict[str, str]:
    """Every answer as it was given, and who asked."""
    keys = {one["key"]: one["key"] for one in asked["questions"]}
    return {"register": f"{asked['key'][:50]}_agreed", **keys, ASKED_BY: "@applicant"}


def _asked(title: str, sentence: str, questions: Iterable[OwnQuestion]) -> dict[str, Any]:
    return {
        "key": own_key(title),
        "title": title,
        "sentence": sentence,
        "questions": [_question(number, one) for number, one in enumerate(questions, 1)],
    }


def _question(number: int, one: OwnQuestion) -> dict[str, Any]:
    found: dict[str, Any] = {"key": f"q{number}", "asks": one.asks.strip(), "kind": one.kind.value}
    if one.kind in (Kind.CHOICE, Kind.SEVERAL):
        found["choices"] = [[f"c{place}", words] for place, words in enumerate(one.choices, 1)]
    if one.may_stay_empty:
        found["required"] = False
    return found

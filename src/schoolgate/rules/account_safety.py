"""What keeps an official account safe, line by line: as it should be, not and why, or not offered there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.refusals import Control, Refusal


class Stands(StrEnum):
    """How an account stands on a line."""

    YES = "yes"
    NO = "no"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; `clauses` are those that ask for it by name."""

    key: str
    words: str
    clauses: tuple[str, ...] = ()


LINES = (
    Line("two_step", "Signing in needs a second step.", ("AS-113",)),
    Line("recovery", "The address and telephone for getting back in are the school’s.", ("AS-113",)),
    Line("managers", "Nobody can get in who is not named here.", ("AS-113",)),
    Line("tagging", "Nobody can be tagged in its pictures.", ("BE-155",)),
    Line("messages", "Private messages are closed."),
    Line("comments", "Comments are closed, or held until somebody has read them."),
    Line("families_told", "Families were told what is acceptable before they could comment."),
)
# By what a setting chooses: how its line reads then; a line without words is not on the list.
AS_SET: dict[str, dict[str, dict[str, str]]] = {
    "private_messages": {
        "allowed_on_learner_contact": {
            "messages": "Private messages are closed, but where it is for contact with learners."
        }
    },
    "parent_comments": {
        "closed": {"comments": "Comments are closed.", "families_told": ""},
        "by_account": {"families_told": ""},
        "open": {"comments": "", "families_told": ""},
    },
}


def lines_under(policy: ResolvedPolicy) -> tuple[Line, ...]:
    """The list as this policy wants it: private messages and families' comments as they are set here."""
    otherwise: dict[str, str] = {}
    for setting, by_choice in AS_SET.items():
        otherwise |= by_choice.get(str(policy.setting(setting)), {})
    said = (replace(line, words=otherwise.get(line.key, line.words)) for line in LINES)
    return tuple(line for line in said if line.words)


def refusals_to_look(
    lines: Mapping[str, str], why: Mapping[str, str], *, asked: Sequence[Line] = LINES
) -> Iterator[Refusal]:
    """Each line that is asked is answered, and a no says why."""
    for line in asked:
        if lines.get(line.key) not in set(Stands):
            yield Refusal(Control.STATE, f"This is not answered: {line.words}", "Choose one.", about=line.key)
        elif lines[line.key] == Stands.NO and not why.get(line.key, "").strip():
            words = f"It is not said why not: {line.words}"
            yield Refusal(Control.STATE, words, "Say why, in a line.", about=f"{line.key}_why")


def not_as_it_should_be(lines: Mapping[str, str]) -> list[Line]:
    """The lines that somebody answered with no."""
    return [line for line in LINES if lines.get(line.key) == Stands.NO]

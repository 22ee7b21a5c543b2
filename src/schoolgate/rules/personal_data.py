"""When somebody can be taken out of the record, and what must stay for now, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from schoolgate.rules.refusals import Control, Refusal


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Somebody's record. `is_kept` says that a law or a child's safety still needs it; why is in no sentence."""

    kind: str
    is_here: bool
    is_shown: bool
    is_kept: bool
    is_held: bool
    is_gone: bool


_HERE = {
    "pupil": (
        "This pupil is at the school. The school has to know its pupils: that is its task in law.",
        "Put right what is wrong, or take a yes back. Names go one year after the pupil has left.",
    ),
    "adult": (
        "A child of this adult is at the school. The school has to know whom to ask and to tell.",
        "Put right what is wrong. It goes when the last child has left.",
    ),
    "person": (
        "They hold a post. The school has to know who decided what.",
        "Put right what is wrong. It goes after their last post has ended.",
    ),
}
_KEPT = {
    "pupil": (
        "Something the law asks the school to keep is about this pupil.",
        "It goes by itself when its time is over.",
    ),
    "person": (
        "Their last post ended too recently: somebody may still make a claim in law.",
        "It goes by itself when its time is over.",
    ),
}


def must_be_free_to_go(facts: RecordFacts) -> list[Refusal]:
    """Every reason at once, so that whoever asked hears all of them."""
    return list(_reasons(facts))


def _reasons(facts: RecordFacts) -> Iterator[Refusal]:
    if facts.is_gone:
        yield Refusal(Control.STATE, "They were taken out already.", "Nothing is left to do.")
        return
    if facts.is_here:
        yield Refusal(Control.STATE, *_HERE[facts.kind])
    if facts.is_shown:
        yield Refusal(
            Control.STATE,
            "A picture of this pupil is up, and has to be found again while it is.",
            "Take a yes back: then it comes down.",
        )
    # Whoever holds a post has not left it yet, so nothing counts from its end.
    if facts.is_kept and facts.kind in _KEPT and not (facts.is_here and facts.kind == "person"):
        yield Refusal(Control.STATE, *_KEPT[facts.kind])
    if facts.is_held:
        yield Refusal(
            Control.STATE,
            "Their data are kept for a complaint or a case.",
            "Release the hold when it is over.",
        )

"""Children about whom not simply a parent decides: when one is put on hold, who is said to decide, when it ends."""

from collections.abc import Collection, Iterator

from schoolgate.rules.refusals import Control, Refusal

PARENTS = "parents"


def refusals_to_hold(*, is_held: bool, why: str, reasons: Collection[str]) -> Iterator[Refusal]:
    """A child is on hold once, for one of the reasons that there are."""
    if is_held:
        yield Refusal(Control.STATE, "This child is already on hold.", "Open the entry to say who decides.")
    if why not in reasons:
        yield Refusal(Control.CONSENT_GIVER, "There is no reason.", "Choose one.", about="why")


def refusals_to_say_who_decides(
    *, is_open: bool, decides: str, kinds: Collection[str], decider: str, seen_in: str
) -> Iterator[Refusal]:
    """Who decides is a kind, a name (unless the parents do, as for everybody), and where that can be seen."""
    if not is_open:
        yield Refusal(Control.STATE, "This hold has ended.", "Nothing to do.")
    if decides not in kinds:
        yield Refusal(Control.CONSENT_GIVER, "Nothing was chosen.", "Choose who decides.", about="decides")
    elif decides != PARENTS and not decider.strip():
        yield Refusal(
            Control.CONSENT_GIVER, "There is no name.", "Write the name of whoever decides.", about="decider"
        )
    if not seen_in.strip():
        yield Refusal(
            Control.CONSENT_GIVER,
            "It must be shown later.",
            "Write where it can be seen: the order, the placement plan, a letter of the social worker.",
            about="seen_in",
        )


def refusals_to_end_hold(*, is_open: bool, because: str) -> Iterator[Refusal]:
    """A hold ends once, with the reason for which."""
    if not is_open:
        yield Refusal(Control.STATE, "This hold has ended.", "Nothing to do.")
    if not because.strip():
        yield Refusal(
            Control.CONSENT_GIVER, "There is no reason.", "Write why it ends, in one line.", about="because"
        )

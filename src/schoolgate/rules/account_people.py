"""Enough people on an account: when somebody may be taken off it."""

from collections.abc import Iterator

from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.refusals import Control, Refusal


def enough_must_remain(
    policy: ResolvedPolicy, *, people: int, leads: int, was_lead: bool
) -> Iterator[Refusal]:
    """An account keeps a lead and enough people who look after it, without the one who is taken off.

    `people` look after it from the day after on, leads among them; `leads` lead it then.
    """
    strictness = policy.strictness(Control.ENOUGH_ADMINISTRATORS)
    if strictness is Strictness.OFF:
        return
    warning = strictness is Strictness.WARN
    wanted = int(policy.setting("administrators_min"))
    if people < wanted:
        left = "Nobody" if people == 0 else "One person" if people == 1 else f"{people} people"
        yield Refusal(
            Control.ENOUGH_ADMINISTRATORS,
            f"{left} would look after the account then; our policy asks for {wanted}.",
            "Name somebody else for it first, suspend it, or close it.",
            about="last_on",
            warning=warning,
        )
    if was_lead and leads == 0:
        yield Refusal(
            Control.ENOUGH_ADMINISTRATORS,
            "Nobody would lead the account then.",
            "Name somebody else to lead it first, or close it.",
            about="last_on",
            warning=warning,
        )

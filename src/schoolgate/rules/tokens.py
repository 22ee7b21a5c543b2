"""Keys for programs: how long one lasts, and what it may be for."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from schoolgate.rules.refusals import Control, Refusal

LONGEST = timedelta(days=366)
# More than anybody needs; a program that makes keys in a loop is stopped.
MOST = 20


def refusals_to_make_token(
    *, is_own: bool, wanted: Collection[str], own: Collection[str], ends_on: date, today: date, open_now: int
) -> Iterator[Refusal]:
    """Why this key cannot be made: it is for one's own rights, some of them, and for a year at most."""
    if not is_own:
        yield Refusal(
            Control.PERMISSION, "A key acts in your own name only.", "They make one for themselves."
        )
        return
    if not wanted:
        yield Refusal(
            Control.PERMISSION,
            "The key may do nothing yet.",
            "Choose what the program needs.",
            about="permissions",
        )
    if set(wanted) - set(own):
        yield Refusal(
            Control.PERMISSION,
            "A key cannot do more than you may do yourself.",
            "Leave out what is not yours to do.",
            about="permissions",
        )
    if ends_on < today:
        yield Refusal(Control.STATE, "The last day is over.", "Choose a later day.", about="ends_on")
    if ends_on > today + LONGEST:
        yield Refusal(
            Control.STATE,
            "A key lasts a year at most.",
            "Choose an earlier day, and make a new one then.",
            about="ends_on",
        )
    if open_now >= MOST:
        yield Refusal(Control.STATE, f"You have {MOST} keys already.", "Revoke one that is no longer used.")


def refusals_to_revoke_token(*, is_own: bool, is_revoked: bool) -> Iterator[Refusal]:
    """Why this key cannot be revoked."""
    if not is_own:
        yield Refusal(
            Control.PERMISSION,
            "This is somebody else’s key.",
            "Only they can revoke it. When their roles end, it opens nothing.",
        )
    elif is_revoked:
        yield Refusal(Control.STATE, "This key is revoked already.", "Nothing is left to do.")

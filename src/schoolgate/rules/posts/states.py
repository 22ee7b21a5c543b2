"""The states of a post, and which verb leads from which to which. docs/generated/states.md is drawn from here."""

from enum import StrEnum


class State(StrEnum):
    """Where a post stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    GOING_OUT = "going_out"
    HELD = "held"
    EXPIRED = "expired"
    UP = "up"
    COMING_DOWN = "coming_down"
    DOWN = "down"
    DISCARDED = "discarded"


STATE_WORDS: dict[State, str] = {
    State.DRAFT: "Draft",
    State.WAITING: "Waiting for approval",
    State.RETURNED: "Sent back",
    State.APPROVED: "Approved",
    State.RELEASED: "Released without a second reader",
    State.GOING_OUT: "Going out",
    State.HELD: "Held",
    State.EXPIRED: "Missed its time",
    State.UP: "Up",
    State.COMING_DOWN: "Coming down",
    State.DOWN: "Down",
    State.DISCARDED: "Discarded",
}

CAN_BE_EDITED = frozenset(
    {State.DRAFT, State.WAITING, State.RETURNED, State.APPROVED, State.RELEASED, State.HELD, State.EXPIRED}
)
CAN_BE_SUBMITTED = frozenset({State.DRAFT, State.RETURNED, State.HELD, State.EXPIRED})
WILL_GO_OUT = frozenset({State.APPROVED, State.RELEASED})
# The content of these can no longer be changed: a copy of it may be on its way or up.
HAS_LEFT = frozenset({State.GOING_OUT, State.UP})
IS_OR_WAS_PUBLIC = frozenset({State.UP, State.COMING_DOWN, State.DOWN})

# verb: (from, to). Content edited while it waits or after a decision goes back to draft.
MOVES: dict[str, tuple[frozenset[State], State]] = {
    "draft": (frozenset(), State.DRAFT),
    "edit": (CAN_BE_EDITED, State.DRAFT),
    "submit": (CAN_BE_SUBMITTED, State.WAITING),
    "return": (frozenset({State.WAITING}), State.RETURNED),
    "approve": (frozenset({State.WAITING}), State.APPROVED),
    "release": (CAN_BE_SUBMITTED, State.RELEASED),
    "claim": (WILL_GO_OUT, State.GOING_OUT),
    "hold": (WILL_GO_OUT | {State.GOING_OUT}, State.HELD),
    "expire": (frozenset({State.WAITING}), State.EXPIRED),
    "publish": (frozenset({State.GOING_OUT}), State.UP),
    "take_down": (HAS_LEFT | {State.COMING_DOWN}, State.COMING_DOWN),
    "finish_taking_down": (frozenset({State.COMING_DOWN}), State.DOWN),
    "discard": (CAN_BE_EDITED, State.DISCARDED),
    "restore": (frozenset({State.DISCARDED}), State.DRAFT),
}

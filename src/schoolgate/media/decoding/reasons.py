"""Why a file is not taken, as a word that the child process and its parent share."""

from enum import StrEnum

LARGEST_UPLOAD = 25 * 1024 * 1024
"""Bytes of one upload. A phone's picture has 2 to 12 million."""

MOST_PIXELS = 80_000_000
"""Pixels of one picture, checked before a single one is decoded. A phone's picture has 12 to 48 million."""

SMALLEST_SIDE = 32
"""Pixels of the shorter side. Anything less is a tracking dot or a broken file, not a picture."""


class Reason(StrEnum):
    """One word for each sentence in `words`."""

    EMPTY = "empty"
    TOO_MANY_BYTES = "too_many_bytes"
    WRONG_KIND = "wrong_kind"
    HIDDEN_FILE = "hidden_file"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    MOVING = "moving"
    DAMAGED = "damaged"
    TOO_HARD = "too_hard"
    BUSY = "busy"
    OUT_OF_ORDER = "out_of_order"
    NO_ROOM = "no_room"


class Refused(Exception):
    """The child's own refusal. `detail` is the fact its sentence needs: a kind, or "12000x9000"."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

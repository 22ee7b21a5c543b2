"""How much video is taken, and why one is not, as words that the child process and its parent share."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

LARGEST_FILM = 600 * 1024 * 1024
"""Bytes of one upload: three minutes of a phone's best picture."""

MOST_PIXELS = 4096 * 2304
"""Of one frame, checked before one is decoded."""

SMALLEST_SIDE = 64
LONG_SIDE, SHORT_SIDE = 1280, 720
"""What a master is made to fit into."""

MOST_A_SECOND = 30
"""Frames kept; a phone's slow motion has 240."""

MOST_DECODED_A_SECOND = 250
LARGEST_ANSWER = 200 * 1024 * 1024
MOST_TRACKS = 200

CONTAINERS = frozenset({"mov", "matroska"})
PICTURES = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "libdav1d"})
SOUNDS = frozenset({"aac", "opus", "mp3", "mp3float", "libopus", "vorbis"})


class Reason(StrEnum):
    """One word for each sentence in `words`."""

    TOO_MANY_BYTES = "too_many_bytes"
    TOO_LONG = "too_long"
    NO_PICTURE = "no_picture"
    NO_FRAMES = "no_frames"
    UNKNOWN_CODEC = "unknown_codec"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    CUT_OFF = "cut_off"
    DAMAGED = "damaged"
    TOO_HARD = "too_hard"
    TOO_MANY_FACES = "too_many_faces"
    NOT_HERE = "not_here"
    OUT_OF_ORDER = "out_of_order"
    GONE = "gone"


class Refused(Exception):
    """The child's own refusal; `detail` is the fact that its sentence needs."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Looks:
    """What a video is: size in pixels as it is seen, length in seconds, whether somebody can be heard."""

    width: int
    height: int
    seconds: float
    has_sound: bool

    def told(self) -> dict[str, Any]:
        return asdict(self)

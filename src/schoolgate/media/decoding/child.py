"""The child process: an upload on its standard input, a fresh picture or a refusal on its standard output.

Its answer is the bytes of a JPEG, or one line: "refused", the reason, and the fact its sentence needs.
"""

import sys

from schoolgate.kernel import cage
from schoolgate.media.decoding.reasons import LARGEST_UPLOAD, Refused
from schoolgate.media.decoding.redrawing import opener_for, redraw

REFUSED = b"refused"


def main() -> None:
    """Answer for the one upload on standard input."""
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read(LARGEST_UPLOAD + 1)))
    sys.stdout.buffer.flush()


def _answer(upload: bytes) -> bytes:
    try:
        opener = opener_for(upload)
        cage.lock_in()
        return redraw(upload, opener)
    except Refused as refused:
        return b" ".join((REFUSED, refused.reason.encode(), refused.detail.encode()))

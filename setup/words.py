"""The models that read words in pictures: PP-OCRv6, taken out of the wheel of rapidocr 3.10.0. Nothing of that package
is installed, nor the onnxruntime that it runs them with: OpenCV, which is there for faces, runs them here.

They go into build/words with their licences (Apache-2.0). The wheel and the files in it are checked by their SHA-256.
"""

from setup.places import REQUIREMENTS, WORDS
from setup.running import is_done, remember, say
from setup.wheels import is_right, take_out

MODELS = {
    "PP-OCRv6_det_small.onnx": "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    "PP-OCRv6_rec_small.onnx": "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
WITHOUT_MODELS = (
    "the models that read words in pictures are not to be had here, so authors say themselves whether a name can be "
    "read. Everything works; run make again with a way to PyPI for the help."
)
_LOCK = REQUIREMENTS / "words.txt"
_LICENCES = "rapidocr-3.10.0.dist-info/licenses"
_STAMP = "".join(sorted(MODELS.values()))


def fetch(*, try_again: bool = False) -> bool:
    """Whether the models are there, fetched if they were not. Where they could not be had last time they are only tried
    again when asked to `try_again`."""
    if _are_right():
        return True
    if is_done("no-words", _STAMP) and not try_again:
        return False
    say("fetching the models that read words in pictures")
    wanted = {f"rapidocr/models/{name}": WORDS / name for name in MODELS}
    wanted |= {f"{_LICENCES}/{name}": WORDS / name for name in ("LICENSE", "MODEL_LICENSES.md")}
    if take_out(_LOCK, wanted) and _are_right():
        return True
    for name in MODELS:
        (WORDS / name).unlink(missing_ok=True)
    say(WITHOUT_MODELS)
    remember("no-words", _STAMP)
    return False


def _are_right() -> bool:
    return all(is_right(WORDS / name, sha256) for name, sha256 in MODELS.items())

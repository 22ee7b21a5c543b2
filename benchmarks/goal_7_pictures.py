"""Goal 7: faces found in a twelve-megapixel picture and covered, beside libjpeg-turbo's own decoding and encoding.

The limit is one decoding and one encoding of the same picture in this process. Recall, and that no face is found again
in what leaves, are measured where SCHOOLGATE_FACES names labelled pictures (`labelled_faces.py`).
"""

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

from benchmarks import ground
from benchmarks.labelled_faces import Labelled, as_jpeg, labelled, together
from benchmarks.measuring import FEWEST_ROUNDS, Arm, side_by_side
from benchmarks.verdicts import Goal
from schoolgate.media.covering import LONGEST, THUMBNAIL_LONGEST, Box, derivative
from schoolgate.media.decoding.intake import clean_picture
from schoolgate.media.faces.finding import find_faces, model_is_there
from schoolgate.media.faces.growing import person_around

WIDTH, HEIGHT = 4032, 3024
MOST_TIMES, MOST_MEGABYTES = 3.0, 350
# Somebody is covered with a little around the face: what is found beside it is a neighbour's.
SIDES = (WIDTH, LONGEST, THUMBNAIL_LONGEST)
COVERS = [Box(column / 6 + 0.05, row / 5 + 0.05, 0.06, 0.08) for row in range(5) for column in range(6)]


def photograph() -> bytes:
    """Twelve megapixels with the detail and the grain of a photograph."""
    red, green = Image.linear_gradient("L"), Image.radial_gradient("L")
    tile = Image.merge("RGB", (red, green, red.rotate(90))).resize((WIDTH, HEIGHT))
    shapes = Image.effect_mandelbrot((WIDTH, HEIGHT), (-2, -1.2, 0.6, 1.2), 60).convert("RGB")
    grain = Image.effect_noise((WIDTH, HEIGHT), 24).convert("RGB")
    return as_jpeg(Image.blend(Image.blend(tile, shapes, 0.35), grain, 0.25))


def decode_and_encode(jpeg: bytes) -> bytes:
    """What the engine below can do at best."""
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        picture.load()
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def find_and_cover(jpeg: bytes) -> bytes:
    """From the master to what leaves at full size, with thirty people covered beside those that are found."""
    found = find_faces(jpeg) or ()
    return derivative(jpeg, longest=WIDTH, covers=[*COVERS, *map(person_around, found)])


def cover(jpeg: bytes) -> bytes:
    return derivative(jpeg, longest=WIDTH, covers=COVERS)


def must_be_right(jpeg: bytes) -> None:
    """Whoever skips the work does not count: each area is blocks, and the rest is the picture."""
    covered, plain = (
        Image.open(io.BytesIO(one)).convert("L") for one in (cover(jpeg), decode_and_encode(jpeg))
    )
    ground.must(covered.size == plain.size == (WIDTH, HEIGHT), "the size")
    for box in COVERS:
        left, top, right, bottom = box.pixels(covered.size)
        block = (left + 12, top + 12, left + (right - left) // 5, top + (bottom - top) // 6)
        low, high = covered.crop(block).getextrema()
        ground.must(high - low <= 12, "an area is covered")
    ground.must(b"Exif" not in clean_picture(jpeg).bytes, "what is taken in is clean")


def peak_megabytes() -> int:
    """The most memory that a fresh process held for one picture, finding and covering."""
    program = (
        "import re, sys; sys.path[:0] = sys.argv[1:]\n"
        "from django.conf import settings\n"
        "settings.configure(USE_I18N=False, FACE_MODEL=sys.argv[3])\n"
        "from schoolgate.media.covering import derivative\n"
        "from schoolgate.media.faces.finding import find_faces\n"
        "from schoolgate.media.faces.growing import person_around\n"
        "jpeg = sys.stdin.buffer.read()\n"
        f"derivative(jpeg, longest={WIDTH}, covers=[person_around(box) for box in find_faces(jpeg) or ()])\n"
        # What the system says of a child by getrusage holds its parent's memory too.
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    checkout = Path(__file__).resolve().parents[1]
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            str(checkout),
            str(checkout / "src"),
            str(ground.settings.FACE_MODEL),
        ],
        input=photograph(),
        capture_output=True,
        check=True,
    )
    return int(told.stdout) // 1024


def recall(goal: Goal, pictures: list[Labelled]) -> None:
    """On each picture as it is, and on a sheet of twelve megapixels, against looking at every pixel."""
    pictures = [*pictures, together(pictures)]
    there = sum(len(one.faces) for one in pictures)
    ours = sum(one.found_by(find_faces(one.jpeg) or ()) for one in pictures)
    full = sum(one.found_by(find_faces(one.jpeg, pixels=WIDTH * HEIGHT) or ()) for one in pictures)
    goal.claim_at_least(f"faces found, of {there}; at full size {full}", ours, full, ours)


def seen_again(one: Labelled) -> int:
    """How many faces are still found in a copy that leaves, once everybody found is covered."""
    found = find_faces(one.jpeg) or ()
    covers = [person_around(face) for face in found]
    copies = (derivative(one.jpeg, longest=longest, covers=covers) for longest in SIDES)
    return sum(one.found_by(find_faces(copy) or ()) for copy in copies)


def main() -> None:
    goal = Goal(7, "a picture of twelve megapixels: faces found and covered")
    jpeg = photograph()
    must_be_right(jpeg)
    run = side_by_side(
        {
            "decode and encode": Arm(lambda _: decode_and_encode(jpeg)),
            "find and cover": Arm(lambda _: find_and_cover(jpeg)),
            "cover": Arm(lambda _: cover(jpeg)),
        },
        rounds=FEWEST_ROUNDS,
    )
    if model_is_there():
        ratio = run.ratio("find and cover", "decode and encode")
        goal.claim("found and covered, x decoding and encoding", ratio, MOST_TIMES, ratio.median, run)
        goal.claim("most memory, MB", peak := peak_megabytes(), MOST_MEGABYTES, peak)
    else:
        goal.not_measured("finding faces: the model is not there (make faces)")
    ratio = run.ratio("cover", "decode and encode")
    goal.claim("thirty covered, x decoding and encoding", ratio, MOST_TIMES, ratio.median, run)
    pictures = labelled() if model_is_there() else []
    if pictures:
        recall(goal, pictures)
        again = sum(seen_again(one) for one in pictures)
        goal.claim("covered faces found again in copies of three sizes", again, 0, again)
    else:
        goal.not_measured(
            "recall, and that no face is found again: SCHOOLGATE_FACES names no labelled pictures"
        )
    goal.note("; ".join(run.milliseconds(arm) for arm in ("decode and encode", "find and cover", "cover")))
    goal.note(run.words())
    goal.end()


if __name__ == "__main__":
    main()

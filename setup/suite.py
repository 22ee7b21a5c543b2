"""`make test` and `make real`: what can run here runs, what cannot is named at the end."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from setup import chromium
from setup.places import CHECKOUT, VENV_PYTHON
from setup.running import CannotBeDone, run, say

# pytest's word for "no test was chosen".
NO_TESTS = 5


def everything(more: Sequence[str] = ()) -> int:
    """Unit, page and house tests, and the journeys of a real browser."""
    missing: list[str] = []
    chosen: list[str] = []
    try:
        chromium.install()
    except CannotBeDone as why:
        missing.append(f"the browser tests ({why})")
        chosen = ["-m", "not browser"]
    status = _pytest(["src", "tests", "--ignore=tests/real", "-n", _workers(), *chosen, *more])
    return _closing(status, missing)


def real(more: Sequence[str] = ()) -> int:
    """Against third-party systems, which are installed first when root."""
    missing: list[str] = []
    if run(["sh", "tests/real/install.sh"], check=False):
        missing.append("the tests with real third-party systems (see above)")
        return _closing(NO_TESTS, missing)
    return _closing(_pytest(["tests/real", *more]), missing)


def taps(more: Sequence[str] = ()) -> int:
    """Counts the taps of the main jobs; the lists and pictures are in build/taps/."""
    shutil.rmtree(CHECKOUT / "build" / "taps", ignore_errors=True)
    return _pytest(["tests/taps.py", "-s", *more])


def pictures(more: Sequence[str] = ()) -> int:
    """Writes docs/pictures/."""
    return _pytest(["tests/pictures.py", *more])


def _pytest(arguments: Sequence[str]) -> int:
    """Shows pytest's own lines as they come; its summary is the last of them."""
    return subprocess.run(
        [str(VENV_PYTHON), "-m", "pytest", "-q", *arguments],
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


def _workers() -> str:
    return os.environ.get("SCHOOLGATE_TEST_WORKERS") or str(min(2, os.cpu_count() or 1))


def _closing(status: int, missing: Sequence[str]) -> int:
    """What did not run is said last, and fails where a machine decides (CI=true)."""
    for part in missing:
        say(f"did not run: {part}")
    if missing and os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        return status or 1
    return 0 if missing and status == NO_TESTS else status

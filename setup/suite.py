"""`make test` and `make real`: what can run here runs, what cannot is named at the end."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from setup import chromium, servers
from setup.places import CHECKOUT, VENV_PYTHON
from setup.running import CannotBeDone, run, say

# pytest's word for "no test was chosen".
NO_TESTS = 5
# Where the engine could matter: what lies beside the code, and the harness itself (see tests/engines.py).
BOTH_ENGINES = ("src", "tests/house/test_setup_databases.py")


def everything(more: Sequence[str] = ()) -> int:
    """Unit, page and house tests, and the journeys of a real browser; then those with a database on PostgreSQL too."""
    missing: list[str] = []
    without: list[str] = []
    for marker, what, install_it in (
        ("browser", "the browser tests", chromium.install),
        ("postgresql", "the tests on PostgreSQL", servers.install_postgres),
        ("redis", "the tests with Redis", servers.install_redis),
    ):
        try:
            install_it()
        except CannotBeDone as why:
            missing.append(f"{what} ({why})")
            without.append(f"not {marker}")
    chosen = ["-m", " and ".join(without)] if without else []
    status = _pytest(["src", "tests", "--ignore=tests/real", "-n", _workers(), *chosen, *more])
    if servers.find_postgres() is not None:
        say("the tests of src/ that have a database, again on PostgreSQL")
        again = _pytest(
            [*BOTH_ENGINES, "-n", _workers(), *chosen, *more], SCHOOLGATE_TEST_ENGINE="postgresql"
        )
        status = again if status in (0, NO_TESTS) and again != NO_TESTS else status
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


def clauses(more: Sequence[str] = ()) -> int:
    """Plays the scenes of tests/clauses/; the last line counts."""
    return subprocess.run(
        [str(VENV_PYTHON), "-m", "tests.clauses", "-n", _workers(), *more],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": "src"},
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


def _pytest(arguments: Sequence[str], **environment: str) -> int:
    """Shows pytest's own lines as they come; its summary is the last of them."""
    return subprocess.run(
        [str(VENV_PYTHON), "-m", "pytest", "-q", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
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

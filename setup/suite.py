"""`make test` and `make real`: what can run here runs, what cannot is named at the end."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from setup import chromium, servers
from setup.places import CHECKOUT, VENV_PYTHON
from setup.running import CannotBeDone, run, say

# pytest's word for "no test was chosen".
NO_TESTS = 5
# Where the engine matters most: the trail and its triggers, what waits in line, what locks and races; and the harness
# itself. Their tests with a database run on PostgreSQL too (see tests/engines.py); all others do in `make real`.
ON_POSTGRESQL = (
    "src/schoolgate/kernel",
    "src/schoolgate/audit",
    "src/schoolgate/clockwork",
    "src/schoolgate/posts/tests/test_calling_back.py",
    "src/schoolgate/posts/tests/test_losing_the_right.py",
    "src/schoolgate/posts/tests/test_publishing.py",
    "src/schoolgate/posts/tests/test_publishing_and_withdrawal.py",
    "src/schoolgate/posts/tests/test_race_with_a_withdrawal.py",
    # A trust of a hundred schools where one is removed: foreign keys are judged otherwise there.
    "src/schoolgate/keeping/tests/test_leaving_schools.py",
)
_HARNESS = "tests/house/test_setup_databases.py"


def everything(more: Sequence[str] = ()) -> int:
    """Unit, page and house tests, and the journeys of a real browser; then those with a database on PostgreSQL too."""
    missing: list[str] = []
    without: list[str] = []
    with _compiled_meanwhile():
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
    status = _pytest(["src", "tests", "--ignore=tests/real", *_side_by_side(), *chosen, *more])
    if servers.find_postgres() is not None:
        say("locks, races and the trail again on PostgreSQL")
        again = _on_postgresql([*ON_POSTGRESQL, _HARNESS, *chosen, *more])
        status = _both(status, again)
    return _closing(status, missing)


def real(more: Sequence[str] = ()) -> int:
    """Against third-party systems, which are installed first when root."""
    missing: list[str] = []
    if run(["sh", "tests/real/install.sh"], check=False):
        missing.append("the tests with real third-party systems (see above)")
        return _closing(NO_TESTS, missing)
    chosen: list[str] = []
    try:
        servers.install_postgres()
    except CannotBeDone as why:
        missing.append(f"a PostgreSQL that goes away, and everything else on PostgreSQL ({why})")
        chosen = ["-m", "not postgresql"]
    status = _pytest(["tests/real", *_side_by_side(), *chosen, *more])
    if not chosen:
        say("everything else that has a database, on PostgreSQL")
        left_out = [f"--ignore={place}" for place in ON_POSTGRESQL]
        status = _both(status, _on_postgresql(["src", *left_out, *more]))
    return _closing(status, missing)


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


def _on_postgresql(arguments: Sequence[str]) -> int:
    return _pytest([*_side_by_side(), *arguments], SCHOOLGATE_TEST_ENGINE="postgresql")


def _both(one: int, other: int) -> int:
    """The outcome of two runs: what went wrong in either; no test chosen only where none was in both."""
    return other if one in (0, NO_TESTS) and other != NO_TESTS else one


def _pytest(arguments: Sequence[str], **environment: str) -> int:
    """Shows pytest's own lines as they come; its summary is the last of them.

    What was compiled once is kept also where the machine says otherwise, as containers do: a run starts many processes.
    """
    return subprocess.run(
        [str(VENV_PYTHON), "-m", "pytest", "-q", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode


@contextmanager
def _compiled_meanwhile() -> Iterator[None]:
    """Beside it, the tests are found once: so that each process of a run finds them compiled, with their assertions."""
    found = subprocess.Popen(
        [str(VENV_PYTHON), "-m", "pytest", "-qq", "--collect-only", "src", "tests"],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        found.wait()


def _side_by_side() -> list[str]:
    """Several processes, each with whole files of tests, in the order of tests/pacing.py."""
    return ["-n", _workers(), "--dist=loadfile", "--no-loadscope-reorder"]


def _workers() -> str:
    """Two for each core (of which it takes two at most): half of the time one waits for a browser or a server."""
    return os.environ.get("SCHOOLGATE_TEST_WORKERS") or str(2 * min(2, os.cpu_count() or 1))


def _closing(status: int, missing: Sequence[str]) -> int:
    """What did not run is said last, and fails where a machine decides (CI=true)."""
    for part in missing:
        say(f"did not run: {part}")
    if missing and os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        return status or 1
    return 0 if missing and status == NO_TESTS else status

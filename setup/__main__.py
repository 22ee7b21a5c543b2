"""`python3 -m setup <what>`: the Makefile's hands. See `make help`."""

import os
import subprocess
import sys
from collections.abc import Callable

from setup import chromium, faces, service, styles, suite, venv, words
from setup.places import CHECKOUT, VENV, VENV_PYTHON
from setup.running import CannotBeDone, say

CHECKS = (
    ("format", ["ruff", "format", "--check", "-q", "."]),
    ("lint", ["ruff", "check", "-q", "."]),
    ("types", ["mypy"]),
    ("floors", ["lint-imports", "--no-logo"]),
    ("migrations", ["python", "-m", "schoolgate", "makemigrations", "--check", "--dry-run"]),
    ("generated docs", ["python", "-m", "schoolgate", "docs", "--check"]),
)


def program(*command: str) -> int:
    """Install what running needs, then become the program, so that one pid ends it."""
    venv.prepare()
    styles.build()
    faces.fetch()
    words.fetch()
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "schoolgate", *command])


def demo(*more: str) -> int:
    return program("demo", *more)


def run(*more: str) -> int:
    return program("run", *more)


def install_to_run(*more: str) -> int:
    """What running needs, and nothing started: for a machine that serves (docs/install.md).

    `ARGS="postgres s3 redis"` brings what these need too, also at every later time; `ARGS=none` no more.
    """
    named = [word for words in more for word in words.replace(",", " ").split()]
    venv.prepare(extras=[] if named == ["none"] else named or None)
    styles.build()
    faces.fetch()
    words.fetch()
    return 0


def install(*_: str) -> int:
    """Everything for work on it, and nothing started."""
    venv.prepare(for_work_on_it=True)
    styles.build()
    faces.fetch()
    words.fetch()
    return 0


def test(*more: str) -> int:
    install()
    return suite.everything(more)


def real(*more: str) -> int:
    install()
    return suite.real(more)


def check(*_: str) -> int:
    """Every check, also after one has failed; the last line says which did."""
    install()
    failed = []
    for name, (tool, *arguments) in CHECKS:
        say(f"checking {name}")
        if subprocess.run([str(VENV / "bin" / tool), *arguments], cwd=CHECKOUT, check=False).returncode:
            failed.append(name)
    say(f"not in order: {', '.join(failed)}" if failed else f"all {len(CHECKS)} checks are in order")
    return len(failed)


def bench(*more: str) -> int:
    install()
    return subprocess.run(
        [str(VENV_PYTHON), "benchmarks/run.py", *more], cwd=CHECKOUT, check=False
    ).returncode


def taps(*more: str) -> int:
    install()
    chromium.install()
    return suite.taps(more)


def pictures(*more: str) -> int:
    """The README's pictures, taken anew from the demonstration."""
    install()
    chromium.install()
    return suite.pictures(more)


def clauses(*more: str) -> int:
    """How the clauses of the five policies live, each proved by its scene."""
    install()
    return suite.clauses(more)


def clauses_sabotage(*more: str) -> int:
    """Each row is taken out of its policy, and its scene must fail."""
    install()
    return suite.clauses(["--take-out", *more])


def lock(*_: str) -> int:
    """Lock anew what pyproject.toml and the package.json files ask for, in the newest versions."""
    install()
    venv.lock()
    styles.lock()
    return 0


def only_styles(*_: str) -> int:
    venv.make_venv()
    return 0 if styles.build(try_again=True) else 1


def only_faces(*_: str) -> int:
    venv.make_venv()
    return 0 if all([faces.fetch(try_again=True), words.fetch(try_again=True)]) else 1


def only_chromium(*_: str) -> int:
    venv.make_venv()
    say(f"the tests drive {chromium.install()}")
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "demo": demo,
    "run": run,
    "install": install,
    "install-to-run": install_to_run,
    "service": service.install,
    "test": test,
    "real": real,
    "check": check,
    "bench": bench,
    "taps": taps,
    "pictures": pictures,
    "styles": only_styles,
    "faces": only_faces,
    "chromium": only_chromium,
    "lock": lock,
    "clauses": clauses,
    "clauses-sabotage": clauses_sabotage,
}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever has less is to be told so)
        say(
            f"this needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Try PYTHON=python3.12 make"
        )
        return 1
    what, *more = sys.argv[1:] or ["help"]
    if what not in COMMANDS:
        say(f"there is no “{what}”. There are: {', '.join(COMMANDS)}")
        return 2
    try:
        return COMMANDS[what](*more)
    except CannotBeDone as why:
        say(str(why))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

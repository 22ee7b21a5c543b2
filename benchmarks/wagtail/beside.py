"""Wagtail's arm: made when it can be installed, driven line by line, never a stored figure."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.ground import BENCH
from benchmarks.measuring import Arm, Took

# The newest when this was written; the peer is not to change under the figures.
WANTED = "wagtail==8.0.1"
# Enough to see what a row costs, and soon made; 2,000 need PostgreSQL.
WAITING = 200
HERE = Path(__file__).resolve().parent
VENV = BENCH / "wagtail"
PYTHON = VENV / "bin" / "python"


class Wagtail:
    """A process of Wagtail's, with pages waiting. Where it cannot be installed `is_there` is false."""

    waiting = WAITING
    cannot = f"only {WAITING} are made here; with 2,000 it needs PostgreSQL"

    def __init__(self) -> None:
        self.why_not = ""
        self._process: subprocess.Popen[str] | None = None
        self._queries: dict[str, int] = {}

    @property
    def is_there(self) -> bool:
        return self._process is not None

    @property
    def pids(self) -> list[int]:
        return [self._process.pid] if self._process else []

    def __enter__(self) -> Self:
        try:
            _install()
            made = _made()
        except (subprocess.SubprocessError, OSError) as why:
            self.why_not = f"it could not be installed or filled ({type(why).__name__})"
            return self
        copy = BENCH / f"wagtail-working-{os.getpid()}.sqlite3"
        shutil.copyfile(made, copy)
        self._copy = copy
        self._process = subprocess.Popen(
            [PYTHON, "-m", "peer.talk"],
            env=_environment(copy),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.communicate()
            for left in BENCH.glob(f"{self._copy.name}*"):
                left.unlink()

    def arm(self, what: str) -> Arm:
        """`dashboard`, `open` (a page in moderation) or `approve`."""
        return Arm(asks=lambda: self._ask(what))

    def queries(self, what: str) -> int:
        return self._queries[what]

    def _ask(self, what: str) -> Took:
        process: Any = self._process
        process.stdin.write(f"{what}\n")
        process.stdin.flush()
        said = json.loads(process.stdout.readline() or '{"right": false, "status": "broke off"}')
        if not said["right"]:
            raise SystemExit(f"Wagtail did not do it ({what}: {said['status']}); nothing was timed")
        self._queries[what] = said["queries"]
        return Took(said["wall"], said["cpu"])


def _install() -> None:
    if (VENV / f".{WANTED}").exists():
        return
    print(f"installing {WANTED} in an environment of its own …", flush=True)
    uv = Path(sys.executable).with_name("uv")
    for command in (
        [uv, "venv", "-q", "--clear", "--python", sys.executable, VENV],
        [uv, "pip", "install", "-q", "-p", PYTHON, WANTED],
    ):
        subprocess.run(command, check=True, timeout=240)
    (VENV / f".{WANTED}").touch()


def _made() -> Path:
    """The database with the pages in moderation, made once by Wagtail itself."""
    digest = hashlib.sha256(WANTED.encode())
    for file in sorted((HERE / "peer").rglob("*.py")):
        digest.update(file.read_bytes())
    place = BENCH / f"wagtail-{WAITING}-{digest.hexdigest()[:12]}.sqlite3"
    if not place.exists():
        print(f"making {WAITING} pages in Wagtail's moderation …", flush=True)
        unfinished = BENCH / "wagtail-unfinished.sqlite3"
        unfinished.unlink(missing_ok=True)
        make = [PYTHON, "-m", "peer.talk", "make", str(WAITING)]
        subprocess.run(make, env=_environment(unfinished), check=True, timeout=600)
        unfinished.rename(place)
    return place


def _environment(database: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
        "PYTHONPATH": str(HERE),
        "DJANGO_SETTINGS_MODULE": "peer.settings",
        "PEER_DATABASE": str(database),
    }

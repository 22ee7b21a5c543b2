"""Wagtail's arm: made when it can be installed, driven line by line, never a stored figure."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.measuring import Arm, Took
from benchmarks.wagtail import kept
from benchmarks.wagtail.kept import PYTHON, VENV, WANTED


class Wagtail:
    """A process of Wagtail's on the same engine, with pages waiting. Where it cannot be installed `is_there` is
    false."""

    waiting = kept.WAITING

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
            self._database = kept.fresh_copy()
        except (subprocess.SubprocessError, OSError) as why:
            self.why_not = f"it could not be installed or filled ({type(why).__name__})"
            return self
        self._process = subprocess.Popen(
            [PYTHON, "-m", "peer.talk"],
            env=kept.environment(self._database),
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
            kept.throw_away(self._database)

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
    done = VENV / f".{' '.join(WANTED)}"
    if done.exists():
        return
    print(f"installing {WANTED[0]} in an environment of its own …", flush=True)
    uv = Path(sys.executable).with_name("uv")
    for command in (
        [uv, "venv", "-q", "--clear", "--python", sys.executable, VENV],
        [uv, "pip", "install", "-q", "-p", PYTHON, *WANTED],
    ):
        subprocess.run(command, check=True, timeout=240)
    done.touch()

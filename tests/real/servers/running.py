"""Starting a server, waiting until it answers, and ending it together with every process it started."""

import atexit
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

# How long a test waits for an answer, in seconds: a slow machine is no failure.
PATIENCE_S = 300.0
TOOLS = Path(__file__).resolve().parents[3] / ".tools"


@contextmanager
def brought_once(name: str) -> Iterator[Path]:
    """The folder of a system that the tests bring along. Within it nobody else installs there: several processes of a
    run may ask for the same system at the same time."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield TOOLS / name


def get(address: str, **more: Any) -> httpx.Response:
    """As httpx's, which would wait five seconds only."""
    return httpx.get(address, timeout=PATIENCE_S, **more)


class Server:
    """One running process with a session of its own, so that its workers end with it."""

    def __init__(
        self, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.log = log
        with log.open("ab") as said:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )
        atexit.register(self.end)

    def wait_until(self, ready: Callable[[], bool], within_s: float = PATIENCE_S) -> None:
        """Return when it is ready; RuntimeError with the end of its log when it died or took too long."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            if ready():
                return
            time.sleep(0.05)
        self.end()
        raise RuntimeError(f"{self._process.args}\n{self.log.read_text('utf-8', 'replace')[-2000:]}")

    def end(self) -> None:
        """TERM to the whole session, KILL to what is left after ten seconds."""
        for sign, patience_s in ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0)):
            if not self._signal(sign):
                break
            self._wait_for_end(patience_s)
        atexit.unregister(self.end)

    def _signal(self, sign: int) -> bool:
        try:
            os.killpg(self._process.pid, sign)
        except ProcessLookupError:
            return False
        return True

    def _wait_for_end(self, patience_s: float) -> None:
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            self._process.poll()
            if not self._signal(0):
                return
            time.sleep(0.05)

"""Web, worker and clock as children of one process: started by one command, ended by one pid.

A child whose parent dies, however suddenly, is ended by the kernel (Linux), so nothing is left behind.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
# A child that ends by itself is started again; one that does so at once, ever more slowly.
_QUICKEST, _SLOWEST = 0.5, 30.0
# A person who waits for a page comes before what happens in the background.
_YIELDS = 5


@dataclass
class Child:
    """One of the processes."""

    name: str
    command: list[str]
    nice: int = 0
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    wait: float = _QUICKEST
    may_start_at: float = field(default=0.0)


def children(*, host: str, port: int, web_threads: int) -> list[Child]:
    """The web server, a worker for what follows events, and the clock."""
    python = [sys.executable, "-m"]
    return [
        Child(
            "web",
            [
                *python, "granian", "schoolgate.config.wsgi:application", "--interface", "wsgi", "--host", host,
                "--port", str(port), "--workers", "1", "--blocking-threads", str(web_threads),
                "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
            ],
        ),
        Child(
            "worker",
            [*python, "schoolgate", "db_worker", "--interval", "0.3", "--no-startup-delay", "--no-reload", "-v", "0"],
            nice=_YIELDS,
        ),
        Child("clock", [*python, "schoolgate", "tick"], nice=_YIELDS),
    ]  # fmt: skip


def serve(*, host: str, port: int, web_threads: int = 4, given: Mapping[str, str] | None = None) -> None:
    """Run until told to stop; then end every child and wait for it."""
    running = _Running(
        children(host=host, port=port, web_threads=web_threads), {**os.environ, **(given or {})}
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, running.stop)
    running.watch()


class _Running:
    def __init__(self, all_children: list[Child], environment: dict[str, str]) -> None:
        self.children, self.environment, self.is_stopping = all_children, environment, False

    def watch(self) -> None:
        while not self.is_stopping:
            for child in self.children:
                self._keep(child)
            time.sleep(0.2)
        self._end_all()

    def stop(self, *_signal: object) -> None:
        self.is_stopping = True

    def _keep(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None and child.process.poll() is None:
            return
        if child.process is not None and child.may_start_at == 0.0:
            lived = now - child.started_at
            child.wait = _QUICKEST if lived > 60 else min(child.wait * 2, _SLOWEST)
            child.may_start_at = now + child.wait
            sys.stderr.write(
                f"schoolgate: {child.name} ended ({child.process.returncode}); starting it again\n"
            )
        if now < child.may_start_at:
            return
        child.process = subprocess.Popen(
            child.command, env=self.environment, preexec_fn=partial(_become_child, child.nice)
        )
        child.started_at, child.may_start_at = now, 0.0

    def _end_all(self) -> None:
        alive = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + 10
        for process in alive:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _become_child(nice: int) -> None:
    """In the child, before it starts: give way to the web server, and end when the parent does (on Linux)."""
    os.nice(nice)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_END_WITH_PARENT, signal.SIGTERM)

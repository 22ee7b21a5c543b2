"""Web, workers and clock as children of one process: started by one command, ended by one pid.

A child whose parent dies, however suddenly, is ended by the kernel (Linux), so nothing is left behind.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db import connection

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
# A child that ends by itself is started again; one that does so at once, ever more slowly.
_QUICKEST, _SLOWEST = 0.5, 30.0
# A person who waits for a page comes before what happens in the background.
_YIELDS = 5
_PYTHON = [sys.executable, "-m"]


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


class CannotServe(Exception):
    """What was asked for does not fit the settings; the message is a sentence for whoever runs the program."""


def web(*, host: str, port: int, processes: int = 1, threads: int = 4) -> Child:
    """The web server, on so many processes of so many threads each.

    Raises CannotServe where several processes would each count sign-ins by themselves.
    """
    if processes > 1 and not settings.CACHE_IS_SHARED:
        raise CannotServe(
            f"{processes} web processes would each count wrong passwords by themselves. "
            "Give them a Redis to share (SCHOOLGATE_CACHE=redis://…), or run one."
        )
    return Child(
        "web",
        [
            *_PYTHON, "granian", "schoolgate.config.wsgi:application", "--interface", "wsgi", "--host", host,
            "--port", str(port), "--workers", str(processes), "--blocking-threads", str(threads),
            "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
        ],
    )  # fmt: skip


def workers(number: int = 1) -> list[Child]:
    """Workers for what follows events. Raises CannotServe where the database lets only one write at a time."""
    if number > 1 and connection.vendor == "sqlite":
        raise CannotServe(
            "SQLite lets one write at a time, so a second worker would only wait. "
            "Several workers need PostgreSQL (SCHOOLGATE_DATABASE=postgresql://…)."
        )
    command = [
        *_PYTHON, "schoolgate", "db_worker", "--interval", "0.3", "--no-startup-delay", "--no-reload", "-v", "0",
    ]  # fmt: skip
    return [
        Child("worker" if number == 1 else f"worker {one}", command, nice=_YIELDS)
        for one in range(1, number + 1)
    ]


def clock() -> Child:
    """The clock. Several may run, on several machines too: the first leads, the others wait to take its place."""
    return Child("clock", [*_PYTHON, "schoolgate", "clock"], nice=_YIELDS)


def serve(
    *,
    host: str,
    port: int,
    web_processes: int = 1,
    web_threads: int = 4,
    worker_processes: int = 1,
    given: Mapping[str, str] | None = None,
) -> None:
    """Web, workers and clock, until told to stop."""
    keep_running(
        [
            web(host=host, port=port, processes=web_processes, threads=web_threads),
            *workers(worker_processes),
            clock(),
        ],
        given,
    )


def keep_running(children: Sequence[Child], given: Mapping[str, str] | None = None) -> None:
    """Run these until told to stop; then end every one and wait for it."""
    running = _Running(children, {**os.environ, **(given or {})})
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, running.stop)
    running.watch()


class _Running:
    def __init__(self, all_children: Sequence[Child], environment: dict[str, str]) -> None:
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

"""The program as processes of its own, on the database of a test: web, workers, clocks, each ended with the test."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from django.db import connection, connections

from tests import postgres


def address_of_database() -> str:
    """The test's database, as SCHOOLGATE_DATABASE takes it."""
    name = str(connections.settings["default"]["NAME"])
    if connection.vendor == "sqlite":
        return name
    server, _, query = postgres.of_this_run().partition("?")
    return f"{server.rpartition('/')[0]}/{name}?{query}"


class Program:
    """Starts `schoolgate …` on a database, with a data folder, and ends whatever still runs."""

    def __init__(self, database: str, data: Path, **settings: object) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SCHOOLGATE_")},
            "DJANGO_SETTINGS_MODULE": "schoolgate.config.settings",
            "SCHOOLGATE_DATABASE": database,
            "SCHOOLGATE_DATA": str(data),
            **{f"SCHOOLGATE_{name}": str(value) for name, value in settings.items()},
        }
        self._log = data / "processes.log"
        self._running: list[subprocess.Popen[bytes]] = []

    def search_too(self, folder: Path) -> None:
        """Its processes import from this folder as well: for scripts that use what tests share."""
        self._environment["PYTHONPATH"] = os.pathsep.join([str(folder / "src"), str(folder)])

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "schoolgate", *command], env=self._environment, stdout=log, stderr=log
            )
        self._running.append(process)
        return process

    def run(self, *command: str) -> None:
        """To its end; it must succeed."""
        assert self.start(*command).wait(300) == 0, self.said()

    def said(self) -> str:
        return self._log.read_text()[-4000:] if self._log.exists() else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            if process.poll() is None:
                process.terminate()
        for process in self._running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until(is_so: Callable[[], Any], *, seconds: float = 300, every: float = 0.2) -> Any:
    """What it gives as soon as that is true; what it gave last when the time is over."""
    deadline = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < deadline:
        time.sleep(every)
    return found


def ask(address: str) -> tuple[int, str]:
    """The status and the words of a page; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310 (it is ours)
            return page.status, page.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except OSError:
        return 0, ""

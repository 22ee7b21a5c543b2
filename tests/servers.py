"""Servers that a test has for itself, to stop and start again: a PostgreSQL, a Redis."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from setup import servers
from tests.postgres import Cluster, dying_with_us

NEEDS = {"own_postgres": "postgresql", "redis": "redis"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """For machines that have no such server: `-m "not postgresql"`."""
    for item in items:
        for fixture in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDS[fixture])


@pytest.fixture
def own_postgres() -> Iterator[Cluster]:
    with Cluster() as cluster:
        yield cluster


class Redis:
    """A Redis on a socket in a folder of its own, with nothing kept on disk."""

    def __init__(self) -> None:
        found = servers.find_redis()
        if found is None:
            raise RuntimeError("There is no Redis here: `make test` as root installs Debian's.")
        self._program = found
        self._folder = tempfile.TemporaryDirectory(prefix="sg-redis-")
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return Path(self._folder.name) / "redis.sock"

    @property
    def address(self) -> str:
        """As SCHOOLGATE_CACHE takes it."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        command = [
            self._program,
            "--port",
            "0",
            "--unixsocket",
            self.socket,
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        self._server = subprocess.Popen(
            [*dying_with_us(), *map(str, command)], stdout=subprocess.DEVNULL, cwd=self._folder.name
        )
        deadline = time.monotonic() + 300
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("Redis did not start.")
            time.sleep(0.02)

    def _answers(self) -> bool:
        """Its socket has a name before anybody listens behind it."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            try:
                line.connect(str(self.socket))
            except OSError:
                return False
        return True

    def stop(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(30)
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._folder.cleanup()


@pytest.fixture
def redis() -> Iterator[Redis]:
    with Redis() as server:
        yield server

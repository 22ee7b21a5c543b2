"""Web, worker and clock: started by one command, ended by one pid, whichever way it ends."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import copy_of_template
from tests.ports import free_port


def children_of(pid: int) -> list[int]:
    """The pids of everything that descends from this process."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *children_of(int(child))]
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(true, seconds: float = 300) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def migrated(django_db_setup, django_db_blocker, tmp_path) -> None:
    """The database is there already, so that only starting is waited for."""
    with django_db_blocker.unblock():
        copy_of_template(tmp_path / "schoolgate.sqlite3")


@pytest.fixture
def served(tmp_path) -> Iterator[tuple[subprocess.Popen, int]]:
    port = free_port()
    environment = {
        **os.environ,
        "SCHOOLGATE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "schoolgate.config.settings",
    }
    environment.pop("SCHOOLGATE_DEMO", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "schoolgate", "run", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process, port
    if process.poll() is None:
        process.kill()
        process.wait()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/set-up", timeout=60) as page:
            return page.status == 200
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_ending_the_one_pid_ends_web_worker_and_clock(migrated, served, how):
    process, port = served
    assert wait_until(lambda: answers(port)), "it did not answer"
    assert wait_until(lambda: len(children_of(process.pid)) >= 3)
    family = children_of(process.pid)
    process.send_signal(how)
    process.wait(timeout=300)
    assert wait_until(lambda: not any(is_alive(pid) for pid in family)), "something was left running"


def test_a_real_installation_has_no_way_to_step_in(migrated, served):
    _process, port = served
    assert wait_until(lambda: answers(port))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/demo", timeout=60)
    assert refused.value.code == 404

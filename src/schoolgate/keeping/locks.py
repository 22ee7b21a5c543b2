"""One at a time: who works on the installation's files takes a lock that the kernel gives back when they die."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class IsBusy(Exception):
    """Somebody else holds the lock; the message says what to do."""


@contextmanager
def at_work() -> Iterator[None]:
    """While the program serves: many may, and nobody may restore or upgrade meanwhile."""
    with _lock("work.lock", fcntl.LOCK_SH, "A restore or an upgrade is running. Wait until it has ended."):
        yield


@contextmanager
def standing_still() -> Iterator[None]:
    """While everything is put back or upgraded: nobody serves, and nobody else does the same."""
    words = "Schoolgate is running, or being restored or upgraded. Stop it first: systemctl stop schoolgate."
    with _lock("work.lock", fcntl.LOCK_EX, words):
        yield


@contextmanager
def making_a_backup() -> Iterator[None]:
    """One backup at a time."""
    with _lock("backup.lock", fcntl.LOCK_EX, "A backup is being made already. Wait until it has ended."):
        yield


@contextmanager
def _lock(name: str, how: int, words: str) -> Iterator[None]:
    path = Path(settings.DATA) / name
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise IsBusy(words) from taken
        yield
    finally:
        os.close(descriptor)

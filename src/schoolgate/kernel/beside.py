"""Long work of a follow-up: in the worker of the queue it goes on beside it, so that nothing else has to wait.

What is begun is written down by whoever begins it, and taken up again by the clock where a process was killed; nothing
rests on the thread. Elsewhere (in tests, while a demonstration is made) it is done at once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, Thread

from django.db import connections

_goes_beside: ContextVar[bool] = ContextVar("long_work_goes_beside", default=False)
_one_at_a_time = Lock()
log = logging.getLogger(__name__)


@contextmanager
def long_work_goes_beside() -> Iterator[None]:
    """Within this, long work is begun and not waited for."""
    before = _goes_beside.set(True)
    try:
        yield
    finally:
        _goes_beside.reset(before)


def do_long_work(does: Callable[[], object]) -> None:
    """Do it, beside what goes on here where that is wanted; one at a time in a process."""
    if not _goes_beside.get():
        does()
        return
    Thread(target=_do, args=(does,), name="long work", daemon=True).start()


def _do(does: Callable[[], object]) -> None:
    with _one_at_a_time:
        try:
            does()
        except Exception:
            log.exception("long work failed; the clock begins it again")
        finally:
            connections.close_all()

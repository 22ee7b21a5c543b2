"""Ports for servers that a test starts as processes of their own.

A port that the system chooses is one of those that it also gives to outgoing calls: until the server has started, a
browser in the next process of the run may have it. These lie below them, and each process of a run has its own.
"""

import os
import socket
from itertools import count

FIRST, EACH, PROCESSES = 20_000, 500, 24
# Two runs on one machine seldom begin at the same place.
_turns = count(os.getpid())


def free_port() -> int:
    """A port of this machine that nobody listens on, and that is given to nobody else in this run."""
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % PROCESSES
    for _ in range(EACH):
        port = FIRST + process * EACH + next(_turns) % EACH
        if _is_free(port):
            return port
    raise RuntimeError(f"Every port from {FIRST + process * EACH} on is taken.")


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

"""What the child process may use, and what it may not reach.

Each wall is tried and none is required: a system that does not know one keeps the others. The walls stand
before the first byte is decoded: a mistake in a decoder meets a process with nothing to steal or spend.
"""

import ctypes
import os
import resource
import signal
from pathlib import Path

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
OPEN_FILES = 16

_NEW_NETWORK, _NEW_USER = 0x4000_0000, 0x1000_0000
_NO_NEW_PRIVILEGES = 38


def lock_in(*, memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS) -> None:
    """Give up, for the rest of this process, all but the memory and time that one file needs.

    `memory_bytes` are counted on top of what the process holds now. Import before this all there is to
    import: afterwards there are no files.
    """
    held = _bytes_held()
    _leave_network_and_files()
    _limit(resource.RLIMIT_AS, held + memory_bytes)
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    # A write beyond RLIMIT_FSIZE should be an error to the code that tries it.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _limit(what: int, most: int) -> None:
    try:
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    except (OSError, ValueError):
        pass


def _bytes_held() -> int:
    """Address space of this process, or a generous guess where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 256 * 1024 * 1024


def _leave_network_and_files() -> None:
    """A network of its own without a way out, and a root folder without files, where the system allows them.

    Within a user namespace of its own an ordinary process may do both. /proc/self/fdinfo is a folder that
    holds only the numbers of the files this process has open already.
    """
    try:
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if system.unshare(_NEW_USER | _NEW_NETWORK) == 0:
            os.chroot("/proc/self/fdinfo")
            os.chdir("/")
    except (OSError, AttributeError):
        pass

"""Asking a caged child process: a stranger's file goes in, what the child makes of it comes out.

The child runs apart from everything that this process holds: no site packages, none of the environment, no
terminal, and the walls of `cage` once it has imported what it needs. Whatever it answers is itself taken for a
stranger's word by whoever asked.
"""

import importlib.util
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Timer
from typing import IO

_MOST_COMPLAINTS = 4096


class CouldNotStart(Exception):
    """The child did not even begin; its words are what it complained of."""


class EndedInside(Exception):
    """The child was ended by a wall of the cage, by the alarm, or by a mistake of its own, without an answer."""


def ask_child(
    start: str,
    given: IO[bytes] | bytes,
    *,
    packages: Sequence[str],
    seconds: float,
    most: int,
    more: Sequence[str] = (),
) -> bytes:
    """What the child says of this file: at most `most` bytes, after at most `seconds`.

    `start` is the one line of Python that it runs, `packages` are those it may import beside this program;
    its arguments are the folders where these lie, then `more`.
    """
    with Popen(
        [sys.executable, "-I", "-S", "-c", start, *import_folders(packages), *more],
        stdin=PIPE if isinstance(given, bytes) else given,
        stdout=PIPE,
        stderr=PIPE,
        cwd="/",
        env={"MALLOC_ARENA_MAX": "1"},
        start_new_session=True,
    ) as child:
        alarm = Timer(seconds, child.kill)
        alarm.start()
        try:
            if child.stdin is not None and isinstance(given, bytes):
                _hand_over(given, child.stdin)
            answer = _read(child.stdout, most)
            complaint = b"" if answer else _read(child.stderr, _MOST_COMPLAINTS)
        finally:
            alarm.cancel()
            child.kill()
    if answer:
        return answer
    if child.returncode > 0:  # not a signal of the cage: it could not even start
        raise CouldNotStart(complaint.decode(errors="replace"))
    raise EndedInside


def _hand_over(upload: bytes, ear: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        ear.write(upload)
    with suppress(BrokenPipeError):
        ear.close()


def _read(mouth: IO[bytes] | None, most: int) -> bytes:
    return b"" if mouth is None else mouth.read(most)


def import_folders(packages: Sequence[str]) -> list[str]:
    """Where the child finds this program and these packages."""
    folders = [str(Path(__file__).resolve().parents[2])]
    for package in packages:
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:
            folders.append(str(Path(found.origin).resolve().parents[1]))
    return list(dict.fromkeys(folders))

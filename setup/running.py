"""Running the tools that set-up needs, and remembering what is done already."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from setup.places import CHECKOUT, STAMPS


class CannotBeDone(Exception):
    """A part of the set-up that this machine cannot have; the message is a sentence for a person."""


def is_root() -> bool:
    return os.geteuid() == 0


def say(words: str) -> None:
    """One line to whoever waits."""
    print(f"schoolgate: {words}", flush=True)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = CHECKOUT,
    env: Mapping[str, str] | None = None,
    quiet: bool = False,
    check: bool = True,
) -> int:
    """Run a tool to its end; when it fails its words are shown and CannotBeDone is raised, unless `check` is off."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if check and done.returncode:
        if done.stdout:
            print(done.stdout, file=sys.stderr)
        raise CannotBeDone(f"“{' '.join(str(part) for part in command[:3])} …” did not succeed.")
    return done.returncode


def attempt(
    command: Sequence[str | Path], *, cwd: Path = CHECKOUT, env: Mapping[str, str] | None = None
) -> bool:
    """Try a tool quietly; whether it succeeded."""
    return run(command, cwd=cwd, env=env, quiet=True, check=False) == 0


def digest_of(files: Iterable[Path], *also: str) -> str:
    """Changes when one of the files, or one of the words beside them, does."""
    digest = hashlib.sha256("\0".join(also).encode())
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(step: str, digest: str) -> bool:
    """Whether this step was done before with exactly this."""
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == digest


def remember(step: str, digest: str) -> None:
    """The step need not be done again until the digest changes."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(digest)

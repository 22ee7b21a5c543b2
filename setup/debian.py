"""Packages of Debian, where set-up may install them: as root, and without starting any service of theirs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.running import attempt, is_root, run

# Debian asks this file whether a service may be started; 101 is no.
POLICY = Path("/usr/sbin/policy-rc.d")


def can_install() -> bool:
    return is_root() and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install these packages; whether it succeeded. Another installation that holds the locks is waited for."""
    if not can_install():
        return False
    run(["apt-get", "update", "-qq"], quiet=True, check=False)
    with no_service_starts():
        return attempt(
            [
                "apt-get", "install", "-y", "-qq", "--no-install-recommends",
                "-o", "DPkg::Lock::Timeout=300", *packages,
            ],
            env={"DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip


@contextmanager
def no_service_starts() -> Iterator[None]:
    """The tests start servers of their own on private sockets; Debian's shall not start beside them."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)

"""PostgreSQL and Redis for the tests: the machine's own programs, else Debian's packages when root."""

import shutil
from pathlib import Path

from setup import debian
from setup.running import CannotBeDone

DEBIANS_POSTGRES = Path("/usr/lib/postgresql")


def find_postgres() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest that Debian has if none is on the path; None without."""
    initdb = shutil.which("initdb")
    if initdb and shutil.which("postgres"):
        return Path(initdb).resolve().parent
    versions = [folder for folder in DEBIANS_POSTGRES.glob("*/bin") if (folder / "initdb").exists()]
    return max(versions, key=lambda folder: int(folder.parent.name), default=None)


def find_redis() -> Path | None:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else None


def install_postgres() -> Path:
    """PostgreSQL's programs, installed if they are missing. Raises CannotBeDone with a sentence."""
    if find_postgres() is None:
        debian.install("postgresql")
    found = find_postgres()
    if found is None:
        raise CannotBeDone("There is no PostgreSQL here. Install Debian's package postgresql.")
    return found


def install_redis() -> Path:
    """Redis, installed if it is missing. Raises CannotBeDone with a sentence."""
    if find_redis() is None:
        debian.install("redis-server")
    found = find_redis()
    if found is None:
        raise CannotBeDone("There is no Redis here. Install Debian's package redis-server.")
    return found

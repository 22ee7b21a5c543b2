"""Wagtail's database with pages in moderation, made once by Wagtail itself and kept; each run works on a fresh copy."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import psycopg

from benchmarks import engines
from benchmarks.engines import POSTGRESQL
from benchmarks.ground import BENCH
from setup import servers
from tests import postgres

# The newest when this was written; the peer is not to change under the figures. The driver is ours.
WANTED = ("wagtail==8.0.1", f"psycopg[binary]=={psycopg.__version__}")
# With 2,000 its dashboard breaks off on SQLite (expression tree too deep); 200 show what a row costs.
WAITING = 2000 if POSTGRESQL else 200
SECONDS_TO_MAKE = 900
HERE = Path(__file__).resolve().parent
VENV = BENCH / "wagtail"
PYTHON = VENV / "bin" / "python"


def environment(database: str) -> dict[str, str]:
    """What Wagtail's process is given: its own settings on this database."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
        "PYTHONPATH": str(HERE),
        "DJANGO_SETTINGS_MODULE": "peer.settings",
        "PEER_DATABASE": database,
    }


def fresh_copy() -> str:
    """A copy of the database to work on: its file, or its address on PostgreSQL."""
    if POSTGRESQL:
        name = f"wagtail_working_{os.getpid()}"
        postgres.drop(engines.server(), name)
        postgres.create(engines.server(), name, like=_in_the_cluster())
        return engines.address(name)
    copy = BENCH / f"wagtail-working-{os.getpid()}.sqlite3"
    shutil.copyfile(_file(), copy)
    return str(copy)


def throw_away(copy: str) -> None:
    if POSTGRESQL:
        postgres.drop(engines.server(), f"wagtail_working_{os.getpid()}")
        return
    for left in BENCH.glob(f"{Path(copy).name}*"):
        left.unlink()


def _file() -> Path:
    place = BENCH / f"{_name()}.sqlite3"
    if not place.exists():
        unfinished = BENCH / "wagtail-unfinished.sqlite3"
        unfinished.unlink(missing_ok=True)
        _make(str(unfinished))
        unfinished.rename(place)
    return place


def _in_the_cluster() -> str:
    """The name of the kept database in the cluster of this run; what it was made of is a file of `pg_dump`."""
    name, dump = "wagtail_kept", BENCH / f"{_name()}.dump"
    if postgres.exists(engines.server(), name):
        return name
    unfinished = "wagtail_unfinished"
    postgres.drop(engines.server(), unfinished)
    postgres.create(engines.server(), unfinished)
    address = engines.address(unfinished)
    if dump.exists():
        _program("pg_restore", "--no-owner", "--dbname", address, str(dump))
    else:
        _make(address)
        _program("pg_dump", "--format", "custom", "--file", f"{dump}.unfinished", address)
        Path(f"{dump}.unfinished").rename(dump)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ANALYZE")
    postgres.rename(engines.server(), unfinished, name)
    return name


def _make(database: str) -> None:
    print(f"making {WAITING} pages in Wagtail's moderation …", flush=True)
    make = [PYTHON, "-m", "peer.talk", "make", str(WAITING)]
    subprocess.run(make, env=environment(database), check=True, timeout=SECONDS_TO_MAKE)


def _name() -> str:
    """Changes with Wagtail and with what makes its pages."""
    digest = hashlib.sha256("".join(WANTED).encode())
    for file in sorted((HERE / "peer").rglob("*.py")):
        digest.update(file.read_bytes())
    return f"wagtail-{WAITING}-{digest.hexdigest()[:12]}"


def _program(name: str, *given: str) -> None:
    found = servers.find_postgres()
    if found is None:
        raise FileNotFoundError("PostgreSQL")
    subprocess.run([found / name, *given], check=True, timeout=120)

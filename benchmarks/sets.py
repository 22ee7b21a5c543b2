"""The reference sets, from one seed: as much of a school's five years as goals 1 to 6 read.

Made once into a SQLite file under build/bench, found again by the digest of what makes it, and brought up to the
tables of the program as an installation is: by its migrations. Beside the schools of the
set stand the schools that a goal asks for by name: `queue-20` and `queue-2000` (posts waiting), `month` (400 posts in
one month), `deciding` (posts ready to be approved), `quiet` (no posts).
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django_scopes import scopes_disabled

from benchmarks import engines
from benchmarks.ground import BENCH, NOW, SET, open_database
from benchmarks.schools import Size, a_school, answers, digest, five_years, posts_of
from benchmarks.trails import pour_events
from schoolgate.audit.models import Log
from schoolgate.people.models import Trust
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Post
from schoolgate.rules.posts.states import State

SIZES = {
    "S": Size(1, 40, 280, 220, 975, 1460, 2900),
    "M": Size(20, 60, 435, 350, 1170, 1755, 3510),
    "L": Size(100, 80, 600, 480, 1365, 2050, 4100),
}
OWN = Size(1, 40, 280, 220, 0, 0, 0)
# Events in the log that goal 9 verifies.
EVENTS = {"S": 100_000, "M": 300_000, "L": 1_000_000}
AT_ONCE = 20_000
MANY, FEW = 108_000, 500


def reference_set(name: str = SET) -> Path:
    """The database file of this set, made if it is not there."""
    return _kept(f"set-{name}")


def larger_set() -> str:
    """The name of the set that stands beside S: the one of this run, or M where that is S itself."""
    return SET if SET != "S" else "M"


def two_rolls() -> Path:
    """Two schools of one trust, `few` and `many`; the first 500 pupils of both are called the same."""
    return _kept("rolls")


def _kept(name: str) -> Path:
    """The file of this name, with the tables of this program; others of the name are removed."""
    place = BENCH / f"{name}-{digest()}.sqlite3"
    if engines.POSTGRESQL:  # it is made on SQLite, then poured
        environment = {**os.environ, "ENGINE": "sqlite"}
        subprocess.run([sys.executable, "-m", "benchmarks.sets", name], env=environment, check=True)
        return place
    if place.exists():
        open_database(place)
        engines.bring_up_to_date()
        return place
    for old in BENCH.glob(f"{name}-*.sqlite3*"):
        old.unlink()
    print(f"making {name} …", flush=True)
    start = time.perf_counter()
    unfinished = BENCH / f"unfinished-{name}-{os.getpid()}.sqlite3"
    for left in BENCH.glob(f"{unfinished.name}*"):
        left.unlink()
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    open_database(unfinished)
    call_command("migrate", verbosity=0)
    with scopes_disabled(), transaction.atomic():
        _MAKERS[name]()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    unfinished.rename(place)
    print(f"made {name} in {time.perf_counter() - start:.0f} s", flush=True)
    return place


def _make_set(size: Size) -> None:
    trust = Trust.objects.create(name="Bench Trust", slug="bench", created_at=NOW - timedelta(days=2000))
    for number in range(size.schools):
        school = a_school(trust, f"school-{number + 1}", size)
        five_years(school, size)
    for slug, waiting in (("queue-20", 20), ("queue-2000", 2000)):
        posts_of(
            a_school(trust, slug, OWN), waiting, State.WAITING, lambda one: NOW + timedelta(minutes=30 + one)
        )
    posts_of(a_school(trust, "month", OWN), 400, State.APPROVED, lambda one: _in_this_month(one, of=400))
    a_school(trust, "quiet", OWN)
    deciding = a_school(trust, "deciding", OWN)
    ids = posts_of(deciding, 220, State.WAITING, lambda one: NOW + timedelta(hours=3 + one))
    for post in Post.objects.filter(pk__in=ids):
        post.digest = content_digest(post)
        post.save(update_fields=["digest"])
    answers()


def trail(events: int) -> Path:
    """A school's log of so many events, each with its detail and its place."""
    return _kept(f"trail-{events}")


def _make_trail(events: int) -> None:
    trust = Trust.objects.create(name="Bench Trust", slug="bench", created_at=NOW - timedelta(days=2000))
    school = a_school(trust, "trail", Size(1, 3, 10, 0, 0, 0, 0))
    log = Log.objects.create(key=f"school:{school.pk}", origin="bench/school", opened_at=NOW)
    for start in range(0, events, AT_ONCE):
        pour_events(log, range(start, min(events, start + AT_ONCE)))


def _make_two_rolls() -> None:
    trust = Trust.objects.create(name="Bench Trust", slug="bench", created_at=NOW - timedelta(days=2000))
    for slug, pupils in (("few", FEW), ("many", MANY)):
        a_school(trust, slug, Size(1, 40, pupils, 0, 0, 0, 0))
    answers()


def _in_this_month(number: int, *, of: int) -> datetime:
    return datetime(NOW.year, NOW.month, 1, 8, tzinfo=NOW.tzinfo) + timedelta(hours=number * 28 * 24 / of)


_MAKERS: dict[str, Callable[[], None]] = {
    "rolls": _make_two_rolls,
    **{f"set-{name}": partial(_make_set, size) for name, size in SIZES.items()},
    **{f"trail-{events}": partial(_make_trail, events) for events in EVENTS.values()},
}

if __name__ == "__main__":
    _kept(sys.argv[1])

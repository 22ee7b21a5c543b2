"""The reference sets, from one seed: as much of a school's five years as goals 1 to 6 read.

Made once into a SQLite file under build/bench, found again by the digest of what makes it. Beside the schools of the
set stand the schools that a goal asks for by name: `queue-20` and `queue-2000` (posts waiting), `month` (400 posts in
one month), `deciding` (posts ready to be approved), `quiet` (no posts).
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django_scopes import scopes_disabled

from benchmarks import engines
from benchmarks.ground import BENCH, NOW, SET, open_database
from benchmarks.names import whole_names
from schoolgate.audit.envelopes import commitment_of, envelope
from schoolgate.audit.models import Event, EventDetail, Leaf, Log, Waiting
from schoolgate.kernel.permissions import Role
from schoolgate.kernel.pouring import new_ids, pour
from schoolgate.media.models import Appearance, Picture
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Appointment, Person, School, Trust, User
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Channel
from schoolgate.rules.merkle import leaf_hash
from schoolgate.rules.posts.states import State

SEED = 20261117


@dataclass(frozen=True)
class Size:
    """So much in one school of the set, and so many schools."""

    schools: int
    staff: int
    pupils: int
    leavers: int
    posts: int
    pictures: int
    appearances: int


SIZES = {
    "S": Size(1, 40, 280, 220, 975, 1460, 2900),
    "M": Size(20, 60, 435, 350, 1170, 1755, 3510),
    "L": Size(100, 80, 600, 480, 1365, 2050, 4100),
}
OWN = Size(1, 40, 280, 220, 0, 0, 0)
# Events in the log that goal 9 verifies.
EVENTS = {"S": 100_000, "M": 300_000, "L": 1_000_000}
AT_ONCE = 20_000
USES = ("photo.noticeboard", "photo.website", "photo.social", "name.noticeboard")
WORDS = (
    "The hall was full of paper boats this morning. Each class tested how much its boat could carry, wrote the "
    "figures on a chart and talked about why the wide ones float best. Thank you for all the boxes you sent in. "
)
MOST_AT_ONCE = 2000
MANY, FEW = 108_000, 500


def reference_set(name: str = SET) -> Path:
    """The database file of this set, made if it is not there."""
    return _kept(f"set-{name}")


def two_rolls() -> Path:
    """Two schools of one trust, `few` and `many`; the first 500 pupils of both are called the same."""
    return _kept("rolls")


def _kept(name: str) -> Path:
    """The file of this name and of exactly this program; others of the name are removed."""
    place = BENCH / f"{name}-{_digest()}.sqlite3"
    if place.exists():
        return place
    if engines.POSTGRESQL:  # it is made on SQLite, then poured
        environment = {**os.environ, "ENGINE": "sqlite"}
        subprocess.run([sys.executable, "-m", "benchmarks.sets", name], env=environment, check=True)
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


def _digest() -> str:
    """Changes with the generator and with the tables."""
    here = Path(__file__).parent
    package = here.parent / "src" / "schoolgate"
    files = [here / "sets.py", here / "names.py", *sorted(package.glob("*/migrations/0*.py"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _make_set(size: Size) -> None:
    trust = Trust.objects.create(name="Bench Trust", slug="bench", created_at=NOW - timedelta(days=2000))
    for number in range(size.schools):
        school = _school(trust, f"school-{number + 1}", size)
        _five_years(school, size)
    for slug, waiting in (("queue-20", 20), ("queue-2000", 2000)):
        _posts(
            _school(trust, slug, OWN), waiting, State.WAITING, lambda one: NOW + timedelta(minutes=30 + one)
        )
    _posts(_school(trust, "month", OWN), 400, State.APPROVED, lambda one: _in_this_month(one, of=400))
    _school(trust, "quiet", OWN)
    deciding = _school(trust, "deciding", OWN)
    for post in _posts(deciding, 220, State.WAITING, lambda one: NOW + timedelta(hours=3 + one)):
        post.digest = content_digest(post)
        post.save(update_fields=["digest"])
    _answers()


def trail(events: int) -> Path:
    """A school's log of so many events, each with its detail and its place."""
    return _kept(f"trail-{events}")


def _make_trail(events: int) -> None:
    trust = Trust.objects.create(name="Bench Trust", slug="bench", created_at=NOW - timedelta(days=2000))
    school = _school(trust, "trail", Size(1, 3, 10, 0, 0, 0, 0))
    log = Log.objects.create(key=f"school:{school.pk}", origin="bench/school", opened_at=NOW)
    for start in range(0, events, AT_ONCE):
        _pour_events(log, range(start, min(events, start + AT_ONCE)))


def _pour_events(log: Log, places: range) -> None:
    """What `record_many` and the sequencer would write, put in as the engine takes it."""
    rows: list[tuple[Any, ...]] = []
    ids = new_ids(Event, len(places))
    for pk, place in zip(ids, places, strict=True):
        salt, words = f"{place:032d}".encode(), f'{{"digest":"{place:064x}","note":"Looked at, in order."}}'
        said = {
            "log_key": log.pk,
            "type": "post.approved" if place % 3 else "consent.answered",
            "at": NOW - timedelta(days=1500) + timedelta(seconds=place * 97, microseconds=place % 10**6),
            "actor_id": f"person:{place % 40}",
            "subject_type": "posts.post" if place % 3 else "pupils.pupil",
            "subject_id": str(place // 3),
            "controls": ["gate.four_eyes", "gate.approved_as_it_stands"]
            if place % 3
            else ["gate.consent_for_every_use"],
            "commitment": commitment_of(salt, words),
        }
        rows.append((pk, place, salt, words, said, envelope(**said)))
    columns = (
        "id",
        "log_id",
        "type",
        "at",
        "actor_id",
        "subject_type",
        "subject_id",
        "controls",
        "commitment",
    )
    pour(
        Event,
        (*columns, "leaf_bytes"),
        (
            (pk, *said.values(), stored)
            for pk, said, stored in (
                (
                    pk,
                    said
                    | {
                        "at": said["at"].strftime("%Y-%m-%d %H:%M:%S.%f"),
                        "controls": json.dumps(said["controls"]),
                    },
                    stored,
                )
                for pk, _, _, _, said, stored in rows
            )
        ),
    )
    pour(EventDetail, ("event_id", "salt", "words"), ((pk, salt, words) for pk, _, salt, words, _, _ in rows))
    pour(
        Leaf,
        ("event_id", "index", "leaf_hash"),
        ((pk, place, leaf_hash(stored)) for pk, place, _, _, _, stored in rows),
        same={"log_id": log.pk},
    )
    Waiting.objects.all()._raw_delete("default")


def _make_two_rolls() -> None:
    trust = Trust.objects.create(name="Bench Trust", slug="bench", created_at=NOW - timedelta(days=2000))
    for slug, pupils in (("few", FEW), ("many", MANY)):
        _school(trust, slug, Size(1, 40, pupils, 0, 0, 0, 0))
    _answers()


def _in_this_month(number: int, *, of: int) -> datetime:
    return datetime(NOW.year, NOW.month, 1, 8, tzinfo=NOW.tzinfo) + timedelta(hours=number * 28 * 24 / of)


def _school(trust: Trust, slug: str, size: Size) -> School:
    """A school with its staff, pupils, leavers and two places to publish."""
    # Names of the index's files: another one for each school and size, the same in each run.
    key = hashlib.sha256(f"{_digest()} {slug} {size}".encode()).hexdigest()[:22]
    school = School.objects.create(
        trust=trust,
        name=f"{slug.title()} School",
        slug=slug,
        roll_key=key,
        created_at=NOW - timedelta(days=2000),
    )
    random_ = random.Random(f"{SEED} {slug}")
    names = whole_names(random.Random(SEED), 500)  # the same 500 in every school, then others
    if size.pupils + size.leavers > 500:
        names += whole_names(random_, size.pupils + size.leavers - 500)
    _staff(school, size.staff)
    _in_batches(
        Pupil(
            school=school,
            admission_number=f"{number:06d}",
            legal_forename=forename,
            legal_surname=surname,
            class_name=f"{number % 7}{'ABC'[number % 3]}",
            year_group=f"Year {number % 7}",
            left_on=None if number < size.pupils else date(2026, 7, 20) - timedelta(days=7 * (number % 200)),
        )
        for number, (forename, surname) in enumerate(names[: size.pupils + size.leavers])
    )
    for name, channel in (("Noticeboard", Channel.NOTICEBOARD), ("Website", Channel.WEBSITE)):
        OfficialAccount.objects.create(
            school=school, name=name, connector="noticeboard", channel=channel, added_at=NOW
        )
    return school


def _staff(school: School, number: int) -> None:
    roles = [Role.HEADTEACHER, Role.SENIOR_LEADER, Role.OFFICE, *[Role.STAFF] * (number - 3)]
    for place, role in enumerate(roles):
        email = f"{school.slug}-{place}@example.org"
        person = Person.objects.create(
            trust=school.trust,
            user=User.objects.create(email=email, password="!"),  # noqa: S106 (nobody signs in with it)
            forename="Ada",
            surname=f"Quorvane{place}",
            email=email,
        )
        Appointment.objects.create(
            person=person, role=role, school=school, trust=school.trust, first_on=date(2024, 9, 1)
        )


def _five_years(school: School, size: Size) -> None:
    """Posts that went up over 195 school weeks, their pictures and who is in them."""
    _posts(
        school,
        size.posts,
        State.UP,
        lambda one: NOW - timedelta(days=3 + one * 1900 / max(1, size.posts)),
        pictures=size.pictures / max(1, size.posts),
        children=size.appearances / max(1, size.pictures),
    )


def _posts(
    school: School,
    number: int,
    state: State,
    goes_out_at: Any,
    *,
    pictures: float = 1.0,
    children: float = 3.0,
) -> list[Post]:
    """Posts by a teacher for the noticeboard, each with pictures of children, all questions answered."""
    author = Person.objects.filter(appointments__school=school, appointments__role=Role.STAFF).first()
    place = OfficialAccount.objects.get(school=school, name="Noticeboard")
    posts = _in_batches(
        Post(
            school=school,
            author=author,
            state=state,
            title=f"Paper boats, week {one + 1}",
            text=f"{WORDS}Boat number {one + 1} won.",
            objective="learning",
            goes_out_at=goes_out_at(one),
            digest=hashlib.sha256(f"{school.slug} {one}".encode()).hexdigest(),
            created_at=NOW - timedelta(hours=2),
            changed_at=NOW - timedelta(minutes=one),
            submitted_at=NOW - timedelta(hours=1),
            up_at=goes_out_at(one) if state == State.UP else None,
        )
        for one in range(number)
    )
    _in_batches(PostTarget(post=post, account=place) for post in posts)
    _in_batches(Hand(post=post, version=1, person=author, at=NOW - timedelta(hours=1)) for post in posts)
    _in_batches(
        JudgementAnswer(
            post=post,
            question=question.key,
            is_yes=question.fine == "yes",
            answered_by=author,
            answered_at=NOW - timedelta(hours=1),
        )
        for post in posts
        for question in fresh_policy().questions
    )
    _pictures(school, posts, round(number * pictures), children)
    return posts


def _pictures(school: School, posts: list[Post], number: int, children: float) -> None:
    made = _in_batches(
        Picture(
            school=school,
            stored_as=f"{school.slug}-{posts[0].pk}-{one}",
            width=1600,
            height=1200,
            sha256=hashlib.sha256(f"{school.slug} {one}".encode()).hexdigest(),
            size=200_000,
            added_at=NOW - timedelta(hours=2),
        )
        for one in range(number)
    )
    counts = [int((one + 1) * children) - int(one * children) for one in range(number)]
    _in_batches(
        PostPicture(
            post=posts[one % len(posts)],
            picture=picture,
            position=1 + one // len(posts),
            alt="Children hold paper boats",
            people_count=counts[one],
        )
        for one, picture in enumerate(made)
    )
    pupils = list(
        Pupil.objects.filter(school=school, left_on=None).order_by("pk").values_list("pk", flat=True)
    )
    allowed = [pk for pk in pupils if pk % 8]  # those whose families said yes to everything
    _in_batches(
        Appearance(
            picture=picture,
            kind="pupil",
            pupil_id=allowed[(one * 5 + child) % len(allowed)],
            named_at=NOW - timedelta(hours=2),
        )
        for one, picture in enumerate(made)
        for child in range(counts[one])
    )


def _answers() -> None:
    """Four uses for every pupil now: a yes, but for one family in eight that said no to two of them."""
    values = ", ".join(f"('{use}', {place})" for place, use in enumerate(USES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO pupils_answer (school_id, pupil_id, use, said, basis, given_by, capacity, evidence,
                                       answered_at, recorded_at)
            SELECT p.school_id, p.id, u.column1,
                   CASE WHEN p.id % 8 = 0 AND u.column2 < 2 THEN 'no' ELSE 'yes' END,
                   'consent', 'A parent', 'parent', 'form', %s, %s
            FROM pupils_pupil p, (VALUES {values}) u WHERE p.left_on IS NULL
            """,  # noqa: S608 (the uses stand above)
            [NOW - timedelta(days=60)] * 2,
        )
        cursor.execute(
            "INSERT INTO pupils_consentnow (school_id, pupil_id, use, said, basis, answer_id) "
            "SELECT school_id, pupil_id, use, said, basis, id FROM pupils_answer"
        )


def _in_batches(rows: Iterator[models.Model]) -> list[Any]:
    """Insert the rows; they come back with their keys."""
    made: list[Any] = []
    while batch := list(islice(rows, MOST_AT_ONCE)):
        made += type(batch[0])._base_manager.bulk_create(batch)
    return made


_MAKERS: dict[str, Callable[[], None]] = {
    "rolls": _make_two_rolls,
    **{f"set-{name}": partial(_make_set, size) for name, size in SIZES.items()},
    **{f"trail-{events}": partial(_make_trail, events) for events in EVENTS.values()},
}

if __name__ == "__main__":
    _kept(sys.argv[1])

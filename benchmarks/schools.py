"""A school of a reference set: its staff, pupils and leavers, five years of posts with pictures, and all answers."""

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, models

from benchmarks.ground import NOW
from benchmarks.names import whole_names
from schoolgate.kernel.permissions import Role
from schoolgate.kernel.pouring import new_ids, pour
from schoolgate.media.models import Appearance, Picture
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Appointment, Person, School, Trust, User
from schoolgate.policies.queries import fresh_policy
from schoolgate.posts.models import Hand, JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Channel
from schoolgate.rules.posts.states import State

SEED = 20261117
MAKERS = ("sets.py", "schools.py", "trails.py", "names.py")
USES = ("photo.noticeboard", "photo.website", "photo.social", "name.noticeboard")
WORDS = (
    "The hall was full of paper boats this morning. Each class tested how much its boat could carry, wrote the "
    "figures on a chart and talked about why the wide ones float best. Thank you for all the boxes you sent in. "
)


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


def digest() -> str:
    """Changes with what makes the sets."""
    files = [Path(__file__).parent / name for name in MAKERS]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]


def a_school(trust: Trust, slug: str, size: Size) -> School:
    """A school with its staff, pupils, leavers and two places to publish."""
    # Names of the index's files: another one for each school and size, the same in each run.
    key = hashlib.sha256(f"{digest()} {slug} {size}".encode()).hexdigest()[:22]
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
    _add(
        Pupil(school=school),
        ("admission_number", "legal_forename", "legal_surname", "class_name", "year_group", "left_on"),
        (
            (
                f"{number:06d}",
                forename,
                surname,
                f"{number % 7}{'ABC'[number % 3]}",
                f"Year {number % 7}",
                None if number < size.pupils else date(2026, 7, 20) - timedelta(days=7 * (number % 200)),
            )
            for number, (forename, surname) in enumerate(names[: size.pupils + size.leavers])
        ),
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


def five_years(school: School, size: Size) -> None:
    """Posts that went up over 195 school weeks, their pictures and who is in them."""
    posts_of(
        school,
        size.posts,
        State.UP,
        lambda one: NOW - timedelta(days=3 + one * 1900 / max(1, size.posts)),
        pictures=size.pictures / max(1, size.posts),
        children=size.appearances / max(1, size.pictures),
    )


def posts_of(
    school: School,
    number: int,
    state: State,
    goes_out_at: Any,
    *,
    pictures: float = 1.0,
    children: float = 3.0,
) -> list[int]:
    """Posts by a teacher for the noticeboard, each with pictures of children, all questions answered; their ids."""
    author = Person.objects.filter(appointments__school=school, appointments__role=Role.STAFF).first()
    place = OfficialAccount.objects.get(school=school, name="Noticeboard")
    asked_at = NOW - timedelta(hours=1)
    all_alike = Post(
        school=school,
        author=author,
        state=state,
        objective="learning",
        speaker=f"{author.short_name}, staff" if author else "",
        created_at=NOW - timedelta(hours=2),
        submitted_at=asked_at,
    )
    posts = _add(
        all_alike,
        ("title", "text", "goes_out_at", "digest", "changed_at", "up_at"),
        (
            (
                f"Paper boats, week {one + 1}",
                f"{WORDS}Boat number {one + 1} won.",
                _written(goes_out_at(one)),
                hashlib.sha256(f"{school.slug} {one}".encode()).hexdigest(),
                _written(NOW - timedelta(minutes=one)),
                _written(goes_out_at(one)) if state == State.UP else None,
            )
            for one in range(number)
        ),
    )
    each = [(post,) for post in posts]
    _add(PostTarget(account=place), ("post_id",), each)
    _add(Hand(version=1, person=author, at=asked_at), ("post_id",), each)
    _add(
        JudgementAnswer(answered_by=author, answered_at=asked_at),
        ("post_id", "question", "is_yes"),
        (
            (post, question.key, question.fine == "yes")
            for post in posts
            for question in fresh_policy().questions
        ),
    )
    _pictures(school, posts, round(number * pictures), children)
    return posts


def _pictures(school: School, posts: list[int], number: int, children: float) -> None:
    made = _add(
        Picture(school=school, width=1600, height=1200, size=200_000, added_at=NOW - timedelta(hours=2)),
        ("stored_as", "sha256"),
        (
            (
                f"{school.slug}-{posts[0]}-{one}",
                hashlib.sha256(f"{school.slug} {one}".encode()).hexdigest(),
            )
            for one in range(number)
        ),
    )
    counts = [int((one + 1) * children) - int(one * children) for one in range(number)]
    _add(
        PostPicture(alt="Children hold paper boats"),
        ("post_id", "picture_id", "position", "people_count"),
        (
            (posts[one % len(posts)], picture, 1 + one // len(posts), counts[one])
            for one, picture in enumerate(made)
        ),
    )
    pupils = list(
        Pupil.objects.filter(school=school, left_on=None).order_by("pk").values_list("pk", flat=True)
    )
    allowed = [pk for pk in pupils if pk % 8]  # those whose families said yes to everything
    _add(
        Appearance(kind="pupil", named_at=NOW - timedelta(hours=2)),
        ("picture_id", "pupil_id"),
        (
            (picture, allowed[(one * 5 + child) % len(allowed)])
            for one, picture in enumerate(made)
            for child in range(counts[one])
        ),
    )


def answers() -> None:
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


def _add(all_alike: models.Model, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> list[int]:
    """Rows like this one but for these columns, put in as the engine takes them; their ids."""
    model, rows = type(all_alike), list(rows)
    ids = new_ids(model, len(rows))
    same = {
        field.attname: field.pre_save(all_alike, True)
        for field in model._meta.concrete_fields
        if field.attname not in ("id", *columns)
    }
    pour(model, ("id", *columns), ((pk, *row) for pk, row in zip(ids, rows, strict=True)), same)
    return ids


def _written(moment: datetime) -> str:
    """A moment as Django writes it into SQLite."""
    return str(moment.astimezone(UTC).replace(tzinfo=None))

"""What every benchmark stands on: Django set up on a copy of a reference set, somebody signed in, requests."""

# ruff: noqa: E402 (models can be imported only when Django is set up)

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import get_random_string
from django.utils.http import urlencode

from benchmarks import engines
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import Person, School
from schoolgate.people.queries import actor_of

BENCH = Path(settings.BENCH)
NOW: datetime = settings.FIXED_NOW
SET = os.environ.get("SET", "S").upper()
FORM = "application/x-www-form-urlencoded"
ENGINE = "PostgreSQL" if engines.POSTGRESQL else "SQLite"


def stand_on(database: Path) -> None:
    """Work on a copy, so that a benchmark finds the set as it was made; on PostgreSQL where ENGINE says so."""
    if engines.POSTGRESQL:
        engines.stand_on_copy(database)
        return
    copy = BENCH / "data" / f"working-{os.getpid()}.sqlite3"
    copy.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    for left in copy.parent.glob(f"{copy.name}-*"):  # what SQLite kept beside the copy before
        left.unlink()
    shutil.copyfile(database, copy)
    open_database(copy)


def keep(name: str) -> None:
    """Keep everything as it stands now under this name, to be stood on again and again."""
    if engines.POSTGRESQL:
        engines.keep(name)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(connection.settings_dict["NAME"], _kept(name))


def stand_on_kept(name: str) -> None:
    """Work on a fresh copy of what was kept."""
    if engines.POSTGRESQL:
        engines.stand_on_kept(name)
    else:
        stand_on(_kept(name))


def _kept(name: str) -> Path:
    return BENCH / "data" / f"kept-{os.getpid()}-{name}.sqlite3"


def step_off() -> None:
    """Remove the copies."""
    connection.close()
    if engines.POSTGRESQL:
        engines.drop_copies()
    for pattern in (f"working-{os.getpid()}.sqlite3*", f"kept-{os.getpid()}-*"):
        for left in (BENCH / "data").glob(pattern):
            left.unlink()


def open_database(path: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(path)


_factory = RequestFactory()
_handler = BaseHandler()
_handler.load_middleware()


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in with a second factor, at a school."""

    person: Person
    school: School
    cookie: str

    @classmethod
    def head_of(cls, slug: str) -> "Visitor":
        school = School.objects.select_related("trust").get(slug=slug)
        head = Person.objects.select_related("user").get(
            appointments__role="headteacher", appointments__school=school
        )
        client = Client()
        client.force_login(head.user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": NOW.timestamp(), "email": head.email},
            {"method": "mfa", "at": NOW.timestamp(), "type": "totp"},
        ]
        session.save()
        # Signing in gives a browser both, and it sends both with every request.
        cookies = {
            settings.SESSION_COOKIE_NAME: session.session_key,
            settings.CSRF_COOKIE_NAME: get_random_string(32),
        }
        return cls(head, school, "; ".join(f"{name}={value}" for name, value in cookies.items()))

    def actor(self) -> Actor:
        return actor_of(self.person, self.school, NOW)

    def asks(self, path: str) -> Callable[[], HttpRequest]:
        """Makes a fresh GET of this page each time; making it is not timed."""
        return lambda: _factory.get(path, HTTP_HOST="127.0.0.1", HTTP_COOKIE=self.cookie)

    def posts(self, path: str, given: dict[str, str]) -> HttpRequest:
        """A form as a browser sends it that has no files in it."""
        request = _factory.post(path, urlencode(given), FORM, HTTP_HOST="127.0.0.1", HTTP_COOKIE=self.cookie)
        request._dont_enforce_csrf_checks = True  # as Django's own test client does
        return request


def answer(request: HttpRequest) -> HttpResponse:
    """Through all middleware to the whole page, without a socket."""
    return _handler.get_response(request)


def queries_of(does: Callable[[], object]) -> int:
    """How many queries this takes, without the statements that only begin and end a transaction."""
    with CaptureQueriesContext(connection) as captured:
        does()
    own = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return sum(not query["sql"].startswith(own) for query in captured)


def must(is_so: bool, words: str) -> None:
    """A benchmark whose result is wrong measures nothing."""
    if not is_so:
        raise SystemExit(f"wrong result, nothing was timed: {words}")

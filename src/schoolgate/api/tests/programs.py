"""A program that calls the API with somebody's key."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from schoolgate.api.actions import make_token
from schoolgate.api.models import Token
from schoolgate.api.tokens import own_permissions
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person
from schoolgate.people.queries import trust_actor_of
from tests.cast import Cast

ROOT = "/api/v1"
AT_OAKFIELD = f"{ROOT}/schools/oakfield"


@dataclass
class Program:
    """It keeps a key; `secret` may be anything, to try what a wrong one opens."""

    token: Token
    secret: str
    client: Client = field(default_factory=Client)

    def asks(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"{ROOT}/{path}", query, headers=self._headers())

    def does(self, path: str, given: Any = None, *, key: str = "") -> HttpResponse:
        headers = self._headers() | ({"Idempotency-Key": key} if key else {})
        return self.client.post(
            f"{ROOT}/{path}", given or {}, content_type="application/json", headers=headers
        )

    def sends(self, path: str, **files: Any) -> HttpResponse:
        return self.client.post(f"{ROOT}/{path}", files, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def program_of(
    cast: Cast,
    person: Person,
    *,
    permissions: Iterable[Permission] | None = None,
    may_write: bool = True,
    ends_on: date | None = None,
) -> Program:
    """A program with a key of this person's; with all their rights, where none are named."""
    wanted = own_permissions(person, cast.now) if permissions is None else permissions
    actor = cast.as_actor(person)
    at_the_trust = trust_actor_of(
        person, cast.trust if person.trust_id == cast.trust.pk else person.trust, cast.now
    )
    done = make_token(
        at_the_trust.__class__(
            person=person,
            school=None,
            trust_id=person.trust_id,
            now=cast.now,
            roles=actor.roles,
            permissions=frozenset({Permission.TOKEN_KEEP}),
        ),
        person,
        name="A program",
        permissions=[one.value for one in wanted],
        may_write=may_write,
        ends_on=ends_on or (cast.now + timedelta(days=30)).date(),
    )
    return Program(done.subject, done.subject.secret)

"""Every address of a school × everyone who has no business there, with ids of things that are really there.

(With ids of nothing: test_addresses.py.) An address whose ids no example is known for fails here by name.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.http import HttpResponse
from django.test import Client

from schoolgate.audit.models import Event
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.people.models import Appointment, Person
from tests import make
from tests.cast import Cast
from tests.furnished import SAME_EVERYWHERE, Furnished, World, furnished_world
from tests.house.program import Address, addresses

OF_A_SCHOOL = [
    one
    for one in addresses()
    if one.pattern.startswith("schools/") and not getattr(one.view, "is_public", False)
]
WORD = re.compile(r"<(?:\w+:)?(\w+)>")
# What differs between two answers to the same question and tells nothing.
TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|[\w/.-]*/\d+[\w/.-]*')
NOBODY = 999_999_999
# What belongs to a trust is the same thing for each of its schools.
OF_THE_TRUST = {"roll_id", "provider_id"}


def words_of(address: Address) -> list[str]:
    """What has to be filled in, but for the school."""
    return [word for word in WORD.findall(address.pattern) if word != "school_slug"]


def ids_of(address: Address) -> list[str]:
    """The words of an address that are ids of things; a version's number is counted by each school."""
    return [word for word in words_of(address) if word not in SAME_EVERYWHERE]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    with django_db_blocker.unblock(), furnished_world(tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest.fixture
def cast(world) -> Cast:
    return world.cast


@pytest.fixture
def oakfield(world) -> Furnished:
    return world.oakfield


def path_of(address: Address, at: Furnished, **instead: object) -> str:
    """The address at this school, with its own things, or with others in their place."""

    def fill(found: re.Match[str]) -> str:
        word = found.group(1)
        if word == "school_slug":
            return at.school.slug
        if word in instead:
            return str(instead[word])
        known = at.id_for(address.name, word)
        value = SAME_EVERYWHERE.get(word) if known is None else known
        assert value is not None, f"{address.name}: no example is known for “{word}” (tests/furnished.py)"
        return str(value)

    return "/" + WORD.sub(fill, address.pattern)


def asked(client: Client, path: str) -> dict[str, HttpResponse]:
    """What is answered to a GET and to an empty POST."""
    return {"get": client.get(path), "post": client.post(path)}


def codes(client: Client, path: str) -> set[int]:
    return {answer.status_code for answer in asked(client, path).values()}


def test_an_example_is_known_for_every_address(oakfield):
    unknown = {}
    for address in OF_A_SCHOOL:
        missing = [
            word
            for word in words_of(address)
            if oakfield.id_for(address.name, word) is None and word not in SAME_EVERYWHERE
        ]
        if missing:
            unknown[address.name or address.pattern] = missing
    assert not unknown


def keepers_of(cast: Cast) -> list[Person]:
    """People of Oakfield who together may do everything, whoever may most first; the trust's officer last."""
    officer = make.make_person(cast.oakfield, forename="Tess", surname="Vane")
    Appointment.objects.create(
        person=officer, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=cast.now.date()
    )
    return [cast.head, cast.dpo, cast.jo, officer]


def keeper_of(permission: Permission, keepers: list[Person]) -> Person:
    roles = (Role.HEADTEACHER, Role.DATA_PROTECTION_LEAD, Role.STAFF, Role.TRUST_OFFICER)
    return next(one for role, one in zip(roles, keepers, strict=True) if permission in GRANTS[role])


def test_who_is_not_signed_in_is_sent_to_sign_in_and_learns_nothing(oakfield):
    client, told = Client(), {}
    for address in OF_A_SCHOOL:
        for answer in asked(client, path_of(address, oakfield)).values():
            if (
                answer.status_code != 302
                or not answer["Location"].startswith("/account/login/")
                or answer.content
            ):
                told[address.name] = answer.status_code
    assert not told


@pytest.mark.parametrize("who", ["head_elsewhere", "stranger"])
def test_somebody_of_another_school_finds_nothing_there(cast, oakfield, who):
    client = cast.browse_as(getattr(cast, who))
    before = Event.objects.count()
    found = {one.name: codes(client, path_of(one, oakfield)) for one in OF_A_SCHOOL}
    assert not {name: came for name, came in found.items() if came != {404}}
    assert Event.objects.count() == before


@cache
def closed_to(role: Role) -> tuple[Address, ...]:
    return tuple(one for one in OF_A_SCHOOL if one.view.permission not in GRANTS[role])


@pytest.mark.parametrize(
    "role",
    [Role.PUPIL, Role.PARENT, Role.CONTRACTOR, Role.VOLUNTEER, Role.GOVERNOR, Role.STAFF, Role.OFFICE],
)
def test_whose_post_does_not_allow_it_cannot_tell_what_is_there_from_what_is_not(cast, oakfield, role):
    client = cast.browse_as(make.make_person(cast.oakfield, role))
    assert closed_to(role)
    before, told = Event.objects.count(), {}
    for address in closed_to(role):
        there = asked(client, path_of(address, oakfield))
        nothing = asked(client, path_of(address, oakfield, **dict.fromkeys(ids_of(address), NOBODY)))
        for method in there:
            same = TOKENS.sub(b"", there[method].content) == TOKENS.sub(b"", nothing[method].content)
            if there[method].status_code != 403 or nothing[method].status_code != 403 or not same:
                told[f"{method} {address.name}"] = there[method].status_code
    assert not told
    assert Event.objects.count() == before


@pytest.mark.parametrize("school", ["elmsgate", "farrow"])
def test_things_of_another_school_are_not_there_under_ones_own(world, cast, oakfield, school):
    elsewhere, keepers = getattr(world, school), keepers_of(cast)
    before, found = Event.objects.count(), {}
    for address in OF_A_SCHOOL:
        client = cast.browse_as(keeper_of(address.view.permission, keepers))
        for word in set(ids_of(address)) - (OF_THE_TRUST if school == "elmsgate" else set()):
            theirs = elsewhere.id_for(address.name, word)
            came = codes(client, path_of(address, oakfield, **{word: theirs}))
            if 404 not in came or not came <= {404, 405}:
                found[f"{address.name} with their {word}"] = came
    assert not found
    assert Event.objects.count() == before


IS_THERE = {200, 204, 302, 409, 422}  # it opens, leads on, or says what stands against it


def test_the_examples_are_there_for_those_who_may(cast, oakfield):
    """Without this, every 404 above could be one of an example that does not exist. It comes last: it uses them up."""
    clients = [cast.browse_as(person) for person in keepers_of(cast)]
    not_there = OF_A_SCHOOL
    # What only takes a POST may use its thing up, so all that opens is opened first.
    for method in ("get", "post"):
        not_there = [
            one
            for one in not_there
            if not any(
                getattr(each, method)(path_of(one, oakfield)).status_code in IS_THERE for each in clients
            )
        ]
    assert not [one.name for one in not_there]

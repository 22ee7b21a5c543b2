"""Every address has a door: signed in, of this school, may see. Another school's anything is 404."""

import re

import pytest
from django.test import Client
from django_scopes import scope

from schoolgate.kernel.permissions import GRANTS, Role
from schoolgate.web.door import View
from tests.cast import Cast, assemble
from tests.house.program import Address, addresses

OURS = [one for one in addresses() if not one.module.startswith(("allauth", "django."))]
OF_A_SCHOOL = [
    one for one in OURS if "school_slug" in one.pattern and not getattr(one.view, "is_public", False)
]
# What anybody on the internet may open. A new one is a decision.
PUBLIC = {
    "api:nothing_here",
    "api:openapi",
    "api:reference",
    "concerns:answer",  # by the code that whoever told a worry was given
    "concerns:tell",
    "concerns:tell_child",
    "credentials:sign_for_a_day",  # by the code of the day, until midnight
    "families:ask",  # whoever has a family's link, or asks for one
    "families:down",
    "families:not_me",
    "families:rules_read",
    "families:own_answers",  # whoever has a pupil's code
    "families:page",
    "help",
    "keeping:healthz",
    "keeping:metrics",  # only for this machine, or with its token
    "start",
    "moments:for_families",
    "moments:for_pupils",
    "people:calendar_feed",
    "people:outside",  # to where the trust keeps its accounts, and back
    "people:outside_back",
    "people:set_up",
    "personal_data:complain",
    "personal_data:what_became",  # by the code that whoever complained was given
    "posts:ask_to_read",
    "posts:noticeboard",
    "posts:noticeboard_atom",
    "posts:noticeboard_json",
    "posts:noticeboard_film",
    "posts:noticeboard_picture",
    "posts:noticeboard_post",
    "posts:reading_along",
}
# Names of Django's and of others that lead elsewhere, without a page of their own.
TURNED_AWAY = re.compile(r"^account/(email|signup|sessions|2fa|3rdparty)/")
VALUES = {"int": "999999999", "str": "nothing-like-this", "slug": "nothing-like-this", "path": "nothing"}


def named(address: Address) -> str:
    return address.name or address.pattern


def filled(address: Address, school: str) -> str:
    """The address at this school, with ids of nothing that exists."""
    path = re.sub(r"<slug:school_slug>", school, address.pattern)
    path = re.sub(r"<int:year>", "2026", path)
    path = re.sub(r"<\w+:look>", "large", path)
    path = re.sub(r"<int:(number|month)>", "11", path)
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: VALUES[found.group(1)], path)


@pytest.fixture
def cast(db) -> Cast:
    cast = assemble()
    with scope(school=[cast.oakfield, cast.elmsgate, cast.farrow]):
        yield cast


def test_every_address_has_a_door():
    doorless = [
        named(one)
        for one in OURS
        if not (hasattr(one.view, "permission") or getattr(one.view, "is_public", False))
    ]
    assert not doorless


def test_what_is_public_is_public_on_purpose():
    public = [one for one in OURS if getattr(one.view, "is_public", False)]
    assert {one.name for one in public if not TURNED_AWAY.match(one.pattern)} == PUBLIC


def test_every_address_has_a_name_and_no_two_share_one():
    names = [one.name for one in OURS if not TURNED_AWAY.match(one.pattern)]
    assert all(names)
    assert len(names) == len(set(names))


def test_of_allauth_only_what_is_needed_is_there():
    assert [one for one in addresses() if one.module.startswith("allauth")]
    assert not [one for one in addresses() if one.module.startswith("django.contrib.admin")]


def asked(client: Client, address: Address, school: str) -> dict[str, int]:
    """What the address answers, by method."""
    return {
        method: getattr(client, method)(filled(address, school)).status_code for method in ("get", "post")
    }


def unlike(answers: dict[str, dict[str, int]], *expected: int) -> dict[str, dict[str, int]]:
    """The addresses that answered anything else, by name."""
    return {name: codes for name, codes in answers.items() if not set(codes.values()) <= set(expected)}


def test_who_is_not_signed_in_is_asked_to_sign_in(cast):
    for address in OF_A_SCHOOL:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(filled(address, "oakfield"))
            assert answer.status_code == 302, named(address)
            assert answer["Location"].startswith("/account/login/"), named(address)


@pytest.mark.parametrize("who", ["head_elsewhere", "stranger"])
def test_somebody_of_another_school_gets_404(cast, who):
    client = cast.browse_as(getattr(cast, who))
    assert not unlike({named(one): asked(client, one, "oakfield") for one in OF_A_SCHOOL}, 404)


def test_a_school_that_is_not_there_is_404(cast):
    client = cast.browse_as(cast.head)
    assert not unlike({named(one): asked(client, one, "nowhere") for one in OF_A_SCHOOL}, 404)


@pytest.mark.parametrize(
    ("who", "role"),
    [("volunteer", Role.VOLUNTEER), ("governor", Role.GOVERNOR), ("jo", Role.STAFF), ("office", Role.OFFICE)],
)
def test_somebody_of_the_school_whose_post_does_not_allow_it_gets_403(cast, who, role):
    client = cast.browse_as(getattr(cast, who))
    closed = [one for one in OF_A_SCHOOL if one.view.permission not in GRANTS[role]]
    assert closed
    assert not unlike({named(one): asked(client, one, "oakfield") for one in closed}, 403)


def test_nothing_breaks_on_an_id_of_nothing(cast):
    client = cast.browse_as(cast.head)
    client.raise_request_exception = False
    assert not unlike(
        {named(one): asked(client, one, "oakfield") for one in OF_A_SCHOOL}, 200, 204, 302, 403, 404, 405
    )


def test_what_is_signed_in_for_is_never_stored(cast):
    client = cast.browse_as(cast.head)
    client.raise_request_exception = False
    for address in OF_A_SCHOOL:
        answer = client.get(filled(address, "oakfield"))
        if answer.status_code == 200:
            assert "no-store" in answer.headers["Cache-Control"], named(address)


def test_a_page_is_marked_with_the_permission_that_it_asks_for():
    views: list[View] = [one.view for one in OF_A_SCHOOL]
    assert all(view.permission in frozenset().union(*GRANTS.values()) for view in views)


def test_nothing_of_the_demonstration_is_there_in_a_real_installation(settings):
    assert settings.IS_DEMO is False
    assert not [
        one.pattern
        for one in addresses()
        if "demo" in one.pattern or one.module.startswith("schoolgate.demo")
    ]

"""Whose signature a version waits for, as Today asks."""

import pytest
from django_scopes import scope

from schoolgate.kernel.permissions import Role
from schoolgate.people.desks import desk_of
from schoolgate.people.waiting import waiting_for
from schoolgate.policies.actions import adopt_policy, sign_policy
from schoolgate.policies.waiting import waiting_for as part
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(cast):
    return make.make_person(cast.oakfield, Role.CHAIR, forename="Una", surname="Reed")


def waits_for(cast, person) -> list[tuple[str, int]]:
    desk = desk_of(person, cast.now)
    with scope(school=desk.schools):
        return [(one.kind, one.about) for one in waiting_for(desk, [part], most=9)]


def adopt(cast, code: str = "ST"):
    checks = ("equality", "unions_if_recognised")
    return adopt_policy(cast.as_actor(cast.head), cast.oakfield, code=code, checks=checks).subject


def test_it_waits_for_whoever_holds_a_missing_post_and_for_nobody_else(cast, chair):
    version = adopt(cast)
    assert waits_for(cast, chair) == [("sign_policy", version.number)]
    assert waits_for(cast, cast.head) == []
    assert waits_for(cast, cast.governor) == []
    assert waits_for(cast, cast.head_elsewhere) == []


def test_it_is_gone_when_it_is_signed(cast, chair):
    version = adopt(cast)
    sign_policy(cast.as_actor(chair), version)
    assert waits_for(cast, chair) == []


def test_only_the_newest_version_waits(cast, chair):
    adopt(cast)
    newer = adopt(cast, "AC")
    assert waits_for(cast, chair) == [("sign_policy", newer.number)]


def test_who_has_signed_with_one_post_is_not_asked_for_another(cast):
    make.appoint(cast.head, Role.CHAIR, cast.oakfield)
    adopt(cast)
    assert waits_for(cast, cast.head) == []

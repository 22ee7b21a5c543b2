"""Oakfield, and worries told on its public page."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from schoolgate.concerns.models import Concern
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person
from tests import make
from tests.cast import Cast

TELL = "/worry/oakfield/"
WORDS = "Somebody wrote that Mia is a thief in the year 4 chat"
SAID = {
    "step": "send",
    "matter": "worry",
    "about": "pupil",
    "about_name": "Mia",
    "in_danger": "no",
    "what": WORDS,
    "place": "the class chat",
    "at_what_time": "on Sunday evening",
    "who": "a neighbour, 07700 900123",
}
Tells = Callable[..., Concern]


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Nothing was told in this hour yet."""
    cache.clear()
    return cast


@pytest.fixture
def chair(cast: Cast) -> Person:
    return make.make_person(cast.oakfield, Role.CHAIR, forename="Cy", surname="Wynn")


@pytest.fixture
def tells(cast: Cast) -> Tells:
    """Somebody without a login tells of a worry; what is not said otherwise is as in SAID."""

    def tell(client: Client | None = None, **said: str) -> Concern:
        answer = (client or Client()).post(TELL, {**SAID, **said})
        assert "Your worry is sent" in answer.content.decode()
        newest: Concern = Concern.objects.latest("pk")
        newest.code = answer.context["code"] if answer.context else ""
        return newest

    return tell

from collections.abc import Iterator

import pytest
from django.test import Client

from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.posts.models import Post
from schoolgate.posts.tests.going_out import Clock
from schoolgate.posts.tests.writing import draft
from schoolgate.pupils.models import Pupil
from tests import make
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast, settings) -> Cast:
    """The places that they post to are on this machine."""
    settings.MAY_CALL_THIS_MACHINE = True
    return cast


@pytest.fixture
def jo(cast: Cast) -> Client:
    """Jo, signed in."""
    return cast.browse_as(cast.jo)


@pytest.fixture
def post(cast: Cast) -> Post:
    """A draft of Jo's, with nothing in it but words."""
    return draft(cast)


@pytest.fixture
def pupil(cast: Cast) -> Pupil:
    """A pupil who may be shown everywhere."""
    found = make.make_pupil(cast.oakfield)
    make.consents(found)
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def website() -> Iterator[LittleWordPress]:
    with LittleWordPress() as running:
        yield running

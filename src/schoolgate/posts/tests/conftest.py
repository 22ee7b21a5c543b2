from collections.abc import Iterator
from pathlib import Path

import pytest
from django_scopes import scope

from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.posts.tests.going_out import Clock
from tests.cast import Cast, assemble
from tests.make import NOW


@pytest.fixture
def cast(db: None, settings, tmp_path: Path) -> Iterator[Cast]:
    settings.MAY_CALL_THIS_MACHINE = True
    settings.FIXED_NOW = NOW
    settings.MEDIA_STORE = tmp_path / "media"
    found = assemble()
    with scope(school=found.oakfield):
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def website() -> Iterator[LittleWordPress]:
    with LittleWordPress() as running:
        yield running

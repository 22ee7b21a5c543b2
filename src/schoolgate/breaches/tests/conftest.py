from collections.abc import Iterator
from pathlib import Path

import pytest
from django_scopes import scope

from tests.cast import Cast, assemble
from tests.make import NOW


@pytest.fixture
def cast(db: None, settings, tmp_path: Path) -> Iterator[Cast]:
    settings.FIXED_NOW = NOW
    settings.DATA = tmp_path
    found = assemble()
    with scope(school=found.oakfield):
        yield found

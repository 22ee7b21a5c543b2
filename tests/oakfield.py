"""`cast`: everyone of Oakfield, in the scope of their school, for each test that asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django_scopes import scope

from tests.cast import Cast, assemble
from tests.make import NOW


@pytest.fixture
def cast(db: None, settings, tmp_path: Path) -> Iterator[Cast]:
    """Pages know the moment of the tests, and what lies in files has folders of its own.

    A room that needs more around them has a `cast` of its own in its conftest.
    """
    settings.FIXED_NOW = NOW
    settings.DATA, settings.MEDIA_STORE, settings.KEYS_DIR = tmp_path, tmp_path / "media", tmp_path / "keys"
    found = assemble()
    with scope(school=found.oakfield):
        yield found

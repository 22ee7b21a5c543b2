"""The cast, inside the scope of its schools, and programs with keys of theirs."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django_scopes import scope

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None, settings: object) -> Iterator[Cast]:
    cache.clear()
    cast = assemble()
    settings.FIXED_NOW = cast.now
    with scope(school=[cast.oakfield, cast.elmsgate, cast.farrow]):
        yield cast

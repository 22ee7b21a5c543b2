"""The cast, in the database."""

import pytest
from django_scopes import scopes_disabled

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None, settings: pytest.FixtureRequest) -> Cast:
    made = assemble()
    settings.FIXED_NOW = made.now
    return made


@pytest.fixture(autouse=True)
def any_school() -> object:
    """Tests look at every school; the pages open their own scope."""
    with scopes_disabled():
        yield

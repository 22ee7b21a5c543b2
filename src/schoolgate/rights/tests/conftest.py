from collections.abc import Iterator

import pytest
from django_scopes import scope

from schoolgate.policies.queries import current_policy
from tests.cast import Cast, assemble
from tests.clauses.stage import adopt
from tests.make import NOW


@pytest.fixture
def cast(db: None, settings) -> Iterator[Cast]:
    """Oakfield lives by the policy that asks most of whoever posts; everybody has signed and been trained."""
    settings.FIXED_NOW = NOW
    found = assemble()
    adopt(found, "ST")
    with scope(school=found.oakfield):
        yield found


@pytest.fixture
def policy(cast: Cast):
    return current_policy(cast.oakfield)

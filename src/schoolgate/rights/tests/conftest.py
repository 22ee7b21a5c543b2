import pytest

from schoolgate.policies.queries import current_policy
from tests.cast import Cast
from tests.clauses.stage import adopt


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Oakfield lives by the policy that asks most of whoever posts; everybody has signed and been trained."""
    adopt(cast, "ST")
    return cast


@pytest.fixture
def policy(cast: Cast):
    return current_policy(cast.oakfield)

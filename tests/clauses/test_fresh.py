"""What proves the rows of the fresh school: without one of them its scene fails, or there is no policy at all.

The fresh school fills every silence, so most of its rows cannot be missing: a policy in which it says nothing on a
gate or a setting is refused before anybody could live by it. Both show that the row is needed.
"""

import pytest

from schoolgate.rules.policy.errors import PolicyError
from tests.clauses.conftest import OpenStage
from tests.clauses.rows import proved_rows
from tests.clauses.scenes import load

SCENES = load()
ROWS = [row for row in proved_rows() if row.clause.startswith("FS-")]


@pytest.fixture
def taken_out() -> bool:
    """Each row is taken out of the fresh school before it is adopted."""
    return True


@pytest.mark.parametrize("row", ROWS, ids=[row.key for row in ROWS])
def test_without_a_row_of_the_fresh_school_its_scene_fails_or_nothing_holds(row, open_stage: OpenStage):
    with pytest.raises((AssertionError, PolicyError)):
        SCENES[row.scene](open_stage(row))

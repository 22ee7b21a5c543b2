"""One test for each row that is said to be served: its scene, in a school that adopted its policy.

With --take-out each row of the five policies is taken out first, and its scene must fail for it. The fresh school's
rows are not: its rules fill the silence of all the others, so that none of them can be missing.
"""

import pytest

from schoolgate.rules.policy.library import Row
from tests.clauses.conftest import OpenStage
from tests.clauses.rows import FIVE, all_rows, proved_rows
from tests.clauses.scenes import load

SCENES = load()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "row" in metafunc.fixturenames:
        taking_out = metafunc.config.getoption("--take-out", default=False)
        rows = [row for row in proved_rows() if not taking_out or row.clause[:2] in FIVE]
        metafunc.parametrize("row", rows, ids=[row.key for row in rows])


def test_row(row: Row, open_stage: OpenStage, taken_out: bool) -> None:
    play = SCENES[row.scene]
    stage = open_stage(row)
    if not taken_out:
        play(stage)
        return
    with pytest.raises(AssertionError):
        play(stage)


def test_every_scene_is_named_by_a_row_and_every_row_names_a_scene() -> None:
    named = {row.scene for row in all_rows() if row.scene}
    assert named - set(SCENES) == set(), "rows name scenes that are not there"
    assert set(SCENES) - named == set(), "scenes prove no row"

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django_scopes import scope

from schoolgate.policies import queries
from schoolgate.policies.loading import library
from schoolgate.rules.policy.library import Row
from tests.cast import assemble
from tests.clauses.rows import policy_of
from tests.clauses.stage import Stage, adopt
from tests.clauses.taking_out import without
from tests.make import NOW

OpenStage = Callable[[Row], Stage]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--take-out", action="store_true", help="take each row out: its scene must then fail")


@pytest.fixture
def taken_out(request: pytest.FixtureRequest) -> bool:
    """Whether each row is taken out of the policy before it is adopted."""
    return bool(request.config.getoption("--take-out", default=False))


@pytest.fixture
def open_stage(db: None, settings, monkeypatch, tmp_path: Path, taken_out: bool) -> Iterator[OpenStage]:
    """A school that adopted the policy of a row, by the real action; without that row where it is taken out."""
    settings.FIXED_NOW = NOW
    settings.MEDIA_STORE = tmp_path / "media"
    cast = assemble()

    def opened(row: Row) -> Stage:
        if taken_out:
            policies = {**library(), policy_of(row).code: without(policy_of(row), row)}
            monkeypatch.setattr(queries, "library", lambda: policies)
        adopt(cast, policy_of(row).code)
        return Stage(cast, row, settings)

    with scope(school=[cast.oakfield, cast.elmsgate]):
        yield opened

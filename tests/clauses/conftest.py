from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.test import override_settings
from django_scopes import scope

from schoolgate.policies import queries
from schoolgate.policies.loading import library
from schoolgate.pupils.naming import names_changed
from schoolgate.rules.policy.library import Row
from tests.cast import Cast, assemble
from tests.clauses.rows import policy_of
from tests.clauses.stage import Stage, adopt
from tests.clauses.taking_out import without
from tests.databases import Named, copy_of_template, within, write_into_one_file
from tests.make import NOW

OpenStage = Callable[[Row], Stage]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--take-out", action="store_true", help="take each row out: its scene must then fail")


@pytest.fixture
def taken_out(request: pytest.FixtureRequest) -> bool:
    """Whether each row is taken out of the policy before it is adopted."""
    return bool(request.config.getoption("--take-out", default=False))


@dataclass
class Schools:
    """A database for each policy, in which Oakfield has adopted it by the real action; each is made once."""

    folder: Path
    _made: dict[str, tuple[Named, Cast]] = field(default_factory=dict)

    def that_adopted(self, code: str) -> tuple[Named, Cast]:
        """Where it is, and its people, which the scene may change."""
        if code not in self._made:
            self._made[code] = self._make(code)
        database, cast = self._made[code]
        return database, deepcopy(cast)

    def _make(self, code: str) -> tuple[Named, Cast]:
        database = copy_of_template(self.folder / f"{code}.sqlite3")
        with within(database), override_settings(FIXED_NOW=NOW, MEDIA_STORE=self.folder / "media"):
            cast = assemble()
            with scope(school=[cast.oakfield, cast.elmsgate]):
                adopt(cast, code)
            write_into_one_file()
        return database, cast


@pytest.fixture(scope="session")
def schools_by_policy(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Schools:
    return Schools(tmp_path_factory.mktemp("schools"))


@pytest.fixture
def adopted(
    request: pytest.FixtureRequest,
    schools_by_policy: Schools,
    django_db_blocker: pytest.FixtureRequest,
    taken_out: bool,
) -> Iterator[Cast | None]:
    """The test runs in a school that adopted the policy of its row: its cast. None where the row is taken out."""
    if taken_out:
        yield None
        return
    row = request.getfixturevalue("row")
    with django_db_blocker.unblock():
        database, cast = schools_by_policy.that_adopted(policy_of(row).code)
        with within(database):
            yield cast


@pytest.fixture
def open_stage(adopted: Cast | None, db: None, settings, monkeypatch, tmp_path: Path) -> Iterator[OpenStage]:
    """A school that adopted the policy of a row, by the real action; without that row where it is taken out.

    What the scene does there is rolled back, as everywhere.
    """
    settings.FIXED_NOW = NOW
    settings.MEDIA_STORE = tmp_path / "media"
    cast = adopted or assemble()
    for school in (cast.oakfield, cast.elmsgate):
        # What was known of names in another scene is not known in this one.
        names_changed(school.pk)
        school.refresh_from_db(fields=["roll_key"])

    def opened(row: Row) -> Stage:
        if adopted is None:
            policies = {**library(), policy_of(row).code: without(policy_of(row), row)}
            monkeypatch.setattr(queries, "library", lambda: policies)
            adopt(cast, policy_of(row).code)
        return Stage(cast, row, settings)

    with scope(school=[cast.oakfield, cast.elmsgate]):
        yield opened

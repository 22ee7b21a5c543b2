import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django_scopes import scopes_disabled

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.clockwork.ticks import TICKS
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.keeping.backing_up import make_backup
from schoolgate.keeping.installation import key_of
from schoolgate.keeping.restoring import Restored, restore
from schoolgate.pupils.models import Pupil
from tests import make
from tests.cast import Cast, assemble
from tests.databases import Named
from tests.make import NOW

# The files of a SQLite database, killed, filled and compared; on PostgreSQL its server keeps them.
ABOUT_FILES = {"test_interrupted", "test_full_disk"}
OFTEN = tuple(tick for tick in TICKS if tick.every < timedelta(hours=1))
FOLDERS = {
    "DATA": "",
    "MEDIA_STORE": "media",
    "KEYS_DIR": "keys",
    "JOURNAL_DIR": "never-forget",
    "BACKUP_DIR": "backups",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, what is about SQLite's own files has nothing to look at."""
    if os.environ.get("SCHOOLGATE_TEST_ENGINE") == "postgresql":
        left = [item for item in items if item.path.stem in ABOUT_FILES]
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)


@dataclass
class Machine:
    """An installation with folders of its own, on which time passes."""

    settings: Any
    root: Path
    now: datetime = NOW
    folders: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Folders of its own, and a name, as the clock gives one at the first start."""
        for name, folder in FOLDERS.items():
            place = self.root / folder
            place.mkdir(parents=True, exist_ok=True)
            setattr(self.settings, name, place)
        self.settings.SCHOOLGATE_KEYS_DIR = self.settings.KEYS_DIR
        self.settings.FIXED_NOW = self.now
        # What is inside a backup is looked at by tests; how it is sealed has tests of its own.
        self.settings.BACKUP_KEYS = ["plain"]
        key_of(self.now)

    def passes(self, **by: float) -> None:
        """So much later; what follows events and every frequent tick runs twice."""
        self.now += timedelta(**by)
        self.settings.FIXED_NOW = self.now
        for _round in range(2):
            run_all(self.now)
            for tick in OFTEN:
                tick.run(self.now)

    def backup(self, **given: Any) -> Path:
        return make_backup(self.settings.BACKUP_DIR, self.now, **given)

    def restore(self, path: Path, **given: Any) -> Restored:
        self.now += timedelta(minutes=1)
        self.settings.FIXED_NOW = self.now
        return restore(path, self.now, **given)


@pytest.fixture
def machine(committed_database: Named, settings: Any, tmp_path: Path) -> Iterator[Machine]:
    settings.MAY_CALL_THIS_MACHINE = True
    yield Machine(settings, tmp_path / "machine")
    connection.close()


@pytest.fixture(autouse=True)
def any_school() -> Iterator[None]:
    """Whoever keeps an installation keeps every school of it."""
    with scopes_disabled():
        yield


@pytest.fixture
def cast(machine: Machine) -> Cast:
    return assemble()


@pytest.fixture
def pupil(cast: Cast) -> Pupil:
    """A pupil who may be shown everywhere."""
    found = make.make_pupil(cast.oakfield)
    make.consents(found)
    return found


@pytest.fixture
def website() -> Iterator[LittleWordPress]:
    with LittleWordPress() as running:
        yield running

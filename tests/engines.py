"""What runs on both engines: every test that asks for a database, but those with a browser, which is the same on both.

`SCHOOLGATE_TEST_ENGINE=postgresql pytest …` runs these of the chosen tests on a private PostgreSQL (tests/postgres.py).
"""

import os

import pytest

from tests.browser import BROWSER_FIXTURES

ASK_FOR_A_DATABASE = {"db", "committed_database"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("SCHOOLGATE_TEST_ENGINE") != "postgresql":
        return
    left = [item for item in items if not runs_on_both(item)]
    items[:] = [item for item in items if runs_on_both(item)]
    config.hook.pytest_deselected(items=left)


def runs_on_both(item: pytest.Item) -> bool:
    """Whether the engine could matter to this test."""
    asks = set(getattr(item, "fixturenames", ()))
    has_database = bool(asks & ASK_FOR_A_DATABASE) or item.get_closest_marker("django_db") is not None
    return has_database and not asks & BROWSER_FIXTURES

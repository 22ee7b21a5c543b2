"""Fixtures for every test, beside the code and in tests/."""

from tests.databases import committed_database, django_db_setup

pytest_plugins = [
    "tests.counting",
    "tests.browser",
    "tests.demonstration",
    "tests.rolls.fixtures",
    "tests.engines",
    "tests.servers",
]

__all__ = ["committed_database", "django_db_setup"]

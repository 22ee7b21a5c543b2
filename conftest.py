"""Fixtures for every test, beside the code and in tests/."""

from hypothesis import HealthCheck, settings

from tests.databases import committed_database, django_db_setup

# A slow machine is no failure: what takes long is measured in benchmarks/.
settings.register_profile(
    "any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

pytest_plugins = [
    "tests.counting",
    "tests.oakfield",
    "tests.browser",
    "tests.demonstration",
    "tests.rolls.fixtures",
    "tests.engines",
    "tests.pacing",
    "tests.servers",
]

__all__ = ["committed_database", "django_db_setup"]

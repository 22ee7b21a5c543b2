"""How a run of all tests keeps its pace.

A file is played by one process (`--dist loadfile`), so that what it lays out for all of its tests is laid out once.
The files that take long are begun first, so that no process is busy with one when the others have nothing left.
"""

import gc
from collections import Counter

import pytest

from tests.browser import BROWSER_FIXTURES

# What a test asks for, the slowest first: a browser, a server or a database of its own, the common database, nothing.
ASKED_FOR = (
    BROWSER_FIXTURES,
    frozenset({"own_postgres", "redis"}),
    frozenset({"committed_database"}),
    frozenset({"db", "django_db_setup"}),
)
# Every page in the browser, every operation of the API: by far the longest of all.
FIRST_OF_ALL = ("test_every_page.py", "test_schemathesis.py")
# How many things are made before Python looks which of them are rubbish; its own 700 cost a tenth of the time.
MADE_BEFORE_A_LOOK = 20_000


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest files first; among equals those with the most tests. Within a file nothing moves."""
    ranks: dict[object, int] = {}
    for item in items:
        ranks[item.path] = min(rank_of(item), ranks.get(item.path, len(ASKED_FOR)))
    many = Counter(item.path for item in items)
    items.sort(
        key=lambda item: (
            item.path.name not in FIRST_OF_ALL,
            ranks[item.path],
            -many[item.path],
            item.path,
        )
    )


def rank_of(item: pytest.Item) -> int:
    """The place in ASKED_FOR of the slowest thing that this test asks for."""
    asks = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db"):
        asks.add("db")
    return next((rank for rank, slow in enumerate(ASKED_FOR) if asks & slow), len(ASKED_FOR))


def pytest_configure() -> None:
    gc.set_threshold(MADE_BEFORE_A_LOOK, 20, 50)


def pytest_collection_finish() -> None:
    """The program and its tests stay till the end: nobody looks through them for rubbish again."""
    gc.freeze()

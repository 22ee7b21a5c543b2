"""The harness keeps its promises: tests see nothing of each other, and real commits are real."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from schoolgate.audit.triggers import KEPT_TABLES
from schoolgate.people.models import Trust
from tests.databases import Named, is_on_postgresql


def add_trust(slug: str) -> Trust:
    return Trust.objects.create(name="A trust", slug=slug, created_at=timezone.now())


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_writes_is_gone_in_the_next(db: None, turn: int):
    assert Trust.objects.count() == 0
    add_trust("one")


@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_committed_is_seen_by_another_thread_and_gone_in_the_next_test(
    committed_database: Named, turn: int
):
    assert Trust.objects.count() == 0
    with transaction.atomic(durable=True):
        add_trust("one")
    seen: list[int] = []

    def look() -> None:
        seen.append(Trust.objects.count())
        connection.close()

    elsewhere = threading.Thread(target=look)
    elsewhere.start()
    elsewhere.join()
    assert seen == [1]


def test_a_copy_has_every_trigger_of_the_migrated_database(committed_database: Named):
    kept_in = (
        "pg_trigger WHERE NOT tgisinternal" if is_on_postgresql() else "sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {kept_in}")  # noqa: S608
        assert cursor.fetchone()[0] > len(KEPT_TABLES)


def test_queries_that_grow_with_the_rows_are_caught(queries_do_not_grow):
    made = []

    def make(number: int) -> None:
        made.extend(add_trust(f"trust-{len(made) + n}") for n in range(number))

    assert queries_do_not_grow(make, lambda: list(Trust.objects.all()), at_most=1) == 1
    made.clear()
    Trust.objects.all().delete()
    with pytest.raises(AssertionError, match="3 queries with 3 rows, 30 with 30"):
        queries_do_not_grow(make, lambda: [Trust.objects.get(pk=one.pk) for one in made])

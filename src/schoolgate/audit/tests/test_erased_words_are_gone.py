"""Erasing, in a database that really commits."""

from django.db import connection, transaction

from schoolgate.audit.models import Event, EventDetail
from schoolgate.audit.tests.test_erasing import erase


def test_nothing_that_was_erased_is_left_in_the_database(committed_database, write):
    (event, _) = write(2)
    with transaction.atomic():
        erase(event)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert "number 1" not in "\n".join(connection.connection.iterdump())
    assert not EventDetail.objects.filter(words__contains='number 1"').exists()
    assert Event.objects.count() == 3

"""The database refuses, whoever asks and however: these statements go past Django."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from schoolgate.audit import sequencing, triggers
from schoolgate.audit.models import Checkpoint, Event, EventDetail, Leaf, Log, Waiting
from schoolgate.audit.tests.story import NOW

REFUSED = [
    "UPDATE audit_event SET type = 'post.returned'",
    "UPDATE audit_event SET type = type",
    "UPDATE audit_event SET at = '2020-01-01 00:00:00'",
    "UPDATE audit_event SET actor_id = 'person:8' WHERE id = (SELECT MIN(id) FROM audit_event)",
    "UPDATE audit_event SET id = id + 1000",
    "UPDATE audit_event SET log_id = 'school:2'",
    "UPDATE audit_eventdetail SET words = '{}'",
    "UPDATE audit_eventdetail SET event_id = event_id + 1000",
    "UPDATE audit_leaf SET leaf_hash = leaf_hash",
    'UPDATE audit_leaf SET "index" = "index" + 100',
    "UPDATE audit_checkpoint SET size = 1",
    "UPDATE audit_checkpoint SET note = 'forged'",
    "UPDATE audit_log SET origin = 'another'",
    "UPDATE audit_log SET key = 'school:3'",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE id = (SELECT MAX(id) FROM audit_event)",
    "DELETE FROM audit_event WHERE type = 'post.approved' AND actor_id = 'person:7'",
    "DELETE FROM audit_eventdetail",
    "DELETE FROM audit_eventdetail WHERE event_id = (SELECT MIN(event_id) FROM audit_eventdetail)",
    "DELETE FROM audit_leaf",
    'DELETE FROM audit_leaf WHERE "index" = 7',
    "DELETE FROM audit_checkpoint",
    "DELETE FROM audit_log",
]
REFUSED_BY_SQLITE = [
    "REPLACE INTO audit_event SELECT * FROM audit_event",
    "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE id = (SELECT MIN(id) FROM audit_event)",
    "REPLACE INTO audit_eventdetail SELECT event_id, salt, '{}' FROM audit_eventdetail",
    (
        'REPLACE INTO audit_leaf (event_id, log_id, "index", leaf_hash) '
        'SELECT event_id, log_id, "index", leaf_hash FROM audit_leaf'
    ),
    (
        'REPLACE INTO audit_leaf (event_id, log_id, "index", leaf_hash) '
        'SELECT event_id + 1000, log_id, "index", leaf_hash FROM audit_leaf'
    ),
    (
        "REPLACE INTO audit_checkpoint (log_id, size, root, at, note, edge) "
        "SELECT log_id, size, 'ab', at, note, edge FROM audit_checkpoint"
    ),
    "REPLACE INTO audit_log SELECT 'school:9', origin, opened_at FROM audit_log",
    "REPLACE INTO audit_log SELECT key, 'another', opened_at FROM audit_log",
    "UPDATE OR REPLACE audit_event SET id = (SELECT MAX(id) FROM audit_event)",
    'UPDATE OR REPLACE audit_leaf SET "index" = 0',
    "INSERT INTO audit_event SELECT * FROM audit_event WHERE true ON CONFLICT (id) DO UPDATE SET type = 'x'",
]
REFUSED_BY_POSTGRESQL = [
    "TRUNCATE audit_event CASCADE",
    "TRUNCATE audit_eventdetail",
    "TRUNCATE audit_leaf",
    "TRUNCATE audit_checkpoint",
    "TRUNCATE audit_log CASCADE",
    "INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (id) DO UPDATE SET type = 'post.returned'",
]


def everything() -> list[list[tuple]]:
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Log, Event, EventDetail, Leaf, Checkpoint)
    ]


def attempt(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses_to_change_or_remove(trail, statement):
    before = everything()
    with pytest.raises(IntegrityError, match="the trail is never changed"):
        attempt(statement)
    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("statement", REFUSED_BY_SQLITE)
def test_the_database_refuses_to_replace(trail, statement):
    if connection.vendor != "sqlite":
        statement = "UPDATE audit_event SET type = 'there is no REPLACE here'"
    before = everything()
    with pytest.raises(IntegrityError, match="the trail is never changed"):
        attempt(statement)
    assert everything() == before


@pytest.mark.django_db
def test_django_cannot_change_it_either(trail):
    event = trail[0]
    event.type = "post.returned"
    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(type="post.returned"),
        lambda: Event.objects.bulk_update([event], ["type"]),
        EventDetail.objects.all().delete,
        Leaf.objects.all().delete,
    ):
        with pytest.raises((IntegrityError, models.ProtectedError)), transaction.atomic():
            change()


@pytest.mark.django_db
def test_a_waiting_event_is_as_safe_as_one_in_the_log(write):
    write(1)
    with pytest.raises(IntegrityError, match="the trail is never changed"):
        attempt("DELETE FROM audit_event")
    with pytest.raises(IntegrityError, match="the trail is never changed"):
        attempt("UPDATE audit_event SET type = 'post.returned'")


@pytest.mark.django_db
def test_a_migrated_database_has_every_trigger():
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_it_notices_a_trigger_that_is_gone_or_does_nothing_any_more():
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER audit_leaf_no_delete"
            + (" ON audit_leaf" if connection.vendor == "postgresql" else "")
        )
        assert triggers.missing(connection) == ["audit_leaf_no_delete"]
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_update")
        else:
            cursor.execute("DROP TRIGGER audit_event_no_update")
            cursor.execute(
                "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT 'fine'; END"
            )
    assert triggers.missing(connection) == ["audit_event_no_update", "audit_leaf_no_delete"]
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_migrate_puts_back_what_a_rebuilt_table_lost(committed_database, write):
    write(2)
    sequencing.sequence(NOW)
    before = everything()
    triggers.before_migrating(using="default", plan=[(type("M", (), {"app_label": "audit"}), False)])
    with connection.schema_editor() as editor:
        wider = models.CharField(max_length=90)
        wider.set_attributes_from_name("type")
        editor.alter_field(Event, Event._meta.get_field("type"), wider)
    assert bool(triggers.missing(connection)) == (connection.vendor == "sqlite")
    call_command("migrate", "audit", verbosity=0)
    assert triggers.missing(connection) == []
    assert everything() == before
    with pytest.raises(IntegrityError, match="the trail is never changed"):
        attempt("UPDATE audit_event SET type = 'post.returned'")


def test_without_its_tables_there_is_nothing_to_guard_and_with_them_the_guards_come_back(committed_database):
    tables = (Waiting, Checkpoint, Leaf, EventDetail, Event, Log)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF" if connection.vendor == "sqlite" else "SELECT 1")
        for model in tables:
            cascade = " CASCADE" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TABLE {model._meta.db_table}{cascade}")
    triggers.after_migrating(using="default")
    assert triggers.missing(connection)
    with connection.schema_editor() as editor:
        for model in reversed(tables):
            editor.create_model(model)
    triggers.after_migrating(using="default")
    assert triggers.missing(connection) == []

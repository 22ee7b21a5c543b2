"""The database itself refuses to change the trail, whoever asks: Django, a shell, another program.

Entries are inserted and never updated or deleted. The one exception is an event's detail, which may be
deleted when an event `detail.erased` in the same log names it (and an erasure's own detail never). Installed
after every migrate, because rebuilding a table in SQLite drops its triggers; `missing` tells whether they are
all there.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

NEVER_CHANGED = "the trail is never changed"
KEPT_TABLES = ("audit_log", "audit_event", "audit_eventdetail", "audit_leaf", "audit_checkpoint")

# INSERT OR REPLACE deletes the old row without firing DELETE triggers in SQLite: an insert that meets any
# unique key of an existing row is refused before that can happen. PostgreSQL has no REPLACE.
UNIQUE_KEYS = {
    "audit_log": ("key = NEW.key", "origin = NEW.origin"),
    "audit_event": ("id = NEW.id",),
    "audit_eventdetail": ("event_id = NEW.event_id",),
    "audit_leaf": ("event_id = NEW.event_id", 'log_id = NEW.log_id AND "index" = NEW."index"'),
    "audit_checkpoint": ("id = NEW.id", "log_id = NEW.log_id AND size = NEW.size"),
}

ERASED_BY_AN_EVENT = """EXISTS (
    SELECT 1 FROM audit_event AS erasure JOIN audit_event AS erased ON erased.log_id = erasure.log_id
    WHERE erased.id = OLD.event_id AND erased.type <> 'detail.erased' AND erasure.type = 'detail.erased'
    AND erasure.subject_type = 'audit.event' AND erasure.subject_id = CAST(OLD.event_id AS TEXT))"""

POSTGRESQL_FUNCTIONS = {
    "audit_refuse": f"""BEGIN
    RAISE EXCEPTION '{NEVER_CHANGED} (% of %)', TG_OP, TG_TABLE_NAME USING ERRCODE = '23000';
END""",
    "audit_refuse_unless_erased": f"""BEGIN
    IF {ERASED_BY_AN_EVENT} THEN RETURN OLD; END IF;
    RAISE EXCEPTION '{NEVER_CHANGED} (% of %)', TG_OP, TG_TABLE_NAME USING ERRCODE = '23000';
END""",
    "audit_queue": """BEGIN
    INSERT INTO audit_waiting (event_id) SELECT id FROM added;
    RETURN NULL;
END""",
}


def _sqlite_triggers() -> dict[str, str]:
    refuse = f"SELECT RAISE(ABORT, '{NEVER_CHANGED}');"
    triggers = {
        "audit_event_queue": "AFTER INSERT ON audit_event FOR EACH ROW "
        "BEGIN INSERT INTO audit_waiting (event_id) VALUES (NEW.id); END"
    }
    for table in KEPT_TABLES:
        found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in UNIQUE_KEYS[table])  # noqa: S608
        deletable = f"WHEN NOT {ERASED_BY_AN_EVENT} " if table == "audit_eventdetail" else ""
        triggers |= {
            f"{table}_no_update": f"BEFORE UPDATE ON {table} FOR EACH ROW BEGIN {refuse} END",
            f"{table}_no_delete": f"BEFORE DELETE ON {table} FOR EACH ROW {deletable}BEGIN {refuse} END",
            f"{table}_no_replace": f"BEFORE INSERT ON {table} FOR EACH ROW WHEN {found} BEGIN {refuse} END",
        }
    return {name: f"CREATE TRIGGER {name} {what}" for name, what in triggers.items()}


def _postgresql_triggers() -> dict[str, str]:
    triggers = {
        "audit_event_queue": "AFTER INSERT ON audit_event REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_queue()"
    }
    for table in KEPT_TABLES:
        deleting = "audit_refuse_unless_erased" if table == "audit_eventdetail" else "audit_refuse"
        triggers |= {
            f"{table}_no_update": f"BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
            f"{table}_no_delete": f"BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {deleting}()",
            f"{table}_no_truncate": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            "EXECUTE FUNCTION audit_refuse()",
        }
    return {name: f"CREATE TRIGGER {name} {what}" for name, what in triggers.items()}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, replacing what is there under its name."""
    with transaction.atomic(using=connection.alias):
        remove(connection)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for name, body in POSTGRESQL_FUNCTIONS.items():
                    cursor.execute(
                        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
                        f"AS $trail${body}$trail$"
                    )
            for statement in _wanted(connection).values():
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, so that a migration may rebuild a table."""
    with connection.cursor() as cursor:
        for name, statement in _wanted(connection).items():
            on_table = f" ON {_table_of(statement)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that are not there as they should be: gone, switched off, or with other words in them."""
    wanted = _wanted(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
                "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            )
            found = {name: POSTGRESQL_FUNCTIONS.get(function) == body for name, function, body in cursor}
            return sorted(name for name in wanted if not found.get(name))
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        present = dict(cursor.fetchall())
    return sorted(name for name, statement in wanted.items() if present.get(name) != statement)


def before_migrating(*, using: str = DEFAULT_DB_ALIAS, plan: Any = (), **_: Any) -> None:
    """SQLite cannot rename a rebuilt table while a trigger elsewhere speaks of it, so they go first."""
    touched = any(migration.app_label == "audit" for migration, _backwards in plan)
    if touched and connections[using].vendor == "sqlite":
        remove(connections[using])


def after_migrating(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Guard the tables again, if this database has them."""
    connection = connections[using]
    if set(KEPT_TABLES) <= set(connection.introspection.table_names()):
        install(connection)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _postgresql_triggers() if connection.vendor == "postgresql" else _sqlite_triggers()


def _table_of(statement: str) -> str:
    return statement.split(" ON ", 1)[1].split(" ", 1)[0]

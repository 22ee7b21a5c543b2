"""What the database itself holds: a signature is never changed.

Installed again after every migration, because rebuilding a SQLite table drops its triggers.
"""

from django.db import DEFAULT_DB_ALIAS, connections

TABLE = "moments_signeddocument"
NAME = "signed_document_is_frozen"
WORDS = "a signature is never changed"


def install_guards(sender: object = None, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """(Re)create the trigger on this database."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {NAME}",
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        ]
    return [
        f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION '{WORDS}'; END $$""",
        f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}",
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    ]

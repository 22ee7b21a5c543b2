"""Rules that the database itself holds: no delivery without a decision, no decision by a hand.

Installed again after every migration, because rebuilding a SQLite table drops its triggers.
"""

from django.db import DEFAULT_DB_ALIAS, connections

_DECIDED = """
    NOT EXISTS (SELECT 1 FROM posts_approval a WHERE a.post_id = NEW.post_id AND a.digest = NEW.digest
                AND a.withdrawn_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM posts_release r WHERE r.post_id = NEW.post_id AND r.digest = NEW.digest
                AND r.withdrawn_at IS NULL)
"""
_CHANGED = "NOT EXISTS (SELECT 1 FROM posts_post p WHERE p.id = NEW.post_id AND p.digest = NEW.digest)"
_A_HAND = "EXISTS (SELECT 1 FROM posts_hand h WHERE h.post_id = NEW.post_id AND h.person_id = NEW.by_id)"

# name: (table, when, words)
GUARDS: dict[str, tuple[str, str, str]] = {
    "no_delivery_without_a_decision": (
        "posts_delivery",
        _DECIDED,
        "a delivery needs an approval or a release for its digest",
    ),
    "no_delivery_of_changed_content": (
        "posts_delivery",
        _CHANGED,
        "a delivery is of the content as it stands",
    ),
    "no_approval_by_a_hand": ("posts_approval", _A_HAND, "whoever touched a post cannot approve it"),
}


def install_guards(sender: object = None, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """(Re)create the triggers on this database."""
    connection = connections[using]
    if "posts_delivery" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for name, (table, when, words) in GUARDS.items():
            for statement in _statements(connection.vendor, name, table, when, words):
                cursor.execute(statement)


def _statements(vendor: str, name: str, table: str, when: str, words: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END",
        ]
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {when} THEN RAISE EXCEPTION '{words}'; END IF; RETURN NEW; END $$""",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]

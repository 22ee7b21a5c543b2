"""What the database itself holds: an adopted policy and its signatures are never changed or removed.

Only the moment at which a version comes into force is filled in, once; and a school that has left takes its versions
along. Installed again after every migration, because rebuilding a SQLite table drops its triggers.
"""

from django.db import DEFAULT_DB_ALIAS, connections

FROZEN = ("school_id", "number", "library_code",
    "title",
    "signatories", "document", "digest", "adopted_at", "adopted_by_id", "by_trust_id",
          "reason", "checks", "stands_on_id")  # fmt: skip
WORDS = "an adopted policy is never changed"
SCHOOL_IS_THERE = "EXISTS (SELECT 1 FROM people_school WHERE id = OLD.school_id)"
SCHOOL_OF_SIGNATURE_IS_THERE = (
    "EXISTS (SELECT 1 FROM policies_adoptedpolicy AS version JOIN people_school AS school "
    "ON school.id = version.school_id WHERE version.id = OLD.policy_id)"
)

# name: (table, verb, when)
GUARDS: dict[str, tuple[str, str, str]] = {
    "adopted_policy_is_frozen": (
        "policies_adoptedpolicy",
        "UPDATE",
        "{changed} OR OLD.in_force_at IS NOT NULL",
    ),
    "adopted_policy_is_kept": ("policies_adoptedpolicy", "DELETE", SCHOOL_IS_THERE),
    "policy_signature_is_frozen": ("policies_policysignature", "UPDATE", ""),
    "policy_signature_is_kept": ("policies_policysignature", "DELETE", SCHOOL_OF_SIGNATURE_IS_THERE),
}
# How each database says that two values differ, empty ones included.
DIFFERS = {"sqlite": "OLD.{0} IS NOT NEW.{0}", "postgresql": "OLD.{0} IS DISTINCT FROM NEW.{0}"}


def install_guards(sender: object = None, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """(Re)create the triggers on this database."""
    connection = connections[using]
    if "policies_policysignature" not in connection.introspection.table_names():
        return
    changed = " OR ".join(DIFFERS[connection.vendor].format(column) for column in FROZEN)
    with connection.cursor() as cursor:
        for name, (table, verb, when) in GUARDS.items():
            for statement in _statements(connection.vendor, name, table, verb, when.format(changed=changed)):
                cursor.execute(statement)


def _statements(vendor: str, name: str, table: str, verb: str, when: str) -> list[str]:
    if vendor == "sqlite":
        condition = f"WHEN {when} " if when else ""
        body = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {condition}{body}",
        ]
    row = "OLD" if verb == "DELETE" else "NEW"
    body = f"BEGIN IF {when or 'TRUE'} THEN RAISE EXCEPTION '{WORDS}'; END IF; RETURN {row}; END"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]

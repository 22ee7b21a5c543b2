"""The rows of the five policies and of the fresh school's that a scene proves, in the order of the library."""

from schoolgate.policies.loading import library
from schoolgate.rules.policy.library import LibraryPolicy, Row

FIVE = ("AC", "ST", "AS", "AE", "BE")


def policy_of(row: Row) -> LibraryPolicy:
    """The policy that a row belongs to: "AC-012" is a clause of AC."""
    return library()[row.clause.partition("-")[0]]


def all_rows() -> list[Row]:
    return [row for policy in library().values() for row in policy.rows]


def proved_rows() -> list[Row]:
    """Every row that is said to be served, so that a scene must prove it."""
    return [row for row in all_rows() if row.lives.is_proved]

"""A policy of the library with one of its rows taken out, as if the school had never adopted it."""

from dataclasses import replace
from types import MappingProxyType

from schoolgate.rules.policy.library import Definitions, LibraryPolicy, Row, Statement


def without(policy: LibraryPolicy, row: Row) -> LibraryPolicy:
    """The same policy without this row: not on its control, not behind a setting it gives its value to, not behind
    a question. A setting that no clause of the policy speaks of any more falls back to the fresh school's value.
    """
    statements = {
        key: left
        for key, statement in policy.statements.items()
        if (left := _statement(policy, key, statement, row)) is not None
    }
    return replace(
        policy,
        rows=tuple(each for each in policy.rows if each.key != row.key),
        statements=MappingProxyType(statements),
        definitions=_definitions(policy.definitions, row),
    )


def _statement(policy: LibraryPolicy, key: str, statement: Statement, row: Row) -> Statement | None:
    if row.clause not in statement.clauses or _speaks_of_it_elsewhere(policy, key, row):
        return statement
    clauses = tuple(clause for clause in statement.clauses if clause != row.clause)
    return replace(statement, clauses=clauses) if clauses else None


def _speaks_of_it_elsewhere(policy: LibraryPolicy, key: str, row: Row) -> bool:
    """Whether another row of the same clause is the one that gives this setting its value."""
    about = {f"setting.{key}", *policy.definitions.settings[key].serves}
    others = {each.instance for each in policy.rows if each.clause == row.clause and each.key != row.key}
    return bool(about & others) and row.instance not in about


def _definitions(definitions: Definitions, row: Row) -> Definitions:
    """The questions without the clause; a meaning behind which no clause is left is not asked."""
    if row.instance not in ("gate.judgement_answered", "gate.every_picture_looked_at"):
        return definitions
    questions = []
    for question in definitions.questions:
        meanings = []
        for meaning in question.meanings:
            own = [clause for clause in meaning.clauses if clause[:2] == row.clause[:2]]
            if own == [row.clause]:
                continue
            clauses = tuple(clause for clause in meaning.clauses if clause != row.clause)
            meanings.append(replace(meaning, clauses=clauses))
        questions.append(replace(question, meanings=tuple(meanings)))
    return replace(definitions, questions=tuple(questions))

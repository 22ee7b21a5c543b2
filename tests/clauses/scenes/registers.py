"""Registers: what the policy wants written down is asked for by its clause, written, found again and exported."""

from schoolgate.policies.forms_library import register_forms
from schoolgate.registers import queries
from schoolgate.registers.actions import write_entry
from schoolgate.registers.models import Entry
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import filled_in
from tests.clauses.stage import Stage


@scene
def it_is_written_down_for_its_clause(stage: Stage) -> None:
    """The register asks for it by its clause until it is written down; then it is found, and stands in the sheet."""
    key = stage.row.instance.partition(".")[2]
    register = register_forms()[key]
    keeper = stage.cast.head
    page = stage.page(keeper, "registers:register", key=key)
    assert f"{stage.row.clause} · write it down" in page
    first = register.questions[0].key
    answers = {**filled_in(stage, register.form), first: f"About {stage.row.clause}"}
    entry: Entry = stage.does(
        write_entry, keeper, stage.school, register=key, answers=answers, clause=stage.row.clause
    ).subject
    assert f"{stage.row.clause} · written down" in stage.page(keeper, "registers:register", key=key)
    assert list(queries.entries_of(register, f"About {stage.row.clause}")) == [entry]
    assert f"About {stage.row.clause}" in stage.page(keeper, "registers:export", key=key)

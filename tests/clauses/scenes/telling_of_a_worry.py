"""Whoever has told of a worry hears what to keep, and where there is help besides."""

from django.urls import reverse

from schoolgate.policies.forms_library import register_forms
from schoolgate.policies.loading import library
from schoolgate.registers.actions import write_entry
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import filled_in
from tests.clauses.stage import Stage, read

SAID = {
    "step": "send",
    "matter": "worry",
    "about": "pupil",
    "in_danger": "no",
    "what": "They write to me at night.",
}


@scene
def who_tells_of_a_worry_hears_what_to_keep(stage: Stage) -> None:
    """The words of the clause stand where Jo tells of it, and again when it is sent."""
    lines = (line for line in library()["FS"].definitions.lines if line.moment == "when_reporting")
    words = next(part.words for line in lines for part in line.parts if stage.row.clause in part.clauses)
    for page in (stage.page(stage.cast.jo, "concerns:tell"), _sent(stage)):
        assert words in page, f"“{words}” is not read"
        assert stage.row.clause in page


@scene
def who_tells_of_a_worry_is_told_where_there_is_help(stage: Stage) -> None:
    """The register asks for it by its clause; what is written down for staff is read by Jo once her worry is sent, and
    not by a child."""
    head, key = stage.cast.head, "support_contacts"
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=key)
    given = {"name": "The union of teachers", "for_whom": ["staff"]}
    answers = {**filled_in(stage, register_forms()[key].form), **given}
    stage.does(write_entry, head, stage.school, register=key, answers=answers, clause=stage.row.clause)
    assert f"{stage.row.clause} · written down" in stage.page(head, "registers:register", key=key)
    assert "The union of teachers" in _sent(stage)
    assert "The union of teachers" not in _sent(stage, "concerns:tell_child")


def _sent(stage: Stage, address: str = "concerns:tell") -> str:
    there = reverse(address, kwargs={"school_slug": stage.school.slug})
    answer = stage.cast.browse_as(stage.cast.jo).post(there, {**SAID, "form_key": f"key-of-{address}"})
    page = read(answer.content.decode())
    assert "This is your code" in page, page[:600]
    return page

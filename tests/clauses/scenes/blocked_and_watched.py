"""What the network keeps out, what watches it, and the looks at what people did there: written down, and told."""

from schoolgate.policies.forms_library import register_forms
from schoolgate.registers import queries
from schoolgate.registers.actions import write_entry
from schoolgate.registers.models import Entry
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import filled_in
from tests.clauses.stage import Stage

BLOCKED, LOOKS, FILTERS = "blocked_sites", "monitoring_log", "filtering_and_monitoring_systems"


@scene
def what_is_blocked_is_written_down_and_tried(stage: Stage) -> None:
    """Asked for by its clause: for whom, when, by whom, last tried, who gets through; what lacks is missed by name, and
    somebody tries it again."""
    head, register = stage.cast.head, register_forms()[BLOCKED]
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=BLOCKED)
    answers = {**filled_in(stage, register.form), "site": f"For {stage.row.clause}"}
    for lacking in ("for_whom", "hours", "since", "by", "tried_on"):
        given = {**answers, lacking: [] if lacking == "for_whom" else ""}
        against = write_entry.why_not(
            stage.as_actor(head), stage.school, register=BLOCKED, answers=given, clause=stage.row.clause
        )
        assert [one.about for one in against] == [lacking]
    entry = _written(stage, BLOCKED, **answers)
    assert entry.look_again_on is not None
    page = stage.page(head, "registers:register", key=BLOCKED)
    assert f"{stage.row.clause} · written down" in page
    assert f"For {stage.row.clause}" in page
    assert "1 December" in page


@scene
def a_look_has_a_lawful_reason(stage: Stage) -> None:
    """Without a purpose of the list nothing is written down; another reason has to be said."""
    head, register = stage.cast.head, register_forms()[LOOKS]
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=LOOKS)
    answers = filled_in(stage, register.form)
    for given, lacks in (({"purpose": ""}, "purpose"), ({"purpose": "other", "reason": ""}, "reason")):
        against = write_entry.why_not(
            stage.as_actor(head),
            stage.school,
            register=LOOKS,
            answers={**answers, **given},
            clause=stage.row.clause,
        )
        assert [one.about for one in against] == [lacks]
    _written(stage, LOOKS, **{**answers, "purpose": "other", "reason": "The county asked."})
    assert f"{stage.row.clause} · written down" in stage.page(head, "registers:register", key=LOOKS)


@scene
def a_look_is_read_by_few_and_names_its_policy(stage: Stage) -> None:
    """Each look says whose use, what for, and under which policy; whoever keeps no registers reads none of it."""
    head, register = stage.cast.head, register_forms()[LOOKS]
    assert f"{stage.row.clause} · write it down" in stage.page(head, "registers:register", key=LOOKS)
    answers = {**filled_in(stage, register.form), "purpose": "standards"}
    answers.pop("reason", None)
    without = write_entry.why_not(
        stage.as_actor(head),
        stage.school,
        register=LOOKS,
        answers={**answers, "under": ""},
        clause=stage.row.clause,
    )
    assert [one.about for one in without] == ["under"]
    entry = _written(stage, LOOKS, **{**answers, "under": "Acceptable use of computers"})
    page = stage.page(head, "registers:entry", entry_id=entry.pk)
    assert "Acceptable use of computers" in page
    assert str(entry.written_by) in page
    for other in (stage.cast.jo, stage.cast.volunteer):
        stage.may_not_open(other, "registers:entry", entry_id=entry.pk)


@scene
def families_read_what_filters_and_watches(stage: Stage) -> None:
    """What the school writes down of its filters stands on the public page for families, and when they were told."""
    answers = {
        **filled_in(stage, register_forms()[FILTERS].form),
        "system": "The filter of web pages",
        "does": "Keeps out what is not for children",
        "statement_on": "2026-10-01",
    }
    entry = _written(stage, FILTERS, **answers)
    public = stage.page(stage.cast.volunteer, "moments:for_families")
    assert "The filter of web pages: Keeps out what is not for children" in public
    assert stage.row.clause in public
    assert "1 October" in stage.page(stage.cast.head, "registers:entry", entry_id=entry.pk)
    assert queries.filters(stage.school) == [entry]


def _written(stage: Stage, register: str, **answers: object) -> Entry:
    entry: Entry = stage.does(
        write_entry,
        stage.cast.head,
        stage.school,
        register=register,
        answers=answers,
        clause=stage.row.clause,
    ).subject
    return entry

"""What speaks for the school elsewhere, comments that show a pupil, and the model that the policy follows."""

from datetime import timedelta
from typing import Any

from schoolgate.policies.forms_library import register_forms
from schoolgate.registers.actions import look_at_entry, write_entry
from schoolgate.registers.models import Entry
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import filled_in
from tests.clauses.stage import Stage


def _written(stage: Stage, key: str, **told: object) -> Entry:
    """The register asks for it by its clause; then it is written down for that clause and found on its page."""
    head, clause = stage.cast.head, stage.row.clause
    assert f"{clause} · write it down" in stage.page(head, "registers:register", key=key)
    answers = {**filled_in(stage, register_forms()[key].form), **told}
    done = stage.does(write_entry, head, stage.school, register=key, answers=answers, clause=clause)
    assert f"{clause} · written down" in stage.page(head, "registers:register", key=key)
    entry: Entry = done.subject
    return entry


@scene
def what_speaks_for_the_school_is_classed(stage: Stage) -> None:
    """What is found elsewhere is said to speak for the school or not, and what makes it official; it stays readable."""
    head = stage.cast.head
    entry = _written(
        stage,
        "mentions",
        found="A page of a club",
        speaks="indirect",
        official_by=["channel", "account", "name"],
    )
    one = stage.page(head, "registers:entry", entry_id=entry.pk)
    for words in (
        "yes, indirectly",
        "an official channel",
        "an account of the school",
        "uses the school’s name",
    ):
        assert words in one
    assert "yes, directly" in stage.page(head, "registers:write", key="mentions")


@scene
def a_comment_that_shows_a_pupil_is_written_down(stage: Stage) -> None:
    """A comment that names or shows a pupil is a kind of its own; what was done with it is kept, for few readers."""
    head = stage.cast.head
    entry = _written(stage, "inappropriate_comments", kind="pupil", done="Hidden within the hour.")
    one = stage.page(head, "registers:entry", entry_id=entry.pk)
    assert "it named or showed a pupil" in one
    assert "Hidden within the hour." in one
    stage.may_not_open(stage.cast.jo, "registers:entry", entry_id=entry.pk)


@scene
def the_model_is_compared_each_year(stage: Stage) -> None:
    """The model and its version stand among the companion policies; after a year Today asks to look at it again."""
    head = stage.cast.head
    entry = _written(stage, "companion_policies", title="The county’s model policy", version="Of 2024")
    assert "Of 2024" in stage.page(head, "registers:entry", entry_id=entry.pk)
    assert "The county’s model policy" not in stage.today(head)
    stage.settings.FIXED_NOW = stage.cast.now + timedelta(days=366)
    assert "The county’s model policy" in stage.today(head)
    stage.settings.FIXED_NOW = stage.cast.now
    stage.does(look_at_entry, head, entry)


@scene
def the_safeguarding_lead_alone_writes_how_we_stay_safe(stage: Stage) -> None:
    """The headteacher reads how children are kept safe online and cannot write it; the safeguarding lead writes it, and
    stands above it by name."""
    head, lead, key = stage.cast.head, stage.cast.safeguarding, "online_safety"
    answers = {**filled_in(stage, register_forms()[key].form), "what": "Games in the clubs"}
    given: dict[str, Any] = {"register": key, "answers": answers, "clause": ""}
    stage.refuses(write_entry, head, stage.school, says="kept by the safeguarding lead", **given)
    entry: Entry = stage.does(write_entry, lead, stage.school, **given).subject
    stage.refuses(look_at_entry, head, entry, says="kept by the safeguarding lead")
    for reader in (head, stage.cast.jo):
        page = stage.page(reader, "registers:register", key=key)
        assert f"Kept by {lead}" in page
        assert "Games in the clubs" in page
        assert "Write something down" not in page
    assert "Write something down" in stage.page(lead, "registers:register", key=key)
    stage.settings.FIXED_NOW = stage.cast.now + timedelta(days=366)
    assert "Games in the clubs" in stage.today(lead)
    assert "Games in the clubs" not in stage.today(head)

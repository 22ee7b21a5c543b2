"""Whom the school keeps out of what for now: who, what, why, from when, until when, and looked at each month."""

from datetime import timedelta

from schoolgate.policies.forms_library import register_forms
from schoolgate.registers import queries
from schoolgate.registers.actions import end_entry, write_entry
from schoolgate.registers.models import Entry
from tests.clauses.scenes import scene
from tests.clauses.scenes.asking_for_leave import filled_in
from tests.clauses.stage import Stage

# What each clause takes away.
TAKES = {
    "BE-192": "site",
    "ST-210": "equipment",
    "ST-211": "equipment",
    "AS-046": "internet",
    "ST-141": "commenting",
}


@scene
def somebody_is_kept_out_for_now(stage: Stage) -> None:
    """The headteacher writes down whom, what, why and until when; teachers do not read it; Today asks to look again
    after a month; it ends with its reason."""
    head, clause = stage.cast.head, stage.row.clause
    assert f"{clause} · write it down" in stage.page(head, "registers:register", key="bans")
    register = register_forms()["bans"]
    today = stage.cast.now.date()
    told = {
        "who": "Marlo Quist",
        "what": [TAKES[clause]],
        "why": "Went round our rules twice.",
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=60)).isoformat(),
        "supervised": "Mondays at two with Dee Marsh beside them.",
    }
    answers = {**filled_in(stage, register.form), **told}
    entry: Entry = stage.does(
        write_entry, head, stage.school, register="bans", answers=answers, clause=clause
    ).subject
    page = stage.page(head, "registers:register", key="bans")
    assert f"{clause} · written down" in page
    assert "Marlo Quist" in page
    assert list(queries.entries_of(register, "Marlo Quist")) == [entry]
    one = stage.page(head, "registers:entry", entry_id=entry.pk)
    for words in ("Went round our rules twice.", "Mondays at two with Dee Marsh beside them."):
        assert words in one
    assert entry in queries.due([stage.school.pk], today + timedelta(days=40))
    stage.may_not_open(stage.cast.jo, "registers:register", key="bans")
    assert stage.is_cited()
    stage.does(end_entry, head, entry, because="Sixty days are over.")

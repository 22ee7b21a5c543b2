"""After a restore: whoever was taken out of the record is taken out again."""

from collections.abc import Sequence

from schoolgate.keeping.journal import Entry
from schoolgate.kernel.actions import Happened
from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.personal_data.emptying import empty, words_of
from schoolgate.personal_data.queries import row_of

_KINDS = {"pupils.pupil": "pupil", "pupils.adult": "adult", "people.person": "person"}


def empty_again(actor: Actor, school: School, entries: Sequence[Entry]) -> list[Happened]:
    """Each of whom the journal says so, where the backup still has them."""
    again = []
    for entry in (one for one in entries if one.kind == "emptied"):
        row = row_of(school, _KINDS[entry.facts["what"]], entry.facts["id"])
        if row is not None:
            number = row.pk
            empty(row)
            again.append((entry.facts["what"], number))
    return list(words_of(actor.log_key, again, "taken out before a restore"))

"""The roll as another program sends it: taken in as the folder's files are, with nobody at the screen."""

from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.pupils import folder_queries as queries
from schoolgate.pupils.actions.folder import taken_in
from schoolgate.pupils.locking import lock_whole_roll
from schoolgate.pupils.models import FolderFile

SENT_BY_A_PROGRAM = "sent by a program"


@action(
    may=Permission.ROLL_SEND,
    unless=queries.refusals_to_send,
    records=EventType.ROLL_SENT,
    locks=lock_whole_roll,
)
def send_roll(
    actor: Actor,
    school: School,
    *,
    file_digest: str,
    stored_as: str,
    mapping: dict[str, Any],
    columns_are_known: bool,
) -> Done:
    """Send the roll from another program: what is stricter counts at once, the rest waits for the office."""
    name = f"{SENT_BY_A_PROGRAM} ({file_digest[:8]})"
    line = FolderFile.objects.create(school=school, name=name, written_at=actor.now, seen_at=actor.now)
    return taken_in(
        actor,
        line,
        file_digest=file_digest,
        stored_as=stored_as,
        mapping=mapping,
        columns_are_known=columns_are_known,
    )

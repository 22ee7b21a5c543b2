"""One's own use at the first school: a note to staff, somebody in two roles, a contact that was declined."""

from datetime import datetime, timedelta

from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part
from schoolgate.moments.actions import read_note, tell_of_contact, write_note
from schoolgate.staffing.actions import say_ties

# A note was written so long ago; these have not read it yet.
NOTE_WRITTEN = timedelta(days=20)
NOT_READ_BY = {"teacher", "new_colleague"}


def live_online(stage: Stage, now: datetime) -> None:
    """By the real actions, as the people of the story would do it."""
    then = now - NOTE_WRITTEN
    note = write_note(
        as_part(stage, "safeguarding", then),
        stage.school,
        kind="platform",
        title="Check who may see your stories",
        words="A platform has changed its settings: stories are open to everybody again.\n"
        "Look at yours, and choose who may see them.",
        groups=["everyone"],
        read_within_days=28,
    ).subject
    for part in stage.cast:
        if part not in NOT_READ_BY:
            read_note(as_part(stage, part, then + timedelta(days=2)), note)
    colleague = as_part(stage, "second_teacher", now - timedelta(hours=2))
    say_ties(colleague, colleague.person, kinds=["parent"])
    tell_of_contact(
        colleague,
        colleague.person,
        who="pupil",
        did="declined",
        words="A friend request on a photo app. I know the child only from school.",
    )

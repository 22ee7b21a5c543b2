"""Adding a line of the school's own, and ending it."""

from collections.abc import Sequence

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.moments import own_lines
from schoolgate.moments.models import OwnLine
from schoolgate.people.models import School


@action(may=Permission.FORM_MAKE, unless=own_lines.refusals_to_add_line, records=EventType.OWN_LINE_ADDED)
def add_own_line(
    actor: Actor, school: School, *, words: str, moment: str, audience: Sequence[str] = ()
) -> Done:
    """Have something said at a moment, to everybody or to some; where it is signed, they are asked to sign it."""
    line = OwnLine.objects.create(
        school=school,
        words=words.strip(),
        moment=moment,
        audience=sorted(audience),
        added_by=actor.person,
        added_at=actor.now,
    )
    return Done(line, {"moment": moment, "audience": line.audience})


@action(may=Permission.FORM_MAKE, unless=own_lines.refusals_to_end_line, records=EventType.OWN_LINE_ENDED)
def end_own_line(actor: Actor, line: OwnLine) -> Done:
    """It is said no more. Who signed it has signed it."""
    line.ended_at = actor.now
    line.save(update_fields=["ended_at"])
    return Done(line, {"moment": line.moment})

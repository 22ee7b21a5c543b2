"""Reading the places back after a restore, and lifting the hold."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.keeping.actions.putting_back import HELD
from schoolgate.keeping.holds import refusals_to_lift, refusals_to_record_reading
from schoolgate.keeping.models import Hold
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission


@action(may=Permission.INSTALLATION_KEEP, unless=refusals_to_record_reading, records=EventType.HOLD_READ_BACK)
def record_reading(actor: Actor, hold: Hold, *, found: Sequence[dict[str, Any]]) -> Done:
    """What was seen at each place. From now on the noticeboard is shown again, and a person may lift the hold."""
    hold.found, hold.read_back_at = list(found), actor.now
    hold.save(update_fields=["found", "read_back_at"])
    return Done(hold, {"looked_at": len(found)}, controls=HELD)


@action(may=Permission.POSTS_STOP, unless=refusals_to_lift, records=EventType.HOLD_LIFTED, in_person=True)
def lift_hold(actor: Actor, hold: Hold) -> Done:
    """Posts go out again, by somebody who has seen what was found. A stop that was in force before stays."""
    hold.lifted_at, hold.lifted_by = actor.now, actor.person
    hold.save(update_fields=["lifted_at", "lifted_by"])
    stop = hold.stop
    if stop is not None and stop.resumed_at is None and stop.stopped_at >= hold.since:
        stop.resumed_at, stop.resumed_by = actor.now, actor.person
        stop.save(update_fields=["resumed_at", "resumed_by"])
    Duty.objects.filter(about=f"hold:{hold.pk}", done_at__isnull=True).update(
        done_at=actor.now, done_by=actor.person, outcome=_("Looked at. Posts go out again.")
    )
    seen = [one["found"] for one in hold.found]
    counts = {word: seen.count(word) for word in sorted(set(seen))}
    return Done(hold, {"seen": counts, "unknown_here": len(hold.unknown_here)}, controls=HELD)

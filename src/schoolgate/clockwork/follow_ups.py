"""Runs what follows events. The row is the truth: claimed, run, done; what a killed worker left, the clock nudges."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from schoolgate.kernel.follow_ups import HANDLERS
from schoolgate.kernel.models import FollowUp

log = logging.getLogger(__name__)

# How long after a try that failed (or was killed) the next one comes; the last one repeats.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 120, 600, 3600))


def run(follow_up_id: int, now: datetime) -> bool:
    """Run one follow-up if it is due and not done. True when it is done afterwards by this call."""
    follow_up = _claim(follow_up_id, now)
    if follow_up is None:
        return False
    try:
        HANDLERS[follow_up.handler](follow_up.event, now)
    except Exception as problem:
        # Only the kind of problem is kept: its words may tell of a person.
        log.exception("follow-up %s of event %s failed", follow_up.handler, follow_up.event_id)
        FollowUp.objects.filter(pk=follow_up.pk).update(last_problem=type(problem).__name__)
        return False
    FollowUp.objects.filter(pk=follow_up.pk).update(done_at=now, last_problem="")
    return True


def _claim(follow_up_id: int, now: datetime) -> FollowUp | None:
    """Take it for this worker: the next try is put off before this one begins. One that another worker is just
    taking is passed over."""
    with transaction.atomic():
        follow_up = (
            FollowUp.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=follow_up_id, done_at__isnull=True, not_before__lte=now)
            .first()
        )
        if follow_up is None:
            return None
        follow_up.not_before = now + WAITS[min(follow_up.attempts, len(WAITS) - 1)]
        follow_up.attempts += 1
        follow_up.save(update_fields=["attempts", "not_before"])
    return FollowUp.objects.select_related("event").get(pk=follow_up.pk)


def due(now: datetime, *, most: int = 500) -> list[int]:
    """Follow-ups that should have been run by now, oldest first."""
    return list(
        FollowUp.objects.filter(done_at__isnull=True, not_before__lte=now)
        .order_by("not_before", "pk")
        .values_list("pk", flat=True)[:most]
    )


def run_all(now: datetime) -> int:
    """Run everything that is due, and what that brings about; how many were done. For tests and the demonstration."""
    done = 0
    while ids := due(now):
        ran = sum(run(follow_up_id, now) for follow_up_id in ids)
        done += ran
        if not ran:
            break
    return done

"""What the clock calls: the journal beside the worker, noticing a restore, the nightly backup, and that it is alive."""

import subprocess
import sys
from datetime import datetime, timedelta

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from schoolgate.keeping.backing_up import can_be_made
from schoolgate.keeping.installation import clock_was_seen
from schoolgate.keeping.putting_back import notice_a_restore
from schoolgate.keeping.rotation import newest_at
from schoolgate.keeping.tasks import say_that_you_are_there
from schoolgate.people.queries import LONDON

_BACKUPS: list[subprocess.Popen[bytes]] = []
JOURNAL_HANDLER = "keeping.followers.remember"
# A night without a machine is made good in the day.
AT_LATEST = timedelta(hours=36)


def is_backup_due(now: datetime) -> bool:
    """Once a night from the hour on; also by day when the last one is too old. Never in a demonstration, and not
    before somebody named a key for it (*Health* says so)."""
    if settings.IS_DEMO or not can_be_made():
        return False
    newest = newest_at(settings.BACKUP_DIR)
    if newest is None or now - newest > AT_LATEST:
        return True
    local = now.astimezone(LONDON)
    return local.hour >= settings.BACKUP_FROM_HOUR and newest.astimezone(LONDON).date() < local.date()


def nightly_backup(now: datetime) -> bool:
    """Start it in a process of its own, so that nothing else waits for it; whether one was started."""
    _BACKUPS[:] = [one for one in _BACKUPS if one.poll() is None]
    if _BACKUPS or not is_backup_due(now):
        return False
    command = [sys.executable, "-m", "schoolgate", "backup", "--nightly", "-v", "0"]
    _BACKUPS.append(subprocess.Popen(command))
    return True


def notice(now: datetime) -> bool:
    """The clock says that it is there, and asks the worker. Somebody may have put the database back without us."""
    if clock_was_seen(now):
        say_that_you_are_there.enqueue()
    return notice_a_restore(now)


def forget_old_tasks(now: datetime) -> int:
    """A task is only a nudge: what has run is forgotten after two days."""
    return DBTaskResult.objects.filter(finished_at__lt=now - timedelta(days=2)).delete()[0]

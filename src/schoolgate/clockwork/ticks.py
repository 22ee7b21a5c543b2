"""What happens because time passes: each tick is a function of `now`, safe to run twice, in its own rhythm."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from schoolgate.audit.checkpoints import checkpoint
from schoolgate.audit.sequencing import sequence
from schoolgate.clockwork import follow_ups
from schoolgate.clockwork.tasks import nudge
from schoolgate.concerns import ticks as concerns
from schoolgate.config.sqlite import beside
from schoolgate.credentials import ticks as credentials
from schoolgate.duties import asking, reminding
from schoolgate.families import ticks as families
from schoolgate.keeping import ticks as keeping
from schoolgate.kernel.beside import long_work_goes_beside
from schoolgate.kernel.models import FollowUp, UsedForm
from schoolgate.moments import asking_to_read, yearly
from schoolgate.moments import followers as signing
from schoolgate.notifications import letters
from schoolgate.personal_data import ticks as personal_data
from schoolgate.posts import filming, reading_along
from schoolgate.posts.publishing import asking_authors, losing
from schoolgate.posts.publishing import ticks as publishing
from schoolgate.pupils import folder_reading
from schoolgate.pupils.actions import renewing
from schoolgate.training import asking as training

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """A function and how often it runs."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def nudge_what_is_left(now: datetime) -> int:
    """Nudge follow-ups whose first nudge was lost: a worker was killed, or the try before failed."""
    left = follow_ups.due(now - timedelta(seconds=5))
    if left:
        nudge(left)
    return len(left)


def write_the_journal(now: datetime) -> int:
    """What must never be forgotten is written beside the worker, which may be busy with a slow place."""
    waiting = FollowUp.objects.filter(
        done_at__isnull=True, not_before__lte=now, handler=keeping.JOURNAL_HANDLER
    )
    return sum(follow_ups.run(one, now) for one in waiting.order_by("pk").values_list("pk", flat=True)[:200])


def work_on_films(now: datetime) -> None:
    """Videos whose work was broken off; the clock does not wait for it."""
    with long_work_goes_beside():
        filming.take_up_again(now)


def forget_used_forms(now: datetime) -> int:
    """A form's key is kept for 30 days."""
    return UsedForm.objects.filter(at__lt=now - timedelta(days=30)).delete()[0]


TICKS: tuple[Tick, ...] = (
    Tick("notice_a_restore", timedelta(seconds=30), keeping.notice),
    Tick("sequence", timedelta(seconds=1), sequence),
    Tick("write_the_journal", timedelta(seconds=1), write_the_journal),
    Tick("publish_due", timedelta(seconds=5), publishing.publish_due),
    Tick("resume_claimed", timedelta(seconds=15), publishing.resume_claimed),
    Tick("expire_due", timedelta(seconds=15), publishing.expire_due),
    Tick("look_again", timedelta(seconds=15), publishing.look_again),
    Tick("hold_without_right", timedelta(seconds=30), losing.hold_without_right),
    Tick("nudge", timedelta(seconds=15), nudge_what_is_left),
    Tick("send_letters", timedelta(seconds=15), letters.send_due),
    Tick("empty_beside_the_database", timedelta(minutes=1), beside.write_into_the_file),
    Tick("read_roll_folders", timedelta(minutes=1), folder_reading.read_folders),
    Tick("send_weekly", timedelta(minutes=15), reading_along.send_weekly),
    Tick("nightly_backup", timedelta(hours=1), keeping.nightly_backup),
    Tick("pass_on_unread_worries", timedelta(minutes=1), concerns.pass_on_unread),
    Tick("look_at_logins", timedelta(hours=1), credentials.look_at_logins),
    Tick("ask_to_sign", timedelta(hours=24), signing.ask_everybody),
    Tick("ask_to_come", timedelta(hours=24), training.ask_everybody),
    Tick("ask_to_read", timedelta(hours=24), asking_to_read.ask_everybody),
    Tick("yearly_check", timedelta(hours=24), yearly.ask_everybody),
    Tick("ask_authors", timedelta(hours=24), asking_authors.ask_everybody),
    Tick("end_answers_of_last_year", timedelta(hours=1), renewing.end_answers_everywhere),
    Tick("write_to_families", timedelta(hours=1), families.write_to_everybody),
    Tick("ask_for_duties", timedelta(hours=1), asking.ask_everybody),
    Tick("remind_of_duties", timedelta(hours=1), reminding.remind_everybody),
    Tick("checkpoint", timedelta(hours=24), checkpoint),
    Tick("forget_used_forms", timedelta(hours=24), forget_used_forms),
    Tick("forget_old_tasks", timedelta(hours=24), keeping.forget_old_tasks),
    Tick("destroy_what_is_due", timedelta(hours=1), personal_data.destroy_what_is_due),
    Tick("forget_old_follow_ups", timedelta(hours=24), personal_data.forget_old_follow_ups),
    Tick("forget_letters", timedelta(hours=24), letters.forget_old),
    Tick("work_on_films", timedelta(minutes=1), work_on_films),
    Tick("forget_unconfirmed", timedelta(hours=24), reading_along.forget_unconfirmed),
)


def run_due_ticks(now: datetime, last: dict[str, datetime]) -> None:
    """Run each tick whose time has come; a tick that fails is logged and does not stop the others."""
    for tick in TICKS:
        if now - last.get(tick.name, datetime.min.replace(tzinfo=now.tzinfo)) < tick.every:
            continue
        last[tick.name] = now
        try:
            tick.run(now)
        except Exception:
            log.exception("tick %s failed", tick.name)

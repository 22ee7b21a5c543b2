"""What a new post comes filled in with: where and at what hour this author's last one went,
and with what its pictures were taken. Nothing that is judged.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.calendars import school_calendar
from schoolgate.posts.models import Post, PostTarget
from schoolgate.posts.speaking import own_voices
from schoolgate.rules.school_time.clock import in_london, local_time

# A time that is nearer than this is no longer offered: somebody has to read the post first.
TIME_TO_READ = timedelta(minutes=30)
_DAYS_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class LastTime:
    """Where, when, how signed, and with which cameras."""

    places: tuple[int, ...] = ()
    goes_out_at: datetime | None = None
    speaker: str = ""
    taken_with: tuple[str, ...] = ()


def last_time(actor: Actor) -> LastTime:
    """From this author's last post that was sent for approval."""
    last = (
        Post.objects.filter(author_id=actor.person_id, from_notice__isnull=True, submitted_at__isnull=False)
        .order_by("-submitted_at")
        .first()
    )
    own = own_voices(actor)
    usual = own[0] if own else ""
    if last is None:
        return LastTime(speaker=usual)
    live = PostTarget.objects.filter(post=last, account__standing=OfficialAccount.Standing.LIVE)
    return LastTime(
        tuple(live.values_list("account_id", flat=True)),
        _same_hour(actor, last.goes_out_at) if last.goes_out_at else None,
        last.speaker if last.speaker in own else usual,
        tuple(last.taken_with),
    )


def _same_hour(actor: Actor, before: datetime) -> datetime | None:
    """That hour on the next school day which leaves time to read the post."""
    at, on = in_london(before).time(), in_london(actor.now).date()
    calendar = school_calendar(actor.school, actor.now)
    for _day in range(_DAYS_LOOKED_AT):
        moment = local_time(on, at)
        if isinstance(moment, datetime) and moment > actor.now + TIME_TO_READ and calendar.is_school_day(on):
            return moment
        on += timedelta(days=1)
    return None

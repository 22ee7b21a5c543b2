"""What the clock calls: what a school owes now, made once for each time round, let go where nobody asks any more."""

from datetime import datetime

from django_scopes import scope

from schoolgate.duties.actions import ask_for_duties
from schoolgate.duties.models import Duty
from schoolgate.duties.rounds import round_of, wanted_in
from schoolgate.kernel.actor import clock
from schoolgate.people.models import School


def ask_everybody(now: datetime) -> int:
    """At every school; how many duties are new. Safe to run twice."""
    return sum(ask_at(school, now) for school in School.objects.select_related("trust"))


def ask_at(school: School, now: datetime, *, closed_by: str = "") -> int:
    """The same at one school; `closed_by` names work that was just done ("policy"). The number of queries depends
    neither on its people nor on its classes."""
    with scope(school=school):
        wanted = list(wanted_in(round_of(school, now)))
        described = Duty.objects.filter(school=school).exclude(task="")
        open_now = described.filter(done_at__isnull=True)
        done = list(open_now.filter(closes_by=closed_by).values_list("pk", flat=True)) if closed_by else []
        standing = {
            _without_period(key, about): pk
            for pk, key, about in open_now.exclude(pk__in=done).values_list("pk", "key", "about")
        }
        asked = {_without_period(one.control, one.about) for one in wanted}
        made = set(described.filter(about__in=[one.about for one in wanted]).values_list("key", "about"))
        new = [
            one
            for one in wanted
            if (one.control, one.about) not in made
            and _without_period(one.control, one.about) not in standing
        ]
        gone = [pk for what, pk in standing.items() if what not in asked]
        if new or gone or done:
            ask_for_duties(clock(school, now), school, wanted=new, gone=gone, done=done)
    return len(new)


def _without_period(control: str, about: str) -> tuple[str, str, str]:
    """What stays the same from one time round to the next: while one is open, the next is not made."""
    task, _period, subject = about.split("@", 2)
    return control, task, subject

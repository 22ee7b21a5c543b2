"""After a restore, ours or somebody's copy of a disk: everything is held, and the journal is replayed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.audit import held
from schoolgate.audit.models import Event
from schoolgate.keeping.actions.putting_back import put_back_school, put_back_trust
from schoolgate.keeping.installation import first_unknown, is_ahead, journal, key_of, ours
from schoolgate.keeping.models import Hold
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.permissions import CLOCK_GRANTS
from schoolgate.media.video.made import make_all_again
from schoolgate.people.models import School, Trust


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was done, for whoever ran it."""

    schools: int
    lines: int
    journal_words: str


def put_back_all(now: datetime, *, after: int, made_at: datetime) -> PutBack:
    """Hold every school and replay the journal's lines after this one. Safe to run twice."""
    key = key_of(now)
    words, has_journal = _journal_words(key, after)
    entries = ours(key, after)
    for trust in Trust.objects.order_by("pk"):
        of_trust = [one for one in entries if one.facts.get("trust") == trust.pk and one.school_id is None]
        put_back_trust(_for_trust(trust, now), trust, made_at=made_at, entries=of_trust)
    schools = list(School.objects.select_related("trust").order_by("pk"))
    for school in schools:
        with scope(school=school):
            put_back_school(
                clock(school, now),
                school,
                made_at=made_at,
                entries=[one for one in entries if one.school_id == school.pk],
                journal_words=words,
                has_journal=has_journal,
            )
            make_all_again()
    held.set_aside(now)
    return PutBack(len(schools), len(entries), words)


def say_it_was_restored(now: datetime, *, after: int) -> None:
    """The journal's own line: what stands between is of a time that the database does not know."""
    journal().append("restored", now, of=key_of(now), **{"from": after})


def notice_a_restore(now: datetime) -> bool:
    """Where the journal is ahead of the database, somebody put it back without us: then it is held at once."""
    key = key_of(now)
    if not is_ahead(key):
        return False
    unknown = first_unknown(key)
    if unknown is None:
        return False
    newest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    put_back_all(now, after=unknown.number - 1, made_at=newest or now)
    say_it_was_restored(now, after=unknown.number - 1)
    return True


def is_anything_held() -> bool:
    """Whether a school is held."""
    return Hold._base_manager.filter(lifted_at__isnull=True).exists()


def _journal_words(key: str, after: int) -> tuple[str, bool]:
    last = journal().last()
    if last is None and after == 0:
        return "", True
    if last is None or last.number < after:
        lost = _(
            "The never-forget journal is not here, or is older than the backup. What was refused since is not known."
        )
        return lost, False
    return journal().damage(), True


def _for_trust(trust: Trust, now: datetime) -> Actor:
    return Actor(
        person=None, school=None, trust_id=trust.pk, now=now, permissions=CLOCK_GRANTS, name="Schoolgate"
    )

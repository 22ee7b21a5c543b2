"""Putting a school and a trust back after a restore: held, every kept no said again, every ended thing ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.keeping.actions import deliveries_again, ends_again, nos_again
from schoolgate.keeping.actions.pictures_again import delete_pictures_again
from schoolgate.keeping.again import AGAIN
from schoolgate.keeping.holds import refusals_to_put_back
from schoolgate.keeping.journal import Entry
from schoolgate.keeping.models import Hold
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.models import FollowUp
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.notifications.letters import RESTORED
from schoolgate.notifications.models import Letter
from schoolgate.people.models import School, Trust
from schoolgate.posts.models import Stop
from schoolgate.rules.refusals import Control

HELD = (Control.NOTHING_WHILE_SUSPENDED.value,)
# What waited to be told when the backup was made was told since, or is too old to be told.
_TELL = ("posts.telling.", "people.followers.", "posts.followers.tell_family_by_letter")


@action(may=Permission.INSTALLATION_KEEP, unless=refusals_to_put_back, records=EventType.BACKUP_RESTORED)
def put_back_school(
    actor: Actor,
    school: School,
    *,
    made_at: datetime,
    entries: Sequence[Entry],
    journal_words: str,
    has_journal: bool,
) -> Done:
    """Hold the school, and put back what the journal kept since the backup was made."""
    pupils = nos_again.say_nos_again(actor, school, entries)
    went_out = deliveries_again.know_again(actor, school, entries, has_journal=has_journal)
    erased = ends_again.erase_again(actor.log_key, entries)
    deleted = delete_pictures_again(school, entries, actor.now)
    emptied = [one for again in AGAIN for one in again(actor, school, entries)]
    known = {one.subject.pk for one in erased}
    erased += [one for one in emptied if one.subject.pk not in known]
    replayed = {
        "nos": len(pupils),
        "adults": nos_again.limit_adults_again(school, entries),
        "ended": ends_again.end_appointments_again(school, entries),
        "accounts": ends_again.suspend_accounts_again(actor, school, entries),
        "family_links": ends_again.end_family_links_again(actor, school, entries),
        "devices": ends_again.untie_devices_again(actor, school, entries),
        "readers": ends_again.end_readers_again(actor, school, entries),
        "keys": ends_again.revoke_keys_again(school.trust_id, entries, actor.now),
        "providers": ends_again.end_providers_again(school.trust_id, entries, actor.now),
        "calendar": ends_again.renew_calendar_again(school, entries),
        "erased": len(erased),
        "pictures": len(deleted),
        "deliveries": went_out.known,
        "held_posts": went_out.held_posts,
    }
    for entry in (one for one in entries if one.kind == "stopped"):
        _stop(actor, school.trust_id, school, at=entry.at, because="stopped before the restore")
    hold, _made = Hold.objects.update_or_create(
        school=school,
        lifted_at=None,
        defaults={
            "stop": _stop(actor, school.trust_id, school, at=actor.now, because="put back from a backup"),
            "made_at": made_at,
            "since": actor.now,
            "journal_words": journal_words[:300],
            "replayed": replayed,
            "unknown_here": went_out.unknown_here,
            "found": [],
            "read_back_at": None,
        },
    )
    _ask_to_look(actor, hold)
    detail = {"made_at": made_at, "lines": len(entries), "hold": hold.pk, "replayed": replayed}
    again = (Happened(EventType.JOURNAL_REPLAYED, pupil) for pupil in pupils)
    return Done(school, detail, controls=HELD, also=(*again, *erased, *deleted))


@action(may=Permission.INSTALLATION_KEEP, unless=refusals_to_put_back, records=EventType.BACKUP_RESTORED)
def put_back_trust(actor: Actor, trust: Trust, *, made_at: datetime, entries: Sequence[Entry]) -> Done:
    """Nobody is signed in any more, no old letter goes out, and no way in that was closed is open again."""
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    Letter.objects.filter(sent_at__isnull=True, given_up_at__isnull=True).update(
        given_up_at=actor.now, last_problem=RESTORED
    )
    for told in _TELL:
        FollowUp.objects.filter(done_at__isnull=True, handler__startswith=told).update(
            done_at=actor.now, last_problem="not told again after a restore"
        )
    for entry in (one for one in entries if one.kind == "stopped"):
        _stop(actor, trust.pk, None, at=entry.at, because="stopped before the restore")
    closed = ends_again.close_ways_in_again(trust.pk, entries)
    erased = ends_again.erase_again(actor.log_key, entries)
    detail = {
        "made_at": made_at,
        "lines": len(entries),
        "ways_in": closed,
        "keys": ends_again.revoke_keys_again(trust.pk, entries, actor.now),
        "providers": ends_again.end_providers_again(trust.pk, entries, actor.now),
    }
    return Done(trust, detail, also=tuple(erased))


def _ask_to_look(actor: Actor, hold: Hold) -> None:
    """On Today, until the hold is lifted."""
    school = hold.school
    Duty.objects.get_or_create(
        school=school,
        key="duty.looked_after_restore",
        about=f"hold:{hold.pk}",
        done_at=None,
        defaults={
            "what": _("Look at what was found after the restore"),
            "more": _("Nothing goes out until then."),
            "link": reverse("keeping:hold", args=[school.slug]),
            "closes_itself": True,
            "owed_by_role": Role.HEADTEACHER,
            "due_at": actor.now + timedelta(days=1),
        },
    )


def _stop(actor: Actor, trust_id: int, school: School | None, *, at: datetime, because: str) -> Stop:
    """The stop in force, or a new one. One that stood before the restore outlasts the hold."""
    found = Stop.objects.filter(trust_id=trust_id, school=school, resumed_at__isnull=True).first()
    return found or Stop.objects.create(
        trust_id=trust_id, school=school, stopped_at=at, stopped_by=None, reason=because
    )

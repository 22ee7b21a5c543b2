"""What ended before a restore and ends again after it: appointments, accounts, letters to readers, ways to sign in."""

from collections.abc import Iterable
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from schoolgate.api.models import Token
from schoolgate.audit.erasing import erasure_of
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.families.models import FamilyLink
from schoolgate.keeping.journal import Entry
from schoolgate.kernel.actions import Happened
from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Appointment, Person, School, random_address
from schoolgate.people.oidc.models import SignInProvider
from schoolgate.posts.models import Reader
from schoolgate.registers.models import TiedDevice

_FIRMER = {OfficialAccount.Standing.SUSPENDED: 1, OfficialAccount.Standing.CLOSED: 2}


def end_appointments_again(school: School, entries: Iterable[Entry]) -> int:
    """The earlier last day counts."""
    ended = 0
    for entry in (one for one in entries if one.kind == "ended"):
        last_on = date.fromisoformat(entry.facts["last_on"])
        ended += (
            Appointment.objects.filter(pk=entry.facts["appointment"], trust_id=school.trust_id)
            .filter(Q(last_on__isnull=True) | Q(last_on__gt=last_on))
            .update(last_on=last_on)
        )
    return ended


def suspend_accounts_again(actor: Actor, school: School, entries: Iterable[Entry]) -> int:
    """An account that was suspended or closed is so again; a closed one has no key."""
    changed = 0
    for entry in (one for one in entries if one.kind == "account"):
        account = OfficialAccount.objects.filter(pk=entry.facts["account"], school=school).first()
        standing = OfficialAccount.Standing(entry.facts["standing"])
        if account is None or _FIRMER.get(OfficialAccount.Standing(account.standing), 0) >= _FIRMER[standing]:
            continue
        account.standing, account.suspended_at = standing, actor.now
        if standing == OfficialAccount.Standing.CLOSED:
            account.sealed_key = account.sign_in_name = ""
        account.save(update_fields=["standing", "suspended_at", "sealed_key", "sign_in_name"])
        changed += 1
    return changed


def end_readers_again(actor: Actor, school: School, entries: Iterable[Entry]) -> int:
    """Whoever wanted no more e-mail gets none."""
    ids = [entry.facts["reader"] for entry in entries if entry.kind == "reader"]
    return Reader.objects.filter(pk__in=ids, school=school, ended_at__isnull=True).update(ended_at=actor.now)


def end_family_links_again(actor: Actor, school: School, entries: Iterable[Entry]) -> int:
    """A family's link that was given up, or that a new one took over from, opens nothing again."""
    ids = {link for entry in entries if entry.kind == "family_links" for link in entry.facts["links"]}
    open_now = FamilyLink.objects.filter(pk__in=ids, school=school, ended_at__isnull=True)
    return open_now.update(ended_at=actor.now)


def untie_devices_again(actor: Actor, school: School, entries: Iterable[Entry]) -> int:
    """A school device that was lost, or left the register, is known no longer."""
    ids = {tie for entry in entries if entry.kind == "devices" for tie in entry.facts["devices"]}
    known = TiedDevice.objects.filter(pk__in=ids, school=school, ended_at__isnull=True)
    return known.update(ended_at=actor.now)


def close_ways_in_again(trust_id: int, entries: Iterable[Entry]) -> int:
    """A password or second factor that was changed or taken away does not open the door again.

    Which password came after it is not in the journal: whoever changed theirs chooses another by e-mail.
    """
    closed = 0
    for entry in (one for one in entries if one.kind == "sign_in"):
        person = (
            Person.objects.select_related("user").filter(pk=entry.facts["person"], trust_id=trust_id).first()
        )
        if person is None or person.user is None:
            continue
        closed += 1
        if entry.facts["what"] == EventType.PASSWORD_CHANGED:
            person.user.set_unusable_password()
            person.user.save(update_fields=["password"])
        elif entry.facts["what"] == EventType.OUTSIDE_ACCOUNT_FORGOTTEN:
            SocialAccount.objects.filter(user=person.user).delete()
        else:
            Authenticator.objects.filter(user=person.user, created_at__lt=entry.at).delete()
    return closed


def revoke_keys_again(trust_id: int, entries: Iterable[Entry], now: datetime) -> int:
    """A key of a program that was revoked opens nothing again."""
    ids = [entry.facts["token"] for entry in entries if entry.kind == "token"]
    return Token.objects.filter(pk__in=ids, trust_id=trust_id, revoked_at__isnull=True).update(revoked_at=now)


def end_providers_again(trust_id: int, entries: Iterable[Entry], now: datetime) -> int:
    """Nobody signs in from where that was ended; its secret is forgotten again."""
    ids = [entry.facts["provider"] for entry in entries if entry.kind == "provider"]
    open_now = SignInProvider.objects.filter(pk__in=ids, trust_id=trust_id, ended_at__isnull=True)
    return open_now.update(ended_at=now, sealed_secret="")


def renew_calendar_again(school: School, entries: Iterable[Entry]) -> int:
    """The address that was given up leads nowhere; the one that came after it is not in the journal, so a new one."""
    if not any(entry.kind == "calendar" for entry in entries):
        return 0
    return School.objects.filter(pk=school.pk).update(calendar_feed=random_address())


def erase_again(log_key: str, entries: Iterable[Entry]) -> list[Happened]:
    """Words of the trail that were erased are erased again; recording this is what deletes them."""
    found = []
    for entry in (one for one in entries if one.kind == "erased" and one.facts["log"] == log_key):
        event = Event.objects.filter(
            pk=entry.facts["erased"], log_id=log_key, commitment=entry.facts["commitment"]
        ).first()
        if event is not None and EventDetail.objects.filter(pk=event.pk).exists():
            found.append(
                Happened(EventType.DETAIL_ERASED, event, erasure_of(event, "erased before a restore"))
            )
    return found

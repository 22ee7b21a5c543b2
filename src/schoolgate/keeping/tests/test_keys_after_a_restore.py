"""What opened a door before the backup and was taken away since does not open it again by a restore."""

from datetime import timedelta

from allauth.socialaccount.models import SocialAccount
from django.test import Client

from schoolgate.api.actions import make_token, revoke_token
from schoolgate.api.models import Token
from schoolgate.audit.models import Event, EventDetail
from schoolgate.keeping.holds import hold_of
from schoolgate.keeping.installation import journal
from schoolgate.keeping.telling import replayed_words
from schoolgate.kernel.erasing import erase_detail
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.actions.calendars import close_days, renew_calendar_feed
from schoolgate.people.models import ClosedDay, School
from schoolgate.people.oidc.actions import end_provider, forget_outside_accounts, set_provider
from schoolgate.people.oidc.models import SignInProvider
from tests import make


def key_of_jo(cast):
    made = make_token(
        cast.as_actor(cast.jo),
        cast.jo,
        name="Website",
        permissions=[Permission.POST_READ.value],
        may_write=False,
        ends_on=cast.now.date() + timedelta(days=20),
    )
    return made.subject


def asked_with(key):
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {key.secret}"}).status_code


def test_a_key_of_a_program_that_was_revoked_since_stays_revoked(cast, machine):
    key, other = key_of_jo(cast), key_of_jo(cast)
    backup = machine.backup()
    machine.passes(hours=1)
    assert asked_with(key) == 200
    revoke_token(cast.as_actor(cast.jo, now=machine.now), Token.objects.get(pk=key.pk))
    machine.passes(minutes=1)
    machine.restore(backup)
    assert asked_with(key) == 401
    assert asked_with(other) == 200
    assert Token.objects.get(pk=key.pk).revoked_at is not None
    assert key.secret not in "".join(
        path.read_text() for path in machine.settings.JOURNAL_DIR.glob("*.jsonl")
    )


def test_without_the_journal_it_would_have_come_alive_again(cast, machine):
    """What the test before stands on: the backup itself knows nothing of it."""
    key = key_of_jo(cast)
    backup = machine.backup()
    revoke_token(cast.as_actor(cast.jo, now=machine.now), Token.objects.get(pk=key.pk))
    machine.passes(minutes=1)
    for path in machine.settings.JOURNAL_DIR.glob("*.jsonl"):
        path.unlink()
    machine.restore(backup)
    assert asked_with(key) == 200


def feed(address):
    return Client().get(f"/calendar/{address}.ics").status_code


def test_an_address_of_the_calendar_that_was_given_up_leads_nowhere(cast, machine):
    given_up = School.objects.get(pk=cast.oakfield.pk).calendar_feed
    elsewhere = School.objects.get(pk=cast.elmsgate.pk).calendar_feed
    backup = machine.backup()
    machine.passes(hours=1)
    assert feed(given_up) == 200
    renew_calendar_feed(cast.as_actor(cast.head, now=machine.now), cast.oakfield)
    newer = School.objects.get(pk=cast.oakfield.pk).calendar_feed
    machine.passes(minutes=1)
    machine.restore(backup)
    now = School.objects.get(pk=cast.oakfield.pk).calendar_feed
    assert now not in (given_up, newer)
    assert (feed(given_up), feed(now), feed(elsewhere)) == (404, 200, 200)
    assert [
        words for words in replayed_words(hold_of(cast.oakfield)) if "calendar has a new address" in words
    ]
    told = "".join(path.read_text() for path in machine.settings.JOURNAL_DIR.glob("*.jsonl"))
    assert given_up not in told
    assert newer not in told


def test_another_change_of_the_calendar_does_not_take_its_address_away(cast, machine):
    before = School.objects.get(pk=cast.oakfield.pk).calendar_feed
    backup = machine.backup()
    on = machine.now.date()
    close_days(
        cast.as_actor(cast.head, now=machine.now),
        cast.oakfield,
        first_on=on,
        last_on=on,
        why=ClosedDay.Why.INSET,
        words="",
    )
    machine.passes(minutes=1)
    assert "calendar" not in {one.kind for one in journal().entries()}
    machine.restore(backup)
    assert School.objects.get(pk=cast.oakfield.pk).calendar_feed == before


def test_words_that_were_erased_before_the_journal_was_written_stop_nothing(cast, machine):
    renew_calendar_feed(cast.as_actor(cast.head, now=machine.now), cast.oakfield)
    event = Event.objects.get(type="calendar.changed")
    erase_detail(cast.as_actor(cast.head, now=machine.now), event, reason="asked for")
    assert not EventDetail.objects.filter(pk=event.pk).exists()
    machine.passes(minutes=1)
    assert "calendar" in {one.kind for one in journal().entries()}


def test_a_way_to_sign_in_from_outside_that_was_ended_since_stays_ended(cast, machine):
    officer = make.make_person(cast.oakfield, Role.TRUST_OFFICER)
    given = {"domains": ["oakfield.example"], "issuer": "https://accounts.example", "client_id": "schoolgate"}
    set_provider(cast.as_actor(officer), cast.trust, which="other", secret="only-for-tests", **given)
    provider = SignInProvider.objects.get()
    backup = machine.backup()
    machine.passes(hours=1)
    end_provider(cast.as_actor(officer, now=machine.now), cast.trust, provider=provider.pk)
    machine.passes(minutes=1)
    machine.restore(backup)
    provider.refresh_from_db()
    assert provider.ended_at is not None
    assert provider.sealed_secret == ""


def test_an_account_elsewhere_that_was_forgotten_does_not_lead_in_again(cast, machine):
    officer = make.make_person(cast.oakfield, Role.TRUST_OFFICER, forename="Una", surname="Trent")
    set_provider(
        cast.as_actor(officer),
        cast.trust,
        which="google",
        issuer="https://accounts.google.com",
        client_id="1",
        secret="a secret",
        domains=["oakfield.example"],
    )
    google = SignInProvider.objects.get()
    for person in (cast.jo, cast.lee):
        SocialAccount.objects.create(user=person.user, provider=google.key, uid=f"account-{person.pk}")
    backup = machine.backup()
    machine.passes(hours=1)
    forget_outside_accounts(cast.as_actor(cast.head, now=machine.now), cast.jo)
    machine.passes(minutes=1)
    machine.restore(backup)
    assert [one.user_id for one in SocialAccount.objects.all()] == [cast.lee.user_id]

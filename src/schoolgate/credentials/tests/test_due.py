"""By when a login must be changed: leaving, a lost right, an emergency, a term, a year; as the policy says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from schoolgate.credentials.actions.keeping import change_login, end_login_naming, say_login_is_due
from schoolgate.credentials.actions.opening import (
    look_at_opening,
    open_login,
    open_login_in_an_emergency,
)
from schoolgate.credentials.models import LoginOpening, LoginPerson
from schoolgate.credentials.tests.invented import NEW_PASSWORD, SECRETS
from schoolgate.credentials.ticks import look_at_logins
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.notifications.models import Letter
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.people.models import Term
from schoolgate.policies.actions import override_setting
from tests.clauses.stage import adopt
from tests.following import follow_up
from tests.make import NOW

REASON = "Jo is ill and a wrong post is up"


def opened_by(cast, person, login):
    open_login(cast.as_actor(person), login, what="password", shown_at=NOW)
    login.refresh_from_db()


def emergency(cast, login, who=None, reason=REASON):
    return open_login_in_an_emergency(
        cast.as_actor(who or cast.deputy), login, what="password", reason=reason, shown_at=NOW
    )


def counts(cast, *reasons):
    adopt(cast, "BE")
    override_setting(
        cast.as_actor(cast.head),
        cast.oakfield,
        setting="login_change",
        value=list(reasons),
        reason="A test of this.",
    )


def leaves(cast, person, last_on):
    for held in person.appointments.all():
        end_appointment(cast.as_actor(cast.head), held, last_on=last_on)
    follow_up(NOW)


def today_of(cast, person):
    return cast.browse_as(person).get("/today").content.decode()


def test_a_year_after_the_last_change_it_is_due(cast, login):
    assert (login.due_at, login.due_because) == (login.changed_at + timedelta(days=365), "year")


def test_every_term_where_the_policy_says_so(cast, login):
    Term.objects.create(
        school=cast.oakfield, name="Spring", first_on=date(2027, 1, 5), last_on=date(2027, 3, 26)
    )
    counts(cast, "leaving", "suspicion", "term")
    follow_up(NOW)
    login.refresh_from_db()
    assert (login.due_at, login.due_because) == (datetime(2027, 1, 5, 23, 59, tzinfo=UTC), "term")


def test_whoever_saw_it_and_leaves_makes_it_due_by_the_end_of_their_last_day(cast, login):
    opened_by(cast, cast.jo, login)
    leaves(cast, cast.jo, date(2026, 11, 27))
    login.refresh_from_db()
    assert (login.due_at, login.due_because) == (datetime(2026, 11, 27, 23, 59, tzinfo=UTC), "leaving")


def test_whoever_never_saw_it_leaves_without_a_trace(cast, login):
    leaves(cast, cast.jo, date(2026, 11, 27))
    login.refresh_from_db()
    assert login.due_because == "year"


def test_whoever_put_it_in_knows_it_too(cast, login):
    leaves(cast, cast.deputy, date(2026, 11, 27))
    login.refresh_from_db()
    assert login.due_because == "leaving"


def test_a_change_after_the_leaver_saw_it_settles_it(cast, login):
    opened_by(cast, cast.jo, login)
    leaves(cast, cast.jo, date(2026, 11, 27))
    change_login(cast.as_actor(cast.deputy, now=NOW + timedelta(hours=1)), login, password=NEW_PASSWORD)
    login.refresh_from_db()
    assert login.due_because == "year"


def test_a_lost_right_makes_it_due(cast, login):
    opened_by(cast, cast.jo, login)
    end_login_naming(cast.as_actor(cast.head), LoginPerson.objects.get(), last_on=NOW.date())
    login.refresh_from_db()
    assert login.due_because == "loss_of_right"


def test_only_what_the_policy_counts_makes_it_due(cast, login):
    counts(cast, "leaving", "suspicion")
    follow_up(NOW)
    emergency(cast, login)
    login.refresh_from_db()
    assert (login.due_at, login.due_because) == (None, "")


def test_time_alone_says_it_once(cast, login):
    counts(cast, "leaving", "suspicion", "year")
    assert look_at_logins(NOW) == 0
    login.__class__.objects.update(due_at=None, due_because="")
    assert look_at_logins(NOW) == 1
    assert look_at_logins(NOW) == 0


def test_the_clock_alone_says_it(cast, login):
    with pytest.raises(Refused):
        say_login_is_due(cast.as_actor(cast.head), login)
    say_login_is_due(clock(cast.oakfield, NOW), login)


def test_a_leader_opens_it_with_a_reason_and_head_and_chair_hear_at_once_without_a_word_of_it(
    cast, login, chair
):
    emergency(cast, login)
    follow_up(NOW)
    letters = Letter.objects.filter(occasion__contains="emergency")
    assert {one.recipient for one in letters} == {f"person:{cast.head.pk}", f"person:{chair.pk}"}
    assert all(one.sent_at == NOW for one in letters)
    assert len(mail.outbox) == 2
    said = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    assert not [one for one in (*SECRETS, REASON, login.name, "Marsh") if one in said]
    login.refresh_from_db()
    assert (login.due_at, login.due_because) == (NOW + timedelta(days=1), "emergency_use")


def test_it_stands_on_their_today_until_each_has_looked(cast, login, chair):
    emergency(cast, login)
    opening = LoginOpening.objects.get()
    row = "Opened in an emergency: Our page"
    assert row in today_of(cast, cast.head)
    assert row in today_of(cast, chair)
    assert row not in today_of(cast, cast.lee)
    page = cast.browse_as(chair).get("/schools/oakfield/logins/emergencies/").content.decode()
    assert REASON in page
    assert "I have seen this" in page
    cast.browse_as(chair).post(f"/schools/oakfield/logins/emergencies/{opening.pk}/look")
    assert row not in today_of(cast, chair)
    assert row in today_of(cast, cast.head)
    look_at_opening(cast.as_actor(cast.head), opening)
    assert row not in today_of(cast, cast.head)


def test_nobody_looks_at_their_own_emergency(cast, login):
    emergency(cast, login, cast.head)
    with pytest.raises(Refused) as refused:
        look_at_opening(cast.as_actor(cast.head), LoginOpening.objects.get())
    assert "You opened it yourself" in refused.value.refusals[0].words


@pytest.mark.parametrize("reason", ["", "   ", "quick"])
def test_without_a_reason_nothing_is_opened(cast, login, reason):
    with pytest.raises(Refused) as refused:
        emergency(cast, login, reason=reason)
    assert "no reason" in refused.value.refusals[0].words
    assert not LoginOpening.objects.exists()


@pytest.mark.parametrize("who", ["jo", "office", "governor", "dpo"])
def test_only_leaders_open_it_in_an_emergency(cast, login, who):
    with pytest.raises(Refused):
        emergency(cast, login, getattr(cast, who))


def test_a_leader_can_open_it_while_the_account_is_suspended(cast, login):
    cast.facebook.standing = "suspended"
    cast.facebook.save()
    assert emergency(cast, login).subject.shown.value


def test_a_login_that_is_due_stands_on_the_today_of_whoever_is_named(cast, login):
    login.due_at, login.due_because = NOW - timedelta(days=1), "term"
    login.save()
    said = today_of(cast, cast.jo)
    assert "Change a login: Our page" in said
    assert "a new term begins" in said
    assert "Overdue" in said
    assert "Change a login" not in today_of(cast, cast.lee)
    assert "Change a login" not in today_of(cast, cast.deputy)
    LoginPerson.objects.all().delete()
    assert "Change a login" in today_of(cast, cast.deputy)


def test_a_leaver_who_opens_it_again_makes_it_due_by_their_last_day(cast, login):
    leaves(cast, cast.jo, date(2026, 11, 27))
    opened_by(cast, cast.jo, login)
    follow_up(NOW)
    login.refresh_from_db()
    assert (login.due_at, login.due_because) == (datetime(2026, 11, 27, 23, 59, tzinfo=UTC), "leaving")

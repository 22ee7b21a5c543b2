"""Somebody may have broken in: one button stops the account, holds its posts, marks its logins, opens the breach."""

from datetime import timedelta

import pytest
from django.core import mail

from schoolgate.audit.models import Event
from schoolgate.credentials.actions.keeping import change_login
from schoolgate.credentials.actions.suspecting import (
    end_compromise,
    suspect_compromise,
    take_back_suspicion,
)
from schoolgate.credentials.models import Compromise
from schoolgate.credentials.tests.invented import NEW_PASSWORD
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.posts.models import Post, PostTarget
from tests import make
from tests.following import follow_up
from tests.make import NOW

WORDS = "A post went up that nobody wrote"
BECAUSE = "Every login was changed today"


def suspected(cast, who=None):
    suspect_compromise(cast.as_actor(who or cast.deputy), cast.facebook, words=WORDS)
    follow_up(NOW)
    cast.facebook.refresh_from_db()
    return Compromise.objects.get()


def a_post(cast, *places, state="approved"):
    post = Post.objects.create(
        school=cast.oakfield, author=cast.jo, state=state, title="Harvest", text="x", digest="d",
        goes_out_at=NOW + timedelta(days=1), created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    for place in places:
        PostTarget.objects.create(post=post, account=place)
    return post


def test_one_button_stops_the_account_holds_its_posts_and_marks_its_logins(cast, login):
    meant, other = a_post(cast, cast.facebook), a_post(cast, cast.website)
    suspected(cast)
    assert cast.facebook.standing == "suspended"
    login.refresh_from_db()
    assert (login.due_at, login.due_because) == (NOW, "suspicion")
    meant.refresh_from_db()
    other.refresh_from_db()
    assert (meant.state, other.state) == ("held", "approved")
    assert "broken into" in meant.held_because
    assert {"account.compromise_suspected", "account.suspended"} <= set(
        Event.objects.values_list("type", flat=True)
    )


def test_the_breach_is_the_data_protection_leads_task_and_the_headteacher_hears_at_once(cast):
    suspected(cast)
    assert {(one.owed_by_role, one.due_at) for one in Duty.objects.filter(key="case.information_breach")} == {
        ("headteacher", NOW),
        ("data_protection_lead", NOW + timedelta(hours=24)),
    }
    assert "Somebody may have broken into Facebook" in cast.browse_as(cast.dpo).get("/today").content.decode()
    assert {one.to[0] for one in mail.outbox} == {cast.head.email, cast.dpo.email}
    said = " ".join(one.subject + one.body for one in mail.outbox)
    assert not [one for one in (WORDS, "Facebook", "Marsh") if one in said]


def test_without_a_data_protection_lead_it_is_the_headteachers(cast):
    cast.dpo.appointments.all().delete()
    suspected(cast)
    assert set(Duty.objects.values_list("owed_by_role", flat=True)) == {"headteacher"}
    assert Duty.objects.count() == 2


def test_an_account_that_was_suspended_before_is_not_suspended_twice(cast):
    cast.facebook.standing = "suspended"
    cast.facebook.save()
    suspected(cast)
    assert not Event.objects.filter(type="account.suspended").exists()


def test_it_ends_only_when_every_login_was_changed(cast, login):
    found = suspected(cast)
    with pytest.raises(Refused) as refused:
        end_compromise(cast.as_actor(cast.head), found, because=BECAUSE)
    assert "not changed since" in refused.value.refusals[0].words
    change_login(cast.as_actor(cast.deputy), login, password=NEW_PASSWORD)
    end_compromise(cast.as_actor(cast.head), found, because=BECAUSE)
    cast.facebook.refresh_from_db()
    assert cast.facebook.standing == "live"
    found.refresh_from_db()
    assert (found.ended_by, found.ended_because) == (cast.head, BECAUSE)


def test_a_mistake_is_taken_back_with_a_reason(cast, login):
    found = suspected(cast)
    with pytest.raises(Refused):
        take_back_suspicion(cast.as_actor(cast.head), found, because="oh")
    take_back_suspicion(cast.as_actor(cast.head), found, because="It was our own scheduled post")
    login.refresh_from_db()
    assert login.due_because == "year"
    cast.facebook.refresh_from_db()
    assert cast.facebook.standing == "live"
    with pytest.raises(Refused):
        take_back_suspicion(cast.as_actor(cast.head), found, because="It was our own scheduled post")


@pytest.mark.parametrize("who", ["jo", "office", "governor", "dpo"])
def test_only_who_may_suspend_may_say_it(cast, who):
    with pytest.raises(Refused):
        suspect_compromise(cast.as_actor(getattr(cast, who)), cast.facebook, words=WORDS)
    address = f"/schools/oakfield/accounts/{cast.facebook.pk}/broken-into"
    assert cast.browse_as(getattr(cast, who)).get(address).status_code == 403
    cast.facebook.refresh_from_db()
    assert cast.facebook.standing == "live"


def test_said_twice_it_is_known_already(cast):
    suspected(cast)
    with pytest.raises(Refused) as refused:
        suspect_compromise(cast.as_actor(cast.head), cast.facebook, words=WORDS)
    assert "known already" in refused.value.refusals[0].words


def test_another_school_cannot(cast):
    with pytest.raises(NotHere):
        suspect_compromise(cast.as_actor(cast.stranger, cast.farrow), cast.facebook, words=WORDS)
    address = f"/schools/oakfield/accounts/{cast.facebook.pk}/broken-into"
    assert cast.browse_as(cast.stranger).get(address).status_code == 404


def test_it_is_done_and_ended_on_the_pages(cast, login, queries_do_not_grow):
    head = cast.browse_as(cast.head)
    account = f"/schools/oakfield/accounts/{cast.facebook.pk}"
    assert f"{account}/broken-into" in head.get(account).content.decode()
    assert head.post(f"{account}/broken-into", {"words": ""}).status_code == 200
    answer = head.post(f"{account}/broken-into", {"words": WORDS})
    assert answer.status_code == 302
    page = head.get(answer.url).content.decode()
    assert WORDS in page
    assert "Our page" in page
    assert "data protection lead" in page
    assert head.post(f"{answer.url}/end", {"because": BECAUSE}).status_code == 409
    assert head.post(f"{answer.url}/mistake", {"because": "It was our own scheduled post"}).status_code == 302
    assert "It is over" in head.get(answer.url).content.decode()

    def more(number):
        for _ in range(number):
            a_post(cast, cast.facebook, state="held")

    queries_do_not_grow(more, lambda: head.get(answer.url), at_most=15)


def test_other_schools_compromises_are_not_there(cast):
    theirs = make.make_account(cast.farrow, "Page", "by_hand", make.Channel.SOCIAL)
    found = Compromise._base_manager.create(
        school=cast.farrow, account=theirs, suspected_at=NOW, suspected_by=cast.stranger, words=WORDS
    )
    for part in ("", "/end", "/mistake"):
        assert (
            cast.browse_as(cast.head).get(f"/schools/oakfield/compromises/{found.pk}{part}").status_code
            == 404
        )

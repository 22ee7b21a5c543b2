"""Official accounts: added, connected, suspended, closed; the key seen by nobody."""

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.audit.models import Event, EventDetail
from schoolgate.connectors.tests.little_wordpress import KEY, USER, LittleWordPress
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.official_accounts import sealing
from schoolgate.official_accounts.actions import (
    add_account,
    change_account,
    close_account,
    connect_account,
    resume_account,
    suspend_account,
)
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.rules.refusals import Control
from tests.cast import assemble
from tests.make import make_account


@pytest.fixture
def cast(db, settings):
    settings.MAY_CALL_THIS_MACHINE = True
    found = assemble()
    with scope(school=found.oakfield):
        yield found


@pytest.fixture
def website():
    with LittleWordPress() as running:
        yield running


def a_wordpress(cast) -> OfficialAccount:
    return add_account(
        cast.as_actor(cast.head), cast.oakfield, name="School site", place="wordpress", purpose="News"
    ).subject


def controls(refused) -> set:
    return {one.control for one in refused.value.refusals}


def page(name, *parts):
    return reverse(f"official_accounts:{name}", args=["oakfield", *parts])


def test_adding_takes_the_connector_the_consents_and_the_limits_of_the_place_and_records_one_event(cast):
    account = add_account(cast.as_actor(cast.head), cast.oakfield, name="Year 6 on X", place="x").subject
    assert (account.connector, account.channel) == ("by_hand", "social")
    assert (account.longest_text, account.most_pictures) == (280, 4)
    (event,) = Event.objects.all()
    assert event.type == "account.added"


def test_a_second_noticeboard_and_a_name_twice_are_refused_and_nothing_changes(cast):
    before = OfficialAccount.objects.count()
    with pytest.raises(Refused) as refused:
        add_account(cast.as_actor(cast.head), cast.oakfield, name="Board", place="noticeboard")
    assert controls(refused) == {Control.ONLY_OFFICIAL_ACCOUNTS}
    with pytest.raises(Refused):
        add_account(cast.as_actor(cast.head), cast.oakfield, name="FACEBOOK ", place="facebook")
    assert OfficialAccount.objects.count() == before
    assert not Event.objects.exists()


def test_a_teacher_may_not_add_and_a_stranger_finds_nothing(cast):
    with pytest.raises(Refused) as refused:
        add_account(cast.as_actor(cast.jo), cast.oakfield, name="Mine", place="x")
    assert controls(refused) == {Control.PERMISSION}
    with pytest.raises(NotHere):
        suspend_account(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.facebook, because="")


def test_the_key_is_sealed_and_stands_nowhere_else(cast, settings):
    account = a_wordpress(cast)
    connect_account(
        cast.as_actor(cast.head),
        account,
        address="https://school.example.org/",
        sign_in_name="web",
        key="hush hush",
    )
    account.refresh_from_db()
    assert "hush" not in account.sealed_key
    opened = sealing.credentials_of(account)
    assert (opened.address, opened.username, opened.secret) == (
        "https://school.example.org",
        "web",
        "hush hush",
    )
    assert "hush" not in " ".join(EventDetail.objects.values_list("words", flat=True))
    assert (settings.KEYS_DIR / "accounts-seal").stat().st_mode & 0o077 == 0


def test_with_the_secret_lost_the_key_is_empty_not_an_error(cast):
    account = a_wordpress(cast)
    account.sealed_key = "gAAAAAB-not-ours"
    assert sealing.credentials_of(account).secret == ""


@pytest.mark.parametrize(
    "address", ["http://school.example.org", "http://10.0.0.1", "ftp://school.example.org"]
)
def test_a_key_is_never_sent_in_the_open(cast, address):
    account = a_wordpress(cast)
    with pytest.raises(Refused) as refused:
        connect_account(cast.as_actor(cast.head), account, address=address, sign_in_name="web", key="k")
    assert refused.value.refusals[0].about == "address"
    account.refresh_from_db()
    assert account.sealed_key == ""


def test_a_place_by_hand_needs_no_key(cast):
    with pytest.raises(Refused):
        connect_account(
            cast.as_actor(cast.head), cast.facebook, address="https://f.test", sign_in_name="web", key="k"
        )


def test_suspending_and_resuming_and_closing(cast):
    head = cast.as_actor(cast.head)
    suspend_account(head, cast.facebook, because="Somebody else got in")
    cast.facebook.refresh_from_db()
    assert cast.facebook.standing == "suspended"
    with pytest.raises(Refused):
        suspend_account(head, cast.facebook, because="again")
    resume_account(head, cast.facebook)
    cast.facebook.refresh_from_db()
    assert (cast.facebook.standing, cast.facebook.suspended_because) == ("live", "")
    close_account(head, cast.facebook)
    with pytest.raises(Refused):
        change_account(head, cast.facebook, name="Back again")
    assert [event.type for event in Event.objects.order_by("pk")] == [
        "account.suspended", "account.resumed", "account.closed",
    ]  # fmt: skip


def test_the_list_shows_what_needs_a_hand_first_in_a_fixed_number_of_queries(cast, queries_do_not_grow):
    a_wordpress(cast)
    client = cast.browse_as(cast.head)
    shown = client.get(page("accounts")).content.decode()
    assert shown.index("School site") < shown.index("Facebook")
    assert "Not connected yet" in shown
    queries_do_not_grow(
        lambda number: make_account(cast.oakfield, f"Page {number}", "by_hand"),
        lambda: client.get(page("accounts")),
        at_most=11,
    )


def test_a_wordpress_is_added_connected_and_tried_in_two_forms(cast, website):
    client = cast.browse_as(cast.head)
    added = client.post(page("add"), {"place": "wordpress", "name": "School site"}, follow=True)
    assert "Connect School site" in added.content.decode()
    account = OfficialAccount.objects.get(name="School site")
    tried = client.post(
        page("connect", account.pk),
        {"address": website.address, "sign_in_name": USER, "key": KEY},
        follow=True,
    ).content.decode()
    assert "The website accepts the key, and we may publish there." in tried
    assert KEY not in tried
    assert website.posts == {}


def test_a_wrong_key_is_said_in_a_sentence_and_nothing_typed_is_lost(cast, website):
    account = a_wordpress(cast)
    client = cast.browse_as(cast.head)
    tried = client.post(
        page("connect", account.pk),
        {"address": website.address, "sign_in_name": USER, "key": "old"},
        follow=True,
    ).content.decode()
    assert "The website no longer accepts our key." in tried
    again = client.get(page("connect", account.pk)).content.decode()
    assert website.address in again
    assert "old" not in again.partition('name="key"')[2].partition(">")[0]


def test_the_pages_of_another_school_are_not_there(cast):
    client = cast.browse_as(cast.stranger)
    for name in ("accounts", "add"):
        assert client.get(page(name)).status_code == 404
    elsewhere = make_account(cast.elmsgate, "Elmsgate page", "by_hand")
    head = cast.browse_as(cast.head)
    for name in ("account", "change", "close"):
        assert head.get(page(name, elsewhere.pk)).status_code == 404


def test_a_teacher_sees_the_accounts_and_no_button(cast):
    shown = cast.browse_as(cast.jo).get(page("account", cast.facebook.pk)).content.decode()
    assert "Nobody has written down how it is kept" in shown
    assert "Suspend" not in shown
    assert cast.browse_as(cast.jo).get(page("add")).status_code == 403


def test_suspending_from_the_page(cast):
    client = cast.browse_as(cast.head)
    shown = client.post(
        page("suspend", cast.facebook.pk), {"because": "A wrong post"}, follow=True
    ).content.decode()
    assert "Nothing goes to Facebook until you say so." in shown
    assert "A wrong post" in shown
    twice = client.post(page("suspend", cast.facebook.pk), {"because": "x"})
    assert twice.status_code == 409
    assert "This account stands at: suspended." in twice.content.decode()

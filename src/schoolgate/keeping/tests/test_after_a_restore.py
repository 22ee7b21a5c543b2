"""A restore from before: nothing is sent twice, nothing that was withdrawn is shown, no no becomes a yes."""

from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.audit.models import Event, EventDetail
from schoolgate.keeping.actions.holding import lift_hold
from schoolgate.keeping.holds import hold_of
from schoolgate.keeping.installation import journal
from schoolgate.keeping.models import Hold
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.erasing import erase_detail
from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.actions import suspend_account
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.people.models import Appointment
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.actions.stopping import resume_posts
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Delivery, Post, Stop
from schoolgate.posts.tests.going_out import (
    approved_post,
    delivery_of,
    state_of,
    waiting_post,
    wordpress_account,
)
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.pupils.models import ConsentNow, Restriction
from schoolgate.rules.consents import ALL_USES, Said
from schoolgate.rules.posts.states import State
from tests import make


@pytest.fixture
def account(cast, website):
    return wordpress_account(cast, website)


def withdraw(cast, machine, pupil):
    withdraw_consent(
        cast.as_actor(cast.office, now=machine.now),
        pupil,
        uses=ALL_USES,
        given_by="A parent",
        evidence="e-mail",
    )


def approve(cast, machine, post):
    approve_post(cast.as_actor(cast.head, now=machine.now), Post.objects.get(pk=post.pk))


def lift(cast, machine):
    return lift_hold(cast.as_actor(cast.head, now=machine.now), hold_of(cast.oakfield))


def on_the_noticeboard(cast):
    """How many posts a stranger sees, and the statuses of their pictures."""
    page = Client().get(f"/noticeboard/{cast.oakfield.slug}/")
    assert page.status_code == 200
    return page.content.decode().count("The summer fair starts at two.")


def test_it_is_held_and_says_so_on_every_page(cast, machine):
    machine.restore(machine.backup())
    page = cast.browse_as(cast.jo).get("/today").content.decode()
    assert "put back from a backup" in page
    assert hold_of(cast.oakfield).made_at < machine.now
    assert Event.objects.filter(type="backup.restored", log_id=f"school:{cast.oakfield.pk}").count() == 1


def test_what_went_out_after_the_backup_is_known_and_not_sent_again(cast, machine, website, account):
    post = waiting_post(cast, account)
    backup = machine.backup()
    machine.passes(hours=1)
    approve(cast, machine, post)
    machine.passes(minutes=1)
    assert len(website.visible) == 1
    machine.restore(backup)
    assert state_of(post) == State.WAITING
    machine.passes(minutes=5)
    hold = hold_of(cast.oakfield)
    assert [(one["stands"], one["found"], one["post"]) for one in hold.found] == [
        ("unknown_here", "there", post.pk)
    ]
    lift(cast, machine)
    machine.passes(minutes=5)
    approve(cast, machine, post)
    machine.passes(minutes=5)
    assert len(website.posts) == 1
    delivery = delivery_of(post)
    assert delivery.state == Delivery.State.UP
    assert "before the restore" in delivery.last_words


def test_a_post_that_was_scheduled_then_and_sent_since_is_up_and_not_sent_again(
    cast, machine, website, account
):
    post = approved_post(cast, account, goes_out_at=machine.now + timedelta(hours=2))
    machine.passes(minutes=1)
    backup = machine.backup()
    machine.passes(hours=3)
    assert len(website.visible) == 1
    machine.restore(backup)
    machine.passes(minutes=5)
    assert state_of(post) == State.UP
    assert [one["found"] for one in hold_of(cast.oakfield).found] == ["there"]
    lift(cast, machine)
    machine.passes(hours=3)
    assert len(website.posts) == 1


def test_what_was_approved_and_had_not_gone_is_approved_again(cast, machine, website, account):
    post = approved_post(cast, account, goes_out_at=machine.now + timedelta(hours=2))
    machine.passes(minutes=1)
    machine.restore(machine.backup())
    machine.passes(minutes=5)
    lift(cast, machine)
    machine.passes(hours=3)
    post.refresh_from_db()
    assert post.state == State.HELD
    assert "backup" in post.held_because
    assert website.posts == {}


def test_a_withdrawal_since_holds_and_takes_down_what_the_backup_shows(
    cast, machine, website, account, pupil
):
    post = approved_post(cast, account, cast.noticeboard, pupils=(pupil,))
    machine.passes(minutes=1)
    assert (len(website.visible), on_the_noticeboard(cast)) == (1, 1)
    backup = machine.backup()
    machine.passes(hours=1)
    withdraw(cast, machine, pupil)
    machine.passes(minutes=5)
    assert (website.visible, website.files, on_the_noticeboard(cast)) == ([], {}, 0)
    machine.restore(backup)
    assert on_the_noticeboard(cast) == 0
    machine.passes(minutes=5)
    assert set(ConsentNow.objects.filter(pupil=pupil).values_list("said", flat=True)) <= {
        Said.WITHDRAWN, Said.OBJECTED, Said.NO,
    }  # fmt: skip
    assert (website.visible, website.files, on_the_noticeboard(cast)) == ([], {}, 0)
    assert state_of(post) == State.DOWN
    assert hold_of(cast.oakfield).replayed["nos"] == 1
    lift(cast, machine)
    machine.passes(hours=2)
    assert (website.visible, on_the_noticeboard(cast)) == ([], 0)


def test_a_withdrawal_comes_down_from_a_website_that_was_put_back_too(cast, machine, website, account, pupil):
    """Both came from backups: the page is up there again, and the no of the journal takes it down again."""
    approved_post(cast, account, pupils=(pupil,))
    machine.passes(minutes=1)
    backup, theirs = machine.backup(), (dict(website.posts), dict(website.pictures), dict(website.files))
    machine.passes(hours=1)
    withdraw(cast, machine, pupil)
    machine.passes(minutes=5)
    website.posts, website.pictures, website.files = theirs
    assert website.visible == [] or website.visible
    for item in website.posts.values():
        item.status = "publish"
    machine.restore(backup)
    machine.passes(minutes=5)
    assert (website.visible, website.files) == ([], {})


def test_what_somebody_took_down_stays_down_on_the_noticeboard(cast, machine):
    post = approved_post(cast, cast.noticeboard)
    machine.passes(minutes=1)
    backup = machine.backup()
    machine.passes(hours=1)
    take_down_post(cast.as_actor(cast.head, now=machine.now), Post.objects.get(pk=post.pk), why="mistake")
    machine.passes(minutes=5)
    machine.restore(backup)
    machine.passes(minutes=5)
    assert on_the_noticeboard(cast) == 0
    assert state_of(post) == State.DOWN


def test_restrictions_ended_roles_suspended_accounts_and_erased_words_stay_so(cast, machine, account, pupil):
    role = Appointment.objects.get(person=cast.lee)
    event = Event.objects.filter(type="post.approved").first() or approved_event(cast)
    backup = machine.backup()
    machine.passes(hours=1)
    head = cast.as_actor(cast.head, now=machine.now)
    restrict_pupil(cast.as_actor(cast.safeguarding, now=machine.now), pupil, reason="Court order", source="")
    end_appointment(head, role, last_on=machine.now.date())
    suspend_account(head, account, because="It was hacked.")
    erase_detail(head, event, reason="asked for")
    machine.passes(minutes=1)
    machine.restore(backup)
    machine.passes(minutes=1)
    assert Restriction.objects.filter(pupil=pupil, lifted_at=None).count() == 1
    role.refresh_from_db()
    account.refresh_from_db()
    assert role.last_on == machine.now.date()
    assert account.standing == "suspended"
    assert not EventDetail.objects.filter(pk=event.pk).exists()
    assert hold_of(cast.oakfield).replayed | {"deliveries": 0, "held_posts": 0} == {
        "nos": 1, "adults": 0, "ended": 1, "accounts": 1, "readers": 0, "erased": 1, "deliveries": 0, "held_posts": 0,
        "family_links": 0, "keys": 0, "providers": 0, "calendar": 0, "pictures": 0, "devices": 0,
    }  # fmt: skip


def approved_event(cast):
    post = waiting_post(cast)
    approve_post(cast.as_actor(cast.head), post)
    return Event.objects.filter(type="post.approved").first()


def test_what_was_handed_to_a_person_is_not_asked_twice_once_they_said_it_is_up(cast, machine):
    post = approved_post(cast, cast.facebook)
    machine.passes(minutes=1)
    backup = machine.backup()
    confirm_up(cast.as_actor(cast.jo, now=machine.now), delivery_of(post), link="https://social.example/1")
    machine.passes(minutes=1)
    machine.restore(backup)
    machine.passes(minutes=1)
    assert delivery_of(post).state == Delivery.State.UP


def test_a_hold_is_lifted_only_by_who_may_after_it_was_looked_at(cast, machine):
    machine.restore(machine.backup())
    hold = hold_of(cast.oakfield)
    with pytest.raises(Refused, match="nothing_while_suspended"):
        lift(cast, machine)
    with pytest.raises(Refused, match="nothing_while_suspended"):
        resume_posts(cast.as_actor(cast.head, now=machine.now), Stop.objects.get(school=cast.oakfield))
    machine.passes(minutes=1)
    with pytest.raises(Refused, match="permission"):
        lift_hold(cast.as_actor(cast.jo, now=machine.now), hold)
    assert lift_hold.in_person
    assert Event.objects.filter(type="hold.read_back", subject_id=str(hold.pk)).count() == 1
    lift(cast, machine)
    assert not Stop.objects.filter(school=cast.oakfield, resumed_at=None).exists()
    with pytest.raises(Refused, match="state"):
        lift_hold(cast.as_actor(cast.head, now=machine.now), hold)
    assert Event.objects.filter(type="hold.lifted").count() == 1


def test_its_page_says_what_was_found_and_lifts_it(cast, machine, website, account):
    post = approved_post(cast, account)
    machine.passes(minutes=1)
    machine.restore(machine.backup())
    head = cast.browse_as(cast.head)
    address = f"/schools/{cast.oakfield.slug}/after-the-restore"
    assert "still looking" in head.get(address).content.decode()
    machine.passes(minutes=1)
    page = head.get(address).content.decode()
    assert "It is up" in page
    assert "Let posts go out again" in page
    assert cast.browse_as(cast.jo).get(address).status_code == 403
    assert cast.browse_as(cast.stranger).get(address).status_code == 404
    assert head.post(address).status_code == 302
    assert hold_of(cast.oakfield) is None
    assert "Nothing is held." in head.get(address).content.decode()
    assert state_of(post) == State.UP


def test_everybody_signs_in_again_and_no_old_letter_goes_out(cast, machine, mailoutbox):
    client = cast.browse_as(cast.head)
    assert client.get("/today").status_code == 200
    submit_post(cast.as_actor(cast.jo), returned(cast))
    machine.restore(machine.backup())
    machine.passes(minutes=5)
    assert client.get("/today").status_code == 302
    assert not [letter for letter in mailoutbox if "approve" in letter.subject.lower()]


def returned(cast):
    post = waiting_post(cast)
    Post.objects.filter(pk=post.pk).update(state=State.RETURNED)
    return Post.objects.get(pk=post.pk)


def test_a_database_put_back_by_other_means_is_noticed_and_held(
    cast, machine, committed_database, tmp_path, pupil
):
    from tests.databases import copy_of, point_at, write_into_one_file

    write_into_one_file()
    snapshot = copy_of(committed_database, tmp_path / "snapshot.sqlite3")
    withdraw(cast, machine, pupil)
    machine.passes(minutes=1)
    assert [one.kind for one in journal().entries()][-1] == "nos"
    point_at(snapshot)
    machine.passes(minutes=1)
    assert hold_of(cast.oakfield) is not None
    assert not ConsentNow.objects.filter(pupil=pupil, said=Said.YES).exists()
    point_at(committed_database)


def test_without_its_journal_it_says_that_it_knows_no_better(cast, machine, website, account):
    approved_post(cast, account)
    machine.passes(minutes=1)
    backup = machine.backup()
    for path in machine.settings.JOURNAL_DIR.glob("*"):
        path.unlink()
    machine.restore(backup)
    assert "journal is not here" in hold_of(cast.oakfield).journal_words


def test_the_other_school_of_the_trust_lifts_its_own(cast, machine):
    machine.restore(machine.backup())
    machine.passes(minutes=1)
    lift(cast, machine)
    assert Hold.objects.filter(lifted_at=None).count() == 2
    assert hold_of(cast.elmsgate) is not None
    make.appoint(cast.head, Role.HEADTEACHER, cast.elmsgate)

"""A no that comes after a yes reaches everything that is public, and the family hears what is true."""

from datetime import timedelta

import pytest
from django.core import mail

from schoolgate.audit.models import Event
from schoolgate.duties.actions import do_duty
from schoolgate.duties.models import Duty
from schoolgate.posts.actions.publishing import confirm_up
from schoolgate.posts.actions.taking_down import confirm_gone
from schoolgate.posts.followers import call_back_after_a_withdrawal
from schoolgate.posts.models import Copy, Delivery, Recall, TakeDown
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import approved_post, delivery_of, state_of, wordpress_account
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.pupils.models import Adult, Responsibility
from schoolgate.rules.consents import ALL_USES, Said
from schoolgate.rules.posts.states import State
from tests import make


@pytest.fixture
def amara(cast):
    pupil = make.make_pupil(cast.oakfield, "Amara", "Okello")
    make.consents(pupil)
    for name, email, may_answer, may_be_written_to in (
        ("A parent", "parent@example.org", True, True),
        ("Not to be written to", "no-letters@example.org", True, False),
        ("A grandparent", "grandparent@example.org", False, True),
    ):
        adult = Adult.objects.create(school=cast.oakfield, name=name, email=email)
        Responsibility.objects.create(
            pupil=pupil, adult=adult, may_answer=may_answer, may_be_written_to=may_be_written_to
        )
    return pupil


@pytest.fixture
def tobi(cast):
    pupil = make.make_pupil(cast.oakfield, "Tobi", "Adeyemi")
    make.consents(pupil)
    return pupil


def withdraw(cast, clock, pupil, *uses):
    withdraw_consent(
        cast.as_actor(cast.office, now=clock.now),
        pupil,
        uses=uses or ALL_USES,
        given_by="A parent",
        evidence="e-mail",
    )


def test_a_withdrawal_brings_down_every_copy_that_shows_the_pupil_and_no_other(
    cast, clock, website, amara, tobi
):
    account = wordpress_account(cast, website)
    shown = approved_post(cast, cast.noticeboard, account, pupils=(amara, tobi))
    other = approved_post(cast, cast.noticeboard, account, text="The library is open.", pupils=(tobi,))
    clock.run()
    withdraw(cast, clock, amara)
    clock.run()
    assert state_of(shown) == State.DOWN
    assert state_of(other) == State.UP
    assert len(website.visible) == 1
    assert TakeDown.objects.get().post == shown
    recall = Recall.objects.get()
    assert (recall.posts_found, recall.tells_family) == (1, True)


def test_only_the_places_of_the_use_that_was_withdrawn_come_down(cast, clock, website, amara):
    account = wordpress_account(cast, website)
    post = approved_post(cast, cast.noticeboard, account, pupils=(amara,))
    clock.run()
    withdraw(cast, clock, amara, "photo.website")
    clock.run()
    assert state_of(post) == State.UP
    assert delivery_of(post, account).state == Delivery.State.DOWN
    assert delivery_of(post, cast.noticeboard).state == Delivery.State.UP


def test_a_pupil_who_is_covered_is_not_shown(cast, clock, amara):
    post = approved_post(cast, pupils=(amara,))
    clock.run()
    post.pictures.get().picture.appearances.update(is_covered=True)
    withdraw(cast, clock, amara)
    clock.run()
    assert state_of(post) == State.UP


def test_what_still_waits_at_a_person_is_called_back_too(cast, clock, amara):
    post = approved_post(cast, cast.facebook, pupils=(amara,))
    clock.run()
    assert delivery_of(post).state == Delivery.State.ASKED
    withdraw(cast, clock, amara)
    clock.run()
    assert delivery_of(post).state == Delivery.State.COMING_DOWN
    assert Duty.objects.filter(key="duty.take_down_by_hand").count() == 1


def test_the_family_hears_what_we_know_and_then_what_became_of_it(cast, clock, website, amara):
    approved_post(cast, wordpress_account(cast, website), pupils=(amara,))
    clock.run()
    withdraw(cast, clock, amara)
    clock.run()
    (first,) = letters_to("parent@example.org")
    assert "We know of 1 post that shows or names your child" in first
    assert "We have kept count since Tuesday 17 November 2026." in first
    assert "Amara" not in first
    assert "Okello" not in first
    # A day later everything was looked at; the older posts were not.
    ticks.look_again(clock.later(hours=1))
    ticks.look_again(clock.later(hours=24))
    clock.run()
    assert len(letters_to("parent@example.org")) == 1
    duty = Duty.objects.get(key="duty.older_posts_looked_through")
    do_duty(
        cast.as_actor(cast.dpo, now=clock.now), duty, outcome="One picture of 2024 on the website, deleted."
    )
    ticks.look_again(clock.later(minutes=1))
    clock.run()
    second = letters_to("parent@example.org")[1]
    assert "The 1 post that we knew of is gone. We looked again a day later." in second
    assert "One picture of 2024 on the website, deleted." in second
    ticks.look_again(clock.later(days=30))
    clock.run()
    assert {letter.to[0] for letter in mail.outbox} - {"parent@example.org"} <= staff_addresses(cast)
    assert len(letters_to("parent@example.org")) == 2


def letters_to(address):
    return [letter.body for letter in mail.outbox if letter.to == [address]]


def staff_addresses(cast):
    people = (cast.head, cast.deputy, cast.jo, cast.lee, cast.office, cast.safeguarding, cast.dpo)
    return {person.email for person in people}


def test_what_could_not_be_brought_down_is_not_called_gone(cast, clock, amara):
    post = approved_post(cast, cast.noticeboard, cast.facebook, pupils=(amara,))
    clock.run()
    confirm_up(cast.as_actor(cast.jo), delivery_of(post, cast.facebook))
    withdraw(cast, clock, amara)
    clock.run()
    ticks.look_again(clock.later(days=11))
    clock.run()
    result = letters_to("parent@example.org")[1]
    assert "Of 1 posts that we knew of, 0 are gone. We keep at the rest." in result
    assert "Nobody has looked through what is older yet." in result


def test_after_a_person_said_that_it_is_gone_the_result_is_known(cast, clock, amara):
    post = approved_post(cast, cast.facebook, pupils=(amara,))
    clock.run()
    confirm_up(cast.as_actor(cast.jo), delivery_of(post))
    withdraw(cast, clock, amara)
    clock.run()
    confirm_gone(cast.as_actor(cast.jo, now=clock.now), delivery_of(post))
    assert state_of(post) == State.DOWN
    assert TakeDown.objects.get().all_gone_at == clock.now


def test_a_withdrawal_with_nothing_up_still_has_older_posts_looked_through_and_the_family_told(
    cast, clock, amara
):
    withdraw(cast, clock, amara)
    clock.run()
    assert Recall.objects.get().posts_found == 0
    assert Duty.objects.get().owed_by_role == "data_protection_lead"
    (told,) = letters_to("parent@example.org")
    assert "We know of no post" in told


def test_a_restriction_brings_down_the_same_by_the_same_path_and_writes_to_nobody(
    cast, clock, website, amara
):
    post = approved_post(cast, wordpress_account(cast, website), pupils=(amara,))
    clock.run()
    restrict_pupil(cast.as_actor(cast.safeguarding), amara, reason="Court order")
    clock.run()
    assert state_of(post) == State.DOWN
    assert TakeDown.objects.get().why == TakeDown.Why.RECALL
    assert letters_to("parent@example.org") == []
    assert Duty.objects.get().what == "Look through older posts for Amara O."


def test_a_no_in_place_of_a_yes_is_one_recall_not_two(cast, clock, amara):
    approved_post(cast, pupils=(amara,))
    clock.run()
    record_answer(
        cast.as_actor(cast.office),
        amara,
        answers={"photo.noticeboard": Said.NO},
        given_by="A parent",
        evidence="form",
        answered_on=clock.now.date(),
    )
    clock.run()
    assert Recall.objects.count() == 1
    assert len(letters_to("parent@example.org")) == 1


def test_a_first_no_that_reaches_nothing_public_calls_nothing_back(cast, clock):
    silent = make.make_pupil(cast.oakfield, "Noor", "Haddad")
    record_answer(
        cast.as_actor(cast.office),
        silent,
        answers={"photo.noticeboard": Said.NO},
        given_by="A parent",
        evidence="form",
        answered_on=clock.now.date(),
    )
    clock.run()
    assert not Recall.objects.exists()
    assert not Duty.objects.exists()


def test_running_what_follows_twice_changes_nothing(cast, clock, website, amara):
    approved_post(cast, wordpress_account(cast, website), pupils=(amara,))
    clock.run()
    withdraw(cast, clock, amara)
    clock.run()
    events = Event.objects.count()
    call_back_after_a_withdrawal(
        Event.objects.get(type="consent.withdrawn"), clock.now + timedelta(minutes=1)
    )
    assert Event.objects.count() == events
    assert (Recall.objects.count(), TakeDown.objects.count()) == (1, 1)
    assert Copy.objects.exclude(state=Copy.State.GONE).count() == 0

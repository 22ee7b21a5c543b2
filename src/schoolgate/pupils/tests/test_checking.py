"""Keeping the record of consents current: what the data protection lead looks through, and when it is due."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor
from schoolgate.pupils.actions.checking import check_consents
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.checking import to_look_through
from schoolgate.pupils.models import ConsentCheck
from tests.cast import Cast
from tests.make import NOW, consents, make_pupil


def page_of(cast: Cast, who: object) -> str:
    answer = cast.browse_as(who).get(reverse("pupils:current", args=[cast.oakfield.slug]))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def look_through(cast: Cast, actor: Actor | None = None) -> None:
    check_consents(actor or cast.as_actor(cast.dpo), cast.oakfield)


def test_it_holds_who_is_unanswered_who_changed_and_who_left(cast: Cast) -> None:
    open_one, changed, left = (make_pupil(cast.oakfield, name) for name in ("Ada", "Bea", "Cem"))
    for pupil in (changed, left):
        consents(pupil)
    look_through(cast)
    later = NOW + timedelta(days=1)
    withdraw_consent(
        cast.as_actor(cast.office, now=later), changed, uses=["photo.website"], given_by="", evidence=""
    )
    left.left_on = later.date()
    left.save(update_fields=["left_on"])
    seen = to_look_through(cast.oakfield, later)
    assert (seen.unanswered, seen.changed, seen.left) == ([open_one.pk], [changed.pk], [left.pk])
    check_consents(cast.as_actor(cast.dpo, now=later), cast.oakfield)
    after = to_look_through(cast.oakfield, later)
    assert (after.unanswered, after.changed, after.left) == ([open_one.pk], [], [])


def test_the_data_protection_lead_says_so_and_it_is_kept(cast: Cast) -> None:
    make_pupil(cast.oakfield)
    dpo = cast.browse_as(cast.dpo)
    address = reverse("pupils:current", args=[cast.oakfield.slug])
    assert "Nobody has looked through it yet." in page_of(cast, cast.dpo)
    assert "today" in dpo.post(address, {}, follow=True).content.decode()
    check = ConsentCheck.objects.get()
    assert (check.checked_by, check.unanswered, check.next_at) == (cast.dpo, 1, NOW + timedelta(days=28))
    assert Event.objects.filter(type="consent.checked").count() == 1


def test_others_see_it_and_cannot_say_so(cast: Cast) -> None:
    assert "I have looked through it" not in page_of(cast, cast.office)
    with pytest.raises(Refused):
        look_through(cast, cast.as_actor(cast.office))
    assert not ConsentCheck.objects.exists()
    address = reverse("pupils:current", args=[cast.oakfield.slug])
    assert cast.browse_as(cast.jo).get(address).status_code in (403, 404)


def test_it_waits_on_today_until_it_is_done_and_again_after_four_weeks(cast: Cast, settings) -> None:
    words = "Look through the record of consents"
    dpo = cast.browse_as(cast.dpo)
    assert words not in dpo.get("/today", follow=True).content.decode()
    make_pupil(cast.oakfield)
    assert words in dpo.get("/today", follow=True).content.decode()
    assert words not in cast.browse_as(cast.office).get("/today", follow=True).content.decode()
    look_through(cast)
    assert words not in dpo.get("/today", follow=True).content.decode()
    settings.FIXED_NOW = NOW + timedelta(days=28)
    assert words in dpo.get("/today", follow=True).content.decode()


def test_the_number_of_queries_does_not_grow(cast: Cast, queries_do_not_grow) -> None:
    client, address = cast.browse_as(cast.dpo), reverse("pupils:current", args=[cast.oakfield.slug])

    def make(number: int) -> None:
        for each in range(number):
            consents(make_pupil(cast.oakfield, f"A{number}x{each}"), "photo.website")

    queries_do_not_grow(make, lambda: client.get(address), at_most=18)

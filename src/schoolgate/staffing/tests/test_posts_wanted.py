"""Posts that law and the policy want held, empty ones, and the governors' word on the safeguarding lead."""

from datetime import date

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.policies.loading import library
from schoolgate.staffing.actions import confirm_remit
from schoolgate.staffing.models import ConfirmedRemit
from schoolgate.staffing.posts_wanted import POSTS_HELD, WANTED_BY
from tests import make

PAGE = "/schools/oakfield/bound/posts/"


def page_of(cast, person=None):
    answer = cast.browse_as(person or cast.head).get(PAGE)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post_of(cast, person):
    return person.appointments.get()


def test_every_clause_that_wants_a_post_says_which():
    asked = {row.clause for policy in library().values() for row in policy.rows if row.instance == POSTS_HELD}
    assert set(WANTED_BY) == asked


def test_the_page_names_who_holds_each_post_and_since_when(cast, adopted):
    adopted("ST")
    page = page_of(cast)
    assert "Sam Hale" in page
    assert "ST-003" in page
    assert "nobody holds this post" in page  # the chair of governors


def test_another_holder_changes_the_name(cast, adopted):
    adopted("ST")
    post = post_of(cast, cast.head)
    post.last_on = make.NOW.date()
    post.save()
    successor = make.make_person(cast.oakfield, "headteacher", forename="Ola", surname="Finch")
    page = page_of(cast, successor)
    assert "Ola Finch" in page


def test_an_empty_post_waits_on_the_heads_today_until_it_is_held(cast, adopted):
    adopted("AC")
    head = cast.browse_as(cast.head)
    assert "Nobody holds this post" not in head.get("/today", follow=True).content.decode()
    end_appointment(cast.as_actor(cast.head), post_of(cast, cast.safeguarding), last_on=date(2026, 11, 16))
    today = head.get("/today", follow=True).content.decode()
    assert "Nobody holds this post: safeguarding lead" in today
    assert "AC-039" in today
    teacher = cast.browse_as(cast.jo).get("/today", follow=True).content.decode()
    assert "Nobody holds this post" not in teacher
    make.make_person(cast.oakfield, "safeguarding_lead")
    assert "Nobody holds this post" not in head.get("/today", follow=True).content.decode()


def test_a_governor_confirms_once_what_the_safeguarding_leads_work_includes(cast, adopted):
    adopted("ST")
    assert "not confirmed by the governors" in page_of(cast)
    confirm_remit(cast.as_actor(cast.governor), post_of(cast, cast.safeguarding))
    remit = ConfirmedRemit.objects.get()
    assert (remit.confirmed_by, remit.confirmed_at) == (cast.governor, make.NOW)
    assert Event.objects.filter(type="appointment.remit_confirmed").count() == 1
    assert "confirmed for the governors by Gil Oram" in page_of(cast)
    with pytest.raises(Refused):
        confirm_remit(cast.as_actor(cast.governor), post_of(cast, cast.safeguarding))
    assert ConfirmedRemit.objects.count() == 1


def test_only_the_safeguarding_leads_work_is_confirmed_and_only_by_governors(cast):
    with pytest.raises(Refused):
        confirm_remit(cast.as_actor(cast.governor), post_of(cast, cast.jo))
    with pytest.raises(Refused):
        confirm_remit(cast.as_actor(cast.head), post_of(cast, cast.safeguarding))
    assert not ConfirmedRemit.objects.exists()


def test_the_governor_confirms_on_a_page(cast, adopted):
    adopted("ST")
    governor = cast.browse_as(cast.governor)
    address = f"{PAGE}{post_of(cast, cast.safeguarding).pk}/confirm/"
    assert "Is being safe online part of this post?" in governor.get(address).content.decode()
    assert governor.post(address).status_code == 302
    assert ConfirmedRemit.objects.exists()


def test_the_page_takes_the_same_queries_however_many_hold_posts(cast, adopted, queries_do_not_grow):
    adopted("BE")

    def more(number):
        for _ in range(number):
            make.make_person(cast.oakfield, "staff")

    head = cast.browse_as(cast.head)
    queries_do_not_grow(more, lambda: head.get(PAGE), at_most=18)

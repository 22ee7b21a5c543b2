"""Doing a duty: the five habits."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.duties.actions import do_duty
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from schoolgate.rules.refusals import Control
from tests.make import NOW

pytestmark = pytest.mark.django_db


def a_duty(cast, **given) -> Duty:
    return Duty.objects.create(
        school=cast.oakfield,
        key="duty.own_posts_looked_at",
        what="Look through older posts",
        due_at=NOW + timedelta(days=2),
        **{"owed_by": cast.office, **given},
    )


def test_doing_it_keeps_what_came_of_it_and_records_one_event(cast):
    duty = a_duty(cast)
    do_duty(cast.as_actor(cast.office), duty, outcome="Found nothing older")
    duty.refresh_from_db()
    assert duty.done_by == cast.office
    assert duty.outcome == "Found nothing older"
    assert Event.objects.get().type == "duty.done"


def test_whoever_holds_the_post_may_do_what_the_post_owes(cast):
    duty = a_duty(cast, owed_by=None, owed_by_role=Role.HEADTEACHER)
    do_duty(cast.as_actor(cast.head), duty, outcome="Looked")
    duty.refresh_from_db()
    assert duty.done_at == NOW


@pytest.mark.parametrize(("who", "outcome"), [("jo", "Done"), ("office", " ")])
def test_somebody_elses_duty_or_no_word_on_it_changes_nothing(cast, who, outcome):
    duty = a_duty(cast)
    with pytest.raises(Refused) as refused:
        do_duty(cast.as_actor(getattr(cast, who)), duty, outcome=outcome)
    assert refused.value.refusals[0].control is Control.STATE
    duty.refresh_from_db()
    assert duty.done_at is None
    assert not Event.objects.exists()


def test_a_duty_of_another_school_is_not_there(cast):
    with pytest.raises(NotHere):
        do_duty(cast.as_actor(cast.head_elsewhere, cast.elmsgate), a_duty(cast), outcome="Done")


def test_nobody_opens_a_duty_of_another_on_a_page(cast, client):
    duty = a_duty(cast)
    assert cast.browse_as(cast.jo).get(f"/schools/oakfield/duties/{duty.pk}").status_code == 404


def test_a_duty_that_closes_itself_cannot_be_talked_away_and_leads_to_the_work(cast):
    duty = a_duty(cast, closes_itself=True, link="/schools/oakfield/deliveries/1")
    with pytest.raises(Refused):
        do_duty(cast.as_actor(cast.office), duty, outcome="Done, honestly")
    answer = cast.browse_as(cast.office).get(f"/schools/oakfield/duties/{duty.pk}")
    assert answer.status_code == 302
    assert answer.url == "/schools/oakfield/deliveries/1"

"""Leaders who are away, and who decides in their place."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.actions.standing_in import end_stand_in, name_stand_in
from schoolgate.people.models import Appointment
from tests import make
from tests.cast import Cast

TODAY = make.NOW.date()
WEEK = {"first_on": TODAY, "last_on": TODAY + timedelta(days=6)}


def test_the_stand_in_has_the_role_on_these_days_and_no_longer(cast: Cast) -> None:
    name_stand_in(cast.as_actor(cast.head), cast.oakfield, person=cast.jo, role=Role.HEADTEACHER, **WEEK)
    assert cast.as_actor(cast.jo).may(Permission.POLICY_ADOPT)
    assert not cast.as_actor(cast.jo, now=cast.now + timedelta(days=7)).may(Permission.POLICY_ADOPT)
    assert [event.type for event in Event.objects.all()] == ["stand_in.named"]


def test_a_leader_gives_only_a_role_of_their_own_to_staff(cast: Cast) -> None:
    for person, role in ((cast.jo, Role.HEADTEACHER), (cast.volunteer, Role.SENIOR_LEADER)):
        with pytest.raises(Refused):
            name_stand_in(cast.as_actor(cast.deputy), cast.oakfield, person=person, role=role, **WEEK)
    assert not Appointment.objects.filter(stands_in_for__isnull=False).exists()
    assert not Event.objects.exists()


def test_a_stand_in_cannot_hand_it_on(cast: Cast) -> None:
    name_stand_in(cast.as_actor(cast.head), cast.oakfield, person=cast.jo, role=Role.HEADTEACHER, **WEEK)
    with pytest.raises(Refused):
        name_stand_in(cast.as_actor(cast.jo), cast.oakfield, person=cast.lee, role=Role.HEADTEACHER, **WEEK)


def test_whoever_leads_nothing_names_nobody(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        name_stand_in(cast.as_actor(cast.jo), cast.oakfield, person=cast.lee, role=Role.STAFF, **WEEK)
    assert refused.value.refusals[0].words == "Your role does not let you name a stand-in."


def test_a_leader_who_is_back_ends_it_and_nobody_else_does(cast: Cast) -> None:
    done = name_stand_in(
        cast.as_actor(cast.head), cast.oakfield, person=cast.jo, role=Role.HEADTEACHER, **WEEK
    )
    with pytest.raises(Refused) as refused:
        end_stand_in(cast.as_actor(cast.deputy), done.subject, last_on=TODAY)
    assert refused.value.refusals[0].words == "You did not name this stand-in."
    end_stand_in(cast.as_actor(cast.head), done.subject, last_on=TODAY)
    assert not cast.as_actor(cast.jo, now=cast.now + timedelta(days=1)).may(Permission.POLICY_ADOPT)
    assert Event.objects.filter(type="stand_in.ended").count() == 1


def test_another_schools_stand_in_is_not_here(cast: Cast) -> None:
    lee_there = make.make_person(cast.elmsgate, Role.STAFF)
    there = name_stand_in(
        cast.as_actor(cast.head_elsewhere, cast.elmsgate),
        cast.elmsgate,
        person=lee_there,
        role=Role.HEADTEACHER,
        **WEEK,
    )
    with pytest.raises(NotHere):
        end_stand_in(cast.as_actor(cast.head), there.subject, last_on=TODAY)

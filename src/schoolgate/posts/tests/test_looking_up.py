"""Looking beyond one's own classes is allowed to staff, and written down."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.posts.actions.looking_up import look_up_pupil
from schoolgate.rules.refusals import Control

pytestmark = pytest.mark.django_db


def test_a_teachers_look_through_the_roll_is_one_event(cast):
    look_up_pupil(cast.as_actor(cast.jo), cast.oakfield, letters="am", found=3)
    event = Event.objects.get()
    assert event.type == "look_up.made"
    assert event.actor_id == f"person:{cast.jo.pk}"


def test_a_volunteer_may_not_look_at_the_roll(cast):
    with pytest.raises(Refused) as refused:
        look_up_pupil(cast.as_actor(cast.volunteer), cast.oakfield, letters="am", found=3)
    assert refused.value.refusals[0].control is Control.PERMISSION
    assert not Event.objects.exists()


def test_nobody_looks_at_the_roll_of_another_school(cast):
    with pytest.raises(NotHere):
        look_up_pupil(cast.as_actor(cast.jo), cast.elmsgate, letters="am", found=3)
    assert not Event.objects.exists()

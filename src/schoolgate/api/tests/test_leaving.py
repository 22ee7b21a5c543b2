"""Keys for programs on a leaver's page."""

from dataclasses import replace
from datetime import timedelta

from schoolgate.api.actions import make_token, revoke_token
from schoolgate.credentials.models import Leaving
from schoolgate.people.actions.appointing import end_appointment
from tests.cast import Cast
from tests.following import follow_up
from tests.make import NOW

LAST = NOW.date() + timedelta(days=10)


def test_a_key_that_still_opens_something_stands_on_its_leavers_page(cast: Cast):
    at_the_trust = replace(cast.as_actor(cast.jo), school=None)
    given = {"permissions": ["post_read"], "may_write": False, "ends_on": LAST + timedelta(days=60)}
    make_token(at_the_trust, cast.jo, name="Timetable", **given)
    gone = make_token(at_the_trust, cast.jo, name="Old display", **given).subject
    revoke_token(at_the_trust, gone)
    end_appointment(cast.as_actor(cast.head), cast.jo.appointments.get(), last_on=LAST)
    follow_up(NOW)
    found = Leaving.objects.get(person=cast.jo)
    page = cast.browse_as(cast.head).get(f"/schools/oakfield/leavers/{found.pk}").content.decode()
    assert "Keys for programs" in page
    assert "Timetable" in page
    assert "Old display" not in page

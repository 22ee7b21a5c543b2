"""Who is signed in is read with who that is: one query beside the session's."""

from datetime import timedelta

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment, User
from schoolgate.people.queries import actor_for, today_of
from tests import make
from tests.cast import Cast


def asking(client: Client) -> HttpRequest:
    """A request with the session of this browser."""
    request = HttpRequest()
    request.session = SessionStore(client.session.session_key)
    request.user = get_user(request)
    return request


def test_who_acts_takes_two_queries_with_the_session(cast: Cast):
    client = cast.browse_as(cast.head)
    actor_for(asking(client), "oakfield", cast.now)
    with CaptureQueriesContext(connection) as asked:
        actor = actor_for(asking(client), cast.oakfield.slug, cast.now)
        assert actor is not None
        assert (actor.person, actor.school, actor.school.trust) == (cast.head, cast.oakfield, cast.trust)
        assert actor.roles == {Role.HEADTEACHER}
    # The test looks the session up once itself.
    assert len(asked) <= 3, [query["sql"][:80] for query in asked]


def test_a_post_that_is_over_or_has_not_begun_counts_for_nothing(cast: Cast):
    client = cast.browse_as(cast.head)
    today = today_of(cast.now)
    held = Appointment.objects.filter(person=cast.head)
    for days in (
        {"first_on": today - timedelta(days=9), "last_on": today - timedelta(days=1)},
        {"first_on": today + timedelta(days=1), "last_on": None},
    ):
        held.update(**days)
        assert actor_for(asking(client), cast.oakfield.slug, cast.now) is None
    held.update(first_on=today, last_on=today)
    assert actor_for(asking(client), cast.oakfield.slug, cast.now) is not None


def test_a_login_that_is_switched_off_is_nobody(cast: Cast):
    client = cast.browse_as(cast.head)
    User.objects.filter(pk=cast.head.user_id).update(is_active=False)
    assert not asking(client).user.is_authenticated


def test_a_session_from_before_the_password_was_changed_is_nobody(cast: Cast):
    client = cast.browse_as(cast.head)
    user = User.objects.get(pk=cast.head.user_id)
    user.set_password("another long password")
    user.save()
    assert not asking(client).user.is_authenticated


def test_a_login_without_any_appointment_is_known_and_acts_nowhere(cast: Cast):
    person = make.make_person(cast.oakfield)
    request = asking(cast.browse_as(person))
    assert request.user == person.user
    assert actor_for(request, cast.oakfield.slug, cast.now) is None
    assert actor_for(request, None, cast.now) is None

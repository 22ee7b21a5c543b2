"""Who is signed in: the login of a session, and with it, in the one query that every page asks, who that is."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from schoolgate.kernel.kept import kept
from schoolgate.people.models import Appointment


class Recognises(AuthenticationBackend):
    """allauth's, but that a login comes with its person and everything they were ever appointed to.

    Whether the session may be believed Django looks itself, on every request, as it always does.
    """

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        appointments = appointments_with_login(user_id)
        if not appointments:
            return super().get_user(user_id)
        user: Any = appointments[0].person.user
        user.appointments = appointments  # what `actor_for` reads
        return user if self.user_can_authenticate(user) else None


@kept
def appointments_with_login(user_id: int) -> QuerySet[Appointment]:
    """All appointments of whoever signs in with this login, past ones too, with person, school and trust."""
    return (
        Appointment.objects.filter(person__user_id=user_id)
        .select_related("person__user", "school__trust")
        .order_by("school_id", "pk")
    )

"""Ending one's own sessions on other devices."""

from allauth.usersessions.models import UserSession

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person
from schoolgate.people.sessions import refusals_to_end_sessions


@action(may=Permission.SESSION_END, unless=refusals_to_end_sessions, records=EventType.SESSION_ENDED)
def end_sessions(actor: Actor, person: Person, *, sessions: list[int]) -> Done:
    """Whoever used these sessions is asked to sign in again."""
    for session in UserSession.objects.filter(pk__in=sessions, user_id=person.user_id):
        session.end()
    return Done(person, {"sessions": len(sessions)})

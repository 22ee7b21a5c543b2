"""Asking for a test e-mail; the e-mail itself follows."""

from schoolgate.audit.event_types import EventType
from schoolgate.keeping.mail_test import refusals_to_test
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School


@action(may=Permission.INSTALLATION_SEE, unless=refusals_to_test, records=EventType.MAIL_TEST_ASKED)
def send_me_a_test(actor: Actor, school: School) -> Done:
    """Write to oneself, to see whether e-mail arrives."""
    return Done(school, {"to": actor.id})

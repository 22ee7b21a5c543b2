"""The test e-mail: to whoever asked for it, and what became of it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.keeping.put_right import MAIL_TEST
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.follow_ups import follows
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.notifications.models import Letter
from schoolgate.people.models import Person, School
from schoolgate.rules.refusals import Control, Refusal

ONE_IN = timedelta(seconds=20)


def refusals_to_test(actor: Actor, school: School) -> list[Refusal]:
    """One needs an address, and does not ask twice in a moment."""
    if not actor.person.email:
        return [Refusal(Control.STATE, "You have no e-mail address here.", "Add it on the page “People”.")]
    last = last_test(actor.person)
    if last is not None and actor.now - last.written_at < ONE_IN:
        return [Refusal(Control.STATE, "A test is on its way.", "Wait twenty seconds.")]
    return []


def last_test(person: Person) -> Letter | None:
    """The newest test e-mail to this person."""
    found = Letter.objects.filter(occasion__startswith=MAIL_TEST, recipient=f"person:{person.pk}")
    return found.order_by("-pk").first()


@follows(EventType.MAIL_TEST_ASKED)
def write_the_test(event: Event, now: datetime) -> None:
    """One letter for each time it was asked."""
    person = Person.objects.get(pk=int(event.actor_id.partition(":")[2]))
    words = Words(
        _("A test from Schoolgate"),
        (_("If you read this, e-mail from Schoolgate arrives."), _("Look whether it came as spam, too.")),
    )
    letters.write(f"{MAIL_TEST}{event.pk}", [Recipient(f"person:{person.pk}", person.email)], words, now=now)
    letters.send_due(now)

"""An objection is decided by the data protection lead; until then what it is about is stopped."""

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.families import queries
from schoolgate.families.models import Objection
from schoolgate.families.objecting import stands_against
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.pupils.answer_queries import said_now
from schoolgate.pupils.answering import Given, NewAnswer, write_answers
from schoolgate.pupils.givers import noes_of_others
from schoolgate.pupils.locking import lock_pupil
from schoolgate.rules.consents import Capacity, Said


@action(
    may=Permission.PERSONAL_DATA_KEEP,
    unless=queries.refusals_to_decide_objection,
    records=EventType.FAMILY_OBJECTION_DECIDED,
    locks=lock_pupil,
    in_person=True,
)
def decide_objection(actor: Actor, objection: Objection, *, is_upheld: bool, grounds: str = "") -> Done:
    """It stays a no; or the school goes on for compelling grounds, which whoever objected is told.

    Another's no, and another's objection, hold what it is about as before.
    """
    objection.outcome = Objection.Outcome.UPHELD if is_upheld else Objection.Outcome.NOT_UPHELD
    objection.grounds = "" if is_upheld else grounds.strip()[:500]
    objection.decided_at, objection.decided_by = actor.now, actor.person
    objection.save(update_fields=["outcome", "grounds", "decided_at", "decided_by"])
    goes_on = [] if is_upheld else _let_go_on(actor, objection)
    _tell(actor, objection)
    return Done(objection, {"outcome": str(objection.outcome), "uses": goes_on})


def _let_go_on(actor: Actor, objection: Objection) -> list[str]:
    """The uses for which nothing holds any more: as if nobody had answered, so that the task stands."""
    pupil, now = objection.pupil, said_now(objection.pupil)
    giver = objection.adult.name if objection.adult else pupil.full_name
    others = noes_of_others(pupil, objection.uses, giver) | stands_against(objection)
    free = [use for use in objection.uses if now.get(use) is Said.OBJECTED and use not in others]
    evidence = f"Objection {objection.pk}: compelling grounds, told to whoever objected"
    given = Given(actor.name, Capacity.SCHOOL_RECORD, evidence, actor.now)
    rows = (NewAnswer(pupil.pk, use, Said.NOT_ANSWERED) for use in free)
    write_answers(actor, objection.school, rows, given)
    return free


def _tell(actor: Actor, objection: Objection) -> None:
    """That it is decided, and where to read it; a mailbox is not the school's."""
    if objection.adult is None:
        return
    letter = Words(
        _("The school has decided about your objection"),
        (
            _("You told us why you object to how we show your child. It is decided."),
            _("Read it with your link, or ask for a new one here:"),
        ),
        reverse("families:ask", kwargs={"school_slug": objection.school.slug}),
    )
    adult = objection.adult
    recipients = [Recipient(f"adult:{adult.pk}", adult.email)]
    letters.write(f"objection:{objection.pk}", recipients, letter, now=actor.now)

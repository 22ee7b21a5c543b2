"""Opening a login: one thing of it, to one person, once. What is shown stands in no event and no log."""

from datetime import datetime

from schoolgate.audit.event_types import EventType
from schoolgate.credentials import queries
from schoolgate.credentials.due import keep_due
from schoolgate.credentials.models import LoginOpening, SharedLogin
from schoolgate.credentials.showing import shown_of
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.rules.refusals import Control

NAMED = (Control.NAMED_PEOPLE_OPEN_A_LOGIN.value,)
EMERGENCY = (Control.LEADERSHIP_OPENS_LOGINS.value,)


@action(
    may=Permission.LOGIN_OPEN, unless=queries.refusals_to_open, records=EventType.LOGIN_OPENED, in_person=True
)
def open_login(actor: Actor, login: SharedLogin, *, what: str, shown_at: datetime | None = None) -> Done:
    """Show one thing of it to somebody named. `shown_at`: when their second factor was asked for last."""
    _open(actor, login, what)
    return Done(login, {"what": what}, controls=NAMED)


@action(
    may=Permission.LOGIN_EMERGENCY,
    unless=queries.refusals_to_open_in_an_emergency,
    records=EventType.LOGIN_OPENED_IN_EMERGENCY,
    in_person=True,
)
def open_login_in_an_emergency(
    actor: Actor, login: SharedLogin, *, what: str, reason: str, shown_at: datetime | None = None
) -> Done:
    """A leader opens it with a reason; the headteacher and the chair hear at once, and it is to be changed."""
    opening = _open(actor, login, what, reason=reason.strip(), is_emergency=True)
    keep_due(login, actor.now)
    login.save(update_fields=["due_at", "due_because"])
    return Done(login, {"what": what, "opening": opening.pk}, controls=EMERGENCY)


@action(
    may=Permission.LOGIN_LOOK,
    unless=queries.refusals_to_look,
    records=EventType.LOGIN_OPENING_LOOKED_AT,
    in_person=True,
)
def look_at_opening(actor: Actor, opening: LoginOpening) -> Done:
    """The headteacher or the chair has seen who opened what, and why."""
    fields = queries.looks_as(actor)
    for field in fields:
        setattr(opening, field, actor.now)
    opening.save(update_fields=fields)
    return Done(opening, controls=EMERGENCY)


def _open(
    actor: Actor, login: SharedLogin, what: str, *, reason: str = "", is_emergency: bool = False
) -> LoginOpening:
    opening = LoginOpening.objects.create(
        school=login.school,
        login=login,
        person=actor.person,
        at=actor.now,
        what=what,
        reason=reason,
        is_emergency=is_emergency,
    )
    # For whoever asked, once; it is kept in no field.
    login.shown = shown_of(login, what, actor.now)  # type: ignore[attr-defined]
    return opening

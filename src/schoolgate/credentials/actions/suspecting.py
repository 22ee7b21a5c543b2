"""An account may be broken into: one button stops it, marks its logins, and opens the record of the breach."""

from datetime import timedelta

from schoolgate.audit.event_types import EventType
from schoolgate.credentials import suspecting
from schoolgate.credentials.due import keep_due
from schoolgate.credentials.models import Compromise, SharedLogin
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, Happened, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.queries import holders, today_of
from schoolgate.rules.refusals import Control
from schoolgate.web.addresses import url

BREACH = "case.information_breach"
SUSPENDED = (Control.NOTHING_WHILE_SUSPENDED.value,)
FIRST_LOOK = timedelta(hours=24)
BREACH_WORDS = (
    "Find out whether anything about a person could be read or was changed. If people could be harmed, the "
    "Information Commissioner is told within 72 hours of when it was suspected."
)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=suspecting.refusals_to_suspect,
    records=EventType.COMPROMISE_SUSPECTED,
    in_person=True,
)
def suspect_compromise(actor: Actor, account: OfficialAccount, *, words: str) -> Done:
    """Stop the account at once: nothing goes there, its logins must be changed, the breach is somebody's task."""
    found = Compromise.objects.create(
        school=account.school,
        account=account,
        suspected_at=actor.now,
        suspected_by=actor.person,
        words=words.strip(),
    )
    suspends = account.standing == OfficialAccount.Standing.LIVE
    if suspends:
        account.standing, account.suspended_at = OfficialAccount.Standing.SUSPENDED, actor.now
        account.suspended_because = "Somebody may have broken in."
        account.save(update_fields=["standing", "suspended_at", "suspended_because"])
    for login in SharedLogin.objects.select_for_update().filter(account=account, removed_at__isnull=True):
        login.school, login.suspected_at = account.school, actor.now
        keep_due(login, actor.now)
        login.save(update_fields=["suspected_at", "due_at", "due_because"])
    _open_breach(actor, account, found)
    also = (Happened(EventType.ACCOUNT_SUSPENDED, account, {}, SUSPENDED),) if suspends else ()
    return Done(account, {"compromise": found.pk}, (*SUSPENDED, BREACH, "duty.login_changed"), also)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=suspecting.refusals_to_end_compromise,
    records=EventType.COMPROMISE_ENDED,
    in_person=True,
)
def end_compromise(actor: Actor, compromise: Compromise, *, because: str) -> Done:
    """It is safe again: every login was changed. Posts may go there; what was held waits for a new look."""
    return _end(actor, compromise, because, was_mistake=False)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=suspecting.refusals_to_take_back,
    records=EventType.COMPROMISE_ENDED,
    in_person=True,
)
def take_back_suspicion(actor: Actor, compromise: Compromise, *, because: str) -> Done:
    """It was a mistake, and why: the account is live again, its logins need not be changed for this."""
    for login in SharedLogin.objects.select_for_update().filter(
        account=compromise.account_id, removed_at=None
    ):
        login.school, login.suspected_at = compromise.school, None
        keep_due(login, actor.now)
        login.save(update_fields=["suspected_at", "due_at", "due_because"])
    return _end(actor, compromise, because, was_mistake=True)


def _end(actor: Actor, compromise: Compromise, because: str, *, was_mistake: bool) -> Done:
    compromise.ended_at, compromise.ended_by = actor.now, actor.person
    compromise.ended_because = because.strip()
    compromise.save(update_fields=["ended_at", "ended_by", "ended_because"])
    account = OfficialAccount.objects.select_for_update(no_key=True).get(pk=compromise.account_id)
    was_suspended = account.standing == OfficialAccount.Standing.SUSPENDED
    if was_suspended:
        account.standing, account.suspended_at = OfficialAccount.Standing.LIVE, None
        account.suspended_because = ""
        account.save(update_fields=["standing", "suspended_at", "suspended_because"])
    also = (Happened(EventType.ACCOUNT_RESUMED, account, {}, SUSPENDED),) if was_suspended else ()
    return Done(compromise, {"was_mistake": was_mistake}, SUSPENDED, also)


def _open_breach(actor: Actor, account: OfficialAccount, found: Compromise) -> None:
    """The data protection lead finds out what was reached; the headteacher hears at once."""
    link = url("credentials:compromise", school_slug=account.school.slug, compromise_id=found.pk)
    leads = holders(account.school, (Role.DATA_PROTECTION_LEAD,), today_of(actor.now)).exists()
    owed = [(Role.HEADTEACHER, actor.now, "It was stopped. See what was done, and who sees to the rest.")]
    if leads:
        owed.append((Role.DATA_PROTECTION_LEAD, actor.now + FIRST_LOOK, BREACH_WORDS))
    else:
        owed.append((Role.HEADTEACHER, actor.now + FIRST_LOOK, BREACH_WORDS))
    Duty.objects.bulk_create(
        Duty(
            school=account.school,
            key=BREACH,
            what=f"Somebody may have broken into {account.name}"[:200],
            more=more,
            link=link,
            owed_by_role=role,
            about=f"compromise:{found.pk}:{place}",
            due_at=due_at,
        )
        for place, (role, due_at, more) in enumerate(owed)
    )

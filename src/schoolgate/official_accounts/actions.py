"""Adding, changing, connecting, suspending and closing official accounts, and naming who writes for them."""

from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts import naming, queries
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.official_accounts.places import PLACES
from schoolgate.official_accounts.sealing import seal
from schoolgate.people.models import School
from schoolgate.rules.refusals import Control

SUSPENDED = (Control.NOTHING_WHILE_SUSPENDED.value,)
APPOINTED = (Control.APPOINTED_TO_POST.value,)
OFFICIAL = (Control.ONLY_OFFICIAL_ACCOUNTS.value,)


@action(
    may=Permission.ACCOUNT_MAINTAIN, unless=queries.refusals_to_add_account, records=EventType.ACCOUNT_ADDED
)
def add_account(
    actor: Actor, school: School, *, name: str, place: str, purpose: str = "", address: str = ""
) -> Done:
    """Add a place that speaks for the school."""
    kind = PLACES[place]
    account = OfficialAccount.objects.create(
        school=school,
        name=name.strip(),
        connector=kind.connector,
        channel=kind.channel,
        address=address,
        purpose=purpose.strip(),
        longest_text=kind.longest_text,
        most_pictures=kind.most_pictures,
        added_at=actor.now,
    )
    return Done(account, {"name": account.name, "place": place}, controls=OFFICIAL)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=queries.refusals_to_change_account,
    records=EventType.ACCOUNT_CHANGED,
)
def change_account(
    actor: Actor, account: OfficialAccount, *, name: str, purpose: str = "", address: str = ""
) -> Done:
    """Change what an account is called, what it is for, or where it is found."""
    account.name, account.purpose = name.strip(), purpose.strip()
    if account.connector != "wordpress":
        account.address = address
    account.save(update_fields=["name", "purpose", "address"])
    return Done(account, {"name": account.name, "purpose": account.purpose, "address": account.address})


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=queries.refusals_to_connect_account,
    records=EventType.ACCOUNT_CONNECTED,
    in_person=True,
)
def connect_account(
    actor: Actor, account: OfficialAccount, *, address: str, sign_in_name: str, key: str
) -> Done:
    """Keep the key to the place, sealed. It is shown to nobody again, and stands in no event."""
    account.address, account.sign_in_name, account.sealed_key = address.rstrip("/"), sign_in_name, seal(key)
    account.save(update_fields=["address", "sign_in_name", "sealed_key"])
    return Done(account, {"address": account.address})


@action(
    may=Permission.ACCOUNT_MAINTAIN, unless=queries.refusals_to_suspend, records=EventType.ACCOUNT_SUSPENDED
)
def suspend_account(actor: Actor, account: OfficialAccount, *, because: str) -> Done:
    """Nothing goes to this place until it is in order again. What is up stays up."""
    account.standing, account.suspended_at = OfficialAccount.Standing.SUSPENDED, actor.now
    account.suspended_because = because.strip()
    account.save(update_fields=["standing", "suspended_at", "suspended_because"])
    return Done(account, {"because": account.suspended_because}, controls=SUSPENDED)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=queries.refusals_to_resume,
    records=EventType.ACCOUNT_RESUMED,
    in_person=True,
)
def resume_account(actor: Actor, account: OfficialAccount) -> Done:
    """Posts may go to this place again."""
    account.standing, account.suspended_at, account.suspended_because = (
        OfficialAccount.Standing.LIVE,
        None,
        "",
    )
    account.save(update_fields=["standing", "suspended_at", "suspended_because"])
    return Done(account, controls=SUSPENDED)


@action(may=Permission.ACCOUNT_MAINTAIN, unless=queries.refusals_to_close, records=EventType.ACCOUNT_CLOSED)
def close_account(actor: Actor, account: OfficialAccount) -> Done:
    """The school no longer speaks here. Its key is forgotten; what was published there stays known."""
    account.standing, account.sealed_key, account.sign_in_name = OfficialAccount.Standing.CLOSED, "", ""
    account.save(update_fields=["standing", "sealed_key", "sign_in_name"])
    return Done(account, controls=OFFICIAL)


@action(
    may=Permission.ACCOUNT_NAME,
    unless=naming.refusals_to_name,
    records=EventType.ACCOUNT_PERSON_NAMED,
    in_person=True,
)
def name_for_account(
    actor: Actor,
    account: OfficialAccount,
    *,
    person: int,
    does: str,
    first_on: date,
    last_on: date | None = None,
) -> Done:
    """The headteacher's word that somebody writes for this account, from a first day on."""
    named = AccountPerson.objects.create(
        school=account.school,
        account=account,
        person_id=person,
        does=does,
        first_on=first_on,
        last_on=last_on,
        named_by=actor.person,
        named_at=actor.now,
    )
    naming.keep_for_the_gate(account)
    return Done(account, _named(named), controls=APPOINTED)


@action(may=Permission.ACCOUNT_NAME, unless=naming.refusals_to_end, records=EventType.ACCOUNT_PERSON_ENDED)
def end_naming(actor: Actor, named: AccountPerson, *, last_on: date) -> Done:
    """From the day after, they write for this account no more."""
    named.last_on = last_on
    named.save(update_fields=["last_on"])
    account = OfficialAccount.objects.select_for_update(no_key=True).get(pk=named.account_id)
    naming.keep_for_the_gate(account)
    return Done(account, _named(named), controls=APPOINTED)


def _named(named: AccountPerson) -> dict[str, object]:
    return {
        "person": f"person:{named.person_id}",
        "does": named.does,
        "first_on": named.first_on.isoformat(),
        "last_on": named.last_on.isoformat() if named.last_on else None,
    }

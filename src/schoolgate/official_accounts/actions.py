"""Adding, changing, connecting, suspending and closing official accounts, and naming who writes for them."""

from collections.abc import Mapping
from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts import naming, naming_agreed, queries, register
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, AccountReview, OfficialAccount
from schoolgate.official_accounts.platforms import is_social, kind_of, platforms_of
from schoolgate.official_accounts.sealing import seal
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.requests.models import Request
from schoolgate.rules.account_safety import Stands, not_as_it_should_be
from schoolgate.rules.refusals import Control

SUSPENDED = (Control.NOTHING_WHILE_SUSPENDED.value,)
APPOINTED = (Control.APPOINTED_TO_POST.value,)
OFFICIAL = (Control.ONLY_OFFICIAL_ACCOUNTS.value,)
AGREED = (Control.NO_ACCOUNT_WITHOUT_APPROVAL.value, "noun.official_accounts.register")
REVIEWED = ("duty.account_review",)
SAFE = ("noun.official_accounts.safety_settings",)
RIGHT_AGREED = (Control.APPOINTED_TO_POST.value, "request.right_on_an_account")
MODERATES = (Control.WHO_MODERATES.value, "request.right_on_an_account")


@action(
    may=Permission.ACCOUNT_MAINTAIN, unless=queries.refusals_to_add_account, records=EventType.ACCOUNT_ADDED
)
def add_account(
    actor: Actor,
    school: School,
    *,
    name: str,
    place: str,
    purpose: str = "",
    address: str = "",
    is_there_already: bool = False,
) -> Done:
    """Add a place that speaks for the school. Once the school lives by a policy: one that was there already."""
    account = _account(actor, school, place, name=name.strip(), address=address, purpose=purpose.strip())
    if is_there_already:
        AccountRecord.objects.create(
            school=school,
            account=account,
            came=AccountRecord.Came.FOUND,
            place=place,
            review_on=register.next_review(school, today_of(actor.now)),
        )
    told = {"name": account.name, "place": place, "is_there_already": is_there_already}
    return Done(account, told, controls=OFFICIAL)


def _account(actor: Actor, school: School, place: str, **given: str) -> OfficialAccount:
    kind = kind_of(place)
    return OfficialAccount.objects.create(
        school=school,
        connector=kind.connector,
        channel=kind.channel,
        longest_text=kind.longest_text,
        most_pictures=kind.most_pictures,
        added_at=actor.now,
        **given,
    )


@action(
    may=Permission.ACCOUNT_REGISTER,
    unless=register.refusals_to_register,
    records=EventType.ACCOUNT_REGISTERED,
)
def register_account(actor: Actor, school: School, *, request: int) -> Done:
    """Enter an account that everybody agreed to, as it was asked for, with the people who run it."""
    agreed = Request.objects.get(pk=request)
    said, today = agreed.answers, today_of(actor.now)
    name = register.free_name(school, said["name"])
    account = _account(actor, school, said["place"], name=name, purpose=said["purpose"][:200])
    live_on = date.fromisoformat(said["goes_live_on"]) if said.get("goes_live_on") else today
    platform = platforms_of(school).get(said["place"]) if is_social(said["place"]) else None
    AccountRecord.objects.create(
        school=school,
        account=account,
        came=AccountRecord.Came.APPLIED,
        request=agreed,
        place=said["place"],
        promised=said["purpose"],
        audience=said.get("audience", []),
        contributors=said.get("contributors", []),
        promotion=said.get("promotion", said.get("sought", "")),
        risk="\n".join(f"{risk}: {measure}" for risk, measure in said.get("risks", ()))[:4000],
        time_given=said.get("effort", ""),
        is_open=said.get("is_open", ""),
        email=said.get("email", ""),
        moderator_id=said.get("moderator"),
        brand_agreed_on=today,
        goes_live_on=live_on,
        minimum_age=platform.minimum_age if platform else None,
        rules_link=platform.rules_link if platform else "",
        rules_checked_on=platform.rules_checked_on if platform else None,
        review_on=register.next_review(school, live_on),
    )
    decided_by = agreed.decisions.filter(void_at__isnull=True, says_yes=True).last()
    run_by = [(said.get("lead"), "lead"), *((one, "administrator") for one in said.get("administrators", ()))]
    AccountPerson.objects.bulk_create(
        AccountPerson(
            school=school,
            account=account,
            person_id=person,
            does=does,
            first_on=today,
            named_by_id=decided_by.by_id if decided_by else None,
            named_at=actor.now,
        )
        for person, does in run_by
        if person
    )
    naming.keep_for_the_gate(account)
    return Done(account, {"name": name, "request": f"request:{request}"}, controls=AGREED)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=register.refusals_to_change_record,
    records=EventType.ACCOUNT_RECORD_CHANGED,
)
def change_record(
    actor: Actor,
    account: OfficialAccount,
    *,
    place: str = "",
    email: str = "",
    promotion: str = "",
    time_given: str = "",
    is_open: str = "",
    moderator: int | None = None,
    minimum_age: int | None = None,
    rules_link: str = "",
    rules_checked_on: date | None = None,
    silent_after_days: int = 60,
    key_ends_on: date | None = None,
    promised: str | None = None,
    audience: list[str] | None = None,
    contributors: list[str] | None = None,
    risk: str | None = None,
    brand_agreed_on: date | None = None,
) -> Done:
    """Write down how an account is kept; one that was there before the register gets its record by this.

    What it is for, for whom, its risks and when its name was agreed stay as they stand where they are not given.
    """
    record = _record(actor, account)
    record.promised = record.promised if promised is None else promised.strip()
    record.risk = record.risk if risk is None else risk.strip()
    record.audience = record.audience if audience is None else list(audience)
    record.contributors = record.contributors if contributors is None else list(contributors)
    record.brand_agreed_on = brand_agreed_on or record.brand_agreed_on
    record.place, record.time_given = place or record.place, time_given.strip()
    record.email, record.promotion, record.is_open = email, promotion.strip(), is_open
    record.moderator_id, record.minimum_age, record.rules_link = moderator, minimum_age, rules_link
    record.rules_checked_on, record.key_ends_on = rules_checked_on, key_ends_on
    record.silent_after_days = silent_after_days
    record.save()
    return Done(account, {"rules_checked_on": str(rules_checked_on or "")}, controls=AGREED[1:])


def _record(actor: Actor, account: OfficialAccount) -> AccountRecord:
    """Its record; one that was there before the register gets one."""
    record, _made = AccountRecord.objects.get_or_create(
        account=account,
        defaults={
            "school": account.school,
            "came": AccountRecord.Came.FOUND,
            "review_on": register.next_review(account.school, today_of(actor.now)),
        },
    )
    return record


@action(
    may=Permission.ACCOUNT_MAINTAIN, unless=register.refusals_to_review, records=EventType.ACCOUNT_REVIEWED
)
def review_account(actor: Actor, account: OfficialAccount, *, aims: str, findings: str, outcome: str) -> Done:
    """Say whether an account does what was promised, and what comes of it; the next review is set."""
    record = AccountRecord.objects.filter(account=account).first()
    AccountReview.objects.create(
        school=account.school,
        account=account,
        promised=record.promised if record else account.purpose,
        aims=aims,
        findings=findings.strip(),
        outcome=outcome,
        reviewed_by=actor.person,
        reviewed_at=actor.now,
    )
    AccountRecord.objects.update_or_create(
        account=account,
        defaults={"review_on": register.next_review(account.school, today_of(actor.now))},
        create_defaults={
            "school": account.school,
            "came": AccountRecord.Came.FOUND,
            "review_on": register.next_review(account.school, today_of(actor.now)),
        },
    )
    return Done(account, {"aims": aims, "outcome": outcome}, controls=REVIEWED)


@action(
    may=Permission.ACCOUNT_MAINTAIN,
    unless=register.refusals_to_look_at_safety,
    records=EventType.ACCOUNT_SAFETY_LOOKED_AT,
)
def look_at_safety(
    actor: Actor, account: OfficialAccount, *, lines: Mapping[str, Stands], why: Mapping[str, str]
) -> Done:
    """Write down, line by line, what keeps an account safe, and why not where it does not."""
    record = _record(actor, account)
    record.safety = {key: {"is": str(said), "why": why.get(key, "").strip()} for key, said in lines.items()}
    record.safety_looked_at, record.safety_looked_by = actor.now, actor.person
    record.save(update_fields=["safety", "safety_looked_at", "safety_looked_by"])
    not_so = [line.key for line in not_as_it_should_be(lines)]
    return Done(account, {"not_as_it_should_be": not_so}, controls=SAFE)


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


@action(
    may=Permission.ACCOUNT_REGISTER,
    unless=naming_agreed.refusals_to_name_as_agreed,
    records=EventType.ACCOUNT_PERSON_NAMED,
)
def name_as_agreed(actor: Actor, account: OfficialAccount, *, request: int) -> Done:
    """Name somebody as it was asked and agreed; whoever said the last yes is who named them."""
    agreed = Request.objects.get(pk=request)
    asked = naming_agreed.what_was_agreed(actor.school, agreed, today_of(actor.now))
    decided_by = agreed.decisions.filter(void_at__isnull=True, says_yes=True).latest("pk")
    if asked.right == naming_agreed.MODERATOR:
        record = _record(actor, account)
        record.moderator_id, record.moderator_by = asked.person, agreed
        record.save(update_fields=["moderator", "moderator_by"])
        told = {"person": f"person:{asked.person}", "does": asked.right}
        return Done(account, told, controls=MODERATES)
    named = AccountPerson.objects.create(
        school=account.school,
        account=account,
        person_id=asked.person,
        does=asked.right,
        first_on=asked.first_on,
        last_on=asked.last_on,
        named_by=decided_by.by,
        request=agreed,
        named_at=actor.now,
    )
    naming.keep_for_the_gate(account)
    return Done(account, _named(named), controls=RIGHT_AGREED)


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

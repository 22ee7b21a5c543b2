"""Putting a login into the vault, changing it, saying who may open it. Nothing of its content stands in any event."""

from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.credentials import queries
from schoolgate.credentials.due import keep_due
from schoolgate.credentials.models import LoginChange, LoginPerson, SharedLogin
from schoolgate.credentials.one_time_codes import seed_in
from schoolgate.credentials.sealing import CannotOpen, Content, seal, sealed_anew
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import School
from schoolgate.rules.refusals import Control

STORE = (Control.VAULT_STORE.value,)
NAMED = (Control.NAMED_PEOPLE_OPEN_A_LOGIN.value,)
CHANGED = ("duty.login_changed",)
_DUE = ["due_at", "due_because"]
_BOX = ["kept_where", "box_id", "key_id", "sealed_key", "sealed", "holds", "has_two_steps"]


@action(
    may=Permission.LOGIN_KEEP, unless=queries.refusals_to_add, records=EventType.LOGIN_ADDED, in_person=True
)
def add_login(
    actor: Actor,
    account: OfficialAccount,
    *,
    name: str,
    kept_where: str = "",
    sign_in_name: str = "",
    password: str = "",
    seed: str = "",
    recovery: str = "",
    words: str = "",
    has_two_steps: bool = False,
) -> Done:
    """Put a login into the vault, or note where else it is kept."""
    login = SharedLogin(
        school=account.school,
        account=account,
        name=name.strip(),
        added_at=actor.now,
        changed_at=actor.now,
        changed_by=actor.person,
    )
    content = Content(sign_in_name.strip(), password, seed, recovery.strip(), words.strip())
    _put_in(login, content, kept_where, has_two_steps)
    login.save()
    keep_due(login, actor.now)
    login.save(update_fields=_DUE)
    return Done(login, {"account": account.pk, "kept_here": not login.kept_where}, controls=STORE)


@action(
    may=Permission.LOGIN_OPEN,
    unless=queries.refusals_to_change,
    records=EventType.LOGIN_CHANGED,
    in_person=True,
)
def change_login(
    actor: Actor,
    login: SharedLogin,
    *,
    kept_where: str = "",
    sign_in_name: str = "",
    password: str = "",
    seed: str = "",
    recovery: str = "",
    words: str = "",
    has_two_steps: bool = False,
) -> Done:
    """Say that it was changed where it signs in, and keep the new one; what was there before is gone."""
    because = login.due_because
    content = Content(sign_in_name.strip(), password, seed, recovery.strip(), words.strip())
    _put_in(login, content, kept_where, has_two_steps)
    login.changed_at, login.changed_by, login.suspected_at = actor.now, actor.person, None
    LoginChange.objects.create(
        school=login.school,
        login=login,
        at=actor.now,
        person=actor.person,
        because=because,
        kept_where=login.kept_where,
    )
    keep_due(login, actor.now)
    login.save(update_fields=[*_BOX, *_DUE, "changed_at", "changed_by", "suspected_at"])
    detail = {"because": because, "kept_here": not login.kept_where}
    return Done(login, detail, controls=(*STORE, *CHANGED))


@action(
    may=Permission.LOGIN_KEEP,
    unless=queries.refusals_to_remove,
    records=EventType.LOGIN_REMOVED,
    in_person=True,
)
def remove_login(actor: Actor, login: SharedLogin) -> Done:
    """The content is gone at once; who saw it, and when, stays known."""
    login.keep(None)
    login.holds, login.removed_at, login.due_at, login.due_because = [], actor.now, None, ""
    login.save(update_fields=[*_BOX, *_DUE, "removed_at"])
    return Done(login, controls=STORE)


@action(
    may=Permission.LOGIN_NAME,
    unless=queries.refusals_to_name,
    records=EventType.LOGIN_PERSON_NAMED,
    in_person=True,
)
def name_for_login(
    actor: Actor, login: SharedLogin, *, person: int, first_on: date, last_on: date | None = None
) -> Done:
    """The headteacher's word that somebody may open this login, from a first day on."""
    LoginPerson.objects.create(
        school=login.school,
        login=login,
        person_id=person,
        first_on=first_on,
        last_on=last_on,
        named_by=actor.person,
        named_at=actor.now,
    )
    keep_due(login, actor.now)
    login.save(update_fields=_DUE)
    return Done(
        login, {"person": f"person:{person}", "first_on": first_on, "last_on": last_on}, controls=NAMED
    )


@action(
    may=Permission.LOGIN_NAME,
    unless=queries.refusals_to_end_naming,
    records=EventType.LOGIN_PERSON_ENDED,
    in_person=True,
)
def end_login_naming(actor: Actor, named: LoginPerson, *, last_on: date) -> Done:
    """From the day after, they open this login no more; whoever has seen it makes it due."""
    named.last_on = last_on
    named.save(update_fields=["last_on"])
    login = SharedLogin.objects.select_for_update(no_key=True).get(pk=named.login_id)
    login.school = named.school
    keep_due(login, actor.now)
    login.save(update_fields=_DUE)
    return Done(login, {"person": f"person:{named.person_id}", "last_on": last_on}, controls=NAMED)


@action(
    may=Permission.LOGIN_WATCH,
    unless=queries.refusals_to_say_due,
    records=EventType.LOGIN_MUST_BE_CHANGED,
)
def say_login_is_due(actor: Actor, login: SharedLogin) -> Done:
    """Somebody leaves, a term begins, the policy asks for more: by when it must be changed is another time now."""
    keep_due(login, actor.now)
    login.save(update_fields=_DUE)
    return Done(login, {"because": login.due_because, "due_at": login.due_at}, controls=CHANGED)


@action(
    may=Permission.LOGIN_WATCH,
    unless=queries.refusals_to_seal_anew,
    records=EventType.LOGINS_SEALED_ANEW,
)
def seal_logins_anew(actor: Actor, school: School) -> Done:
    """Seal the key of every box with the newest key of the vault; what does not open now stays as it is."""
    moved, left = 0, 0
    for login in SharedLogin.objects.select_for_update().filter(school=school).exclude(sealed=""):
        try:
            login.keep(sealed_anew(login.box))
        except CannotOpen:
            left += 1
            continue
        login.save(update_fields=["key_id", "sealed_key"])
        moved += 1
    return Done(school, {"sealed_anew": moved, "not_opened": left}, controls=STORE)


def _put_in(login: SharedLogin, content: Content, kept_where: str, has_two_steps: bool) -> None:
    """Into a new box, or, where it is kept elsewhere, into none."""
    login.kept_where = kept_where.strip()
    if login.kept_where:
        login.keep(None)
        login.holds, login.has_two_steps = [], has_two_steps
        return
    seed = seed_in(content.seed) if content.seed.strip() else ""
    content = Content(content.sign_in_name, content.password, seed, content.recovery, content.words)
    there = {"password": content.password, "code": seed, "recovery": content.recovery, "words": content.words}
    login.holds = [what for what, value in there.items() if value]
    login.has_two_steps = has_two_steps or bool(seed)
    login.keep(seal(content))

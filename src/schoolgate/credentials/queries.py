"""Reads of shared logins: which there are, who may open them, who did, and why something cannot be done."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from schoolgate.credentials import one_time_codes
from schoolgate.credentials.models import LoginOpening, LoginPerson, SharedLogin
from schoolgate.credentials.sealing import CannotOpen, opened
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.appointing import people_of
from schoolgate.people.queries import current, today_of
from schoolgate.rules import credentials as rules
from schoolgate.rules.days import last_day_must_not_be_before_first
from schoolgate.rules.refusals import Control, Refusal


def logins_for(actor: Actor) -> QuerySet[SharedLogin]:
    """The logins this person sees: all for who keeps them, else those they are named for. `may_open` tells which."""
    named = LoginPerson.objects.filter(
        current(today_of(actor.now)), login=OuterRef("pk"), person=actor.person
    )
    found = SharedLogin.objects.filter(school=actor.school, removed_at__isnull=True).annotate(
        may_open=Exists(named)
    )
    if not actor.may(Permission.LOGIN_KEEP):
        found = found.filter(may_open=True)
    return found.select_related("account", "changed_by").order_by("account__name", "name", "pk")


def people_of_login(login: SharedLogin) -> QuerySet[LoginPerson]:
    """Everyone ever named for it."""
    return LoginPerson.objects.filter(login=login).select_related("person", "named_by")


def openings_of(login: SharedLogin) -> QuerySet[LoginOpening]:
    """Who was shown what of it, the newest first."""
    return LoginOpening.objects.filter(login=login).select_related("person")


def seen_by(person_id: int) -> QuerySet[LoginOpening]:
    """Whatever one person was ever shown, the newest first."""
    return LoginOpening.objects.filter(person=person_id).select_related("login__account")


def refusals_to_add(
    actor: Actor,
    account: OfficialAccount,
    *,
    name: str,
    kept_where: str = "",
    sign_in_name: str = "",
    password: str = "",
    seed: str = "",
    has_two_steps: bool = False,
    **_: object,
) -> list[Refusal]:
    refusals = list(
        rules.refusals_to_keep(_new(account, sign_in_name, password, seed, kept_where, has_two_steps))
    )
    if account.standing == OfficialAccount.Standing.CLOSED:
        refusals.append(Refusal(Control.STATE, "This account is closed.", "Choose one that is open."))
    if not name.strip():
        refusals.append(Refusal(Control.STATE, "It has no name.", "Say what it opens.", about="name"))
    return refusals


def refusals_to_change(
    actor: Actor,
    login: SharedLogin,
    *,
    kept_where: str = "",
    sign_in_name: str = "",
    password: str = "",
    seed: str = "",
    has_two_steps: bool = False,
    **_: object,
) -> list[Refusal]:
    if not actor.may(Permission.LOGIN_KEEP) and not is_named(actor, login):
        return [_not_named()]
    if login.removed_at is not None:
        return [_removed()]
    new = _new(login.account, sign_in_name, password, seed, kept_where, has_two_steps)
    refusals = list(rules.refusals_to_keep(new))
    if password and _is_the_old_one(login, password):
        refusals.append(
            Refusal(
                Control.VAULT_STORE,
                "This is the password that was there before.",
                "Change it where it signs in, then write the new one here.",
                about="password",
            )
        )
    return refusals


def refusals_to_remove(actor: Actor, login: SharedLogin) -> list[Refusal]:
    return [_removed()] if login.removed_at is not None else []


def refusals_to_name(
    actor: Actor, login: SharedLogin, *, person: int, first_on: date, last_on: date | None = None
) -> list[Refusal]:
    if login.removed_at is not None:
        return [_removed()]
    refusals = list(last_day_must_not_be_before_first(first_on, last_on))
    if person not in {one.pk for one in could_open(actor)}:
        refusals.append(
            Refusal(
                Control.PERMISSION,
                "Their role does not let them open a shared login.",
                "Give them a role that does, then name them here.",
                about="person",
            )
        )
    last = last_on or date.max
    if any(
        one.first_on <= last and first_on <= (one.last_on or date.max)
        for one in LoginPerson.objects.filter(login=login, person=person)
    ):
        refusals.append(
            Refusal(
                Control.STATE,
                "They are named for this login on some of these days already.",
                "End that first, or choose other days.",
                about="person",
            )
        )
    return refusals


def refusals_to_end_naming(actor: Actor, named: LoginPerson, *, last_on: date) -> list[Refusal]:
    if named.last_on is not None and named.last_on < today_of(actor.now):
        return [Refusal(Control.STATE, "This is over already.", "Nothing is left to do.")]
    return list(last_day_must_not_be_before_first(named.first_on, last_on))


def refusals_to_open(
    actor: Actor, login: SharedLogin, *, what: str, shown_at: datetime | None = None
) -> list[Refusal]:
    return list(rules.refusals_to_open(_opening(actor, login, what, shown_at)))


def refusals_to_open_in_an_emergency(
    actor: Actor, login: SharedLogin, *, what: str, reason: str, shown_at: datetime | None = None
) -> list[Refusal]:
    facts = _opening(actor, login, what, shown_at)
    return list(rules.refusals_to_open_in_an_emergency(facts, reason))


def refusals_to_look(actor: Actor, opening: LoginOpening) -> list[Refusal]:
    if not opening.is_emergency:
        return [Refusal(Control.STATE, "This was no emergency.", "Nothing is left to do.")]
    if opening.person_id == actor.person_id:
        return [
            Refusal(
                Control.LEADERSHIP_OPENS_LOGINS, "You opened it yourself.", "Somebody else looks at that."
            )
        ]
    if all(getattr(opening, field) is not None for field in looks_as(actor)):
        return [Refusal(Control.STATE, "You have looked at this already.", "Nothing is left to do.")]
    return []


def refusals_to_seal_anew(actor: Actor, school: object) -> list[Refusal]:
    """Only the clock may, which the permission says; a box that does not open stays as it is."""
    return []


def refusals_to_say_due(actor: Actor, login: SharedLogin) -> list[Refusal]:
    return [_removed()] if login.removed_at is not None else []


def looks_as(actor: Actor) -> list[str]:
    """The fields in which this person's look is kept: as headteacher, as chair."""
    roles = {Role.HEADTEACHER: "head_looked_at", Role.CHAIR: "chair_looked_at"}
    return [field for role, field in roles.items() if role in actor.roles]


def is_named(actor: Actor, login: SharedLogin) -> bool:
    """Whether the headteacher named this person for it, and it holds today."""
    today = today_of(actor.now)
    return LoginPerson.objects.filter(current(today), login=login, person=actor.person_id).exists()


def could_open(actor: Actor) -> list:
    """Whose role lets them open a shared login at all."""
    who_may = {role for role in Role if Permission.LOGIN_OPEN in GRANTS[role]}
    everyone: Iterable = people_of(actor.school, today_of(actor.now))
    return [one for one in everyone if {post.role for post in one.posts_now} & who_may]


def _opening(actor: Actor, login: SharedLogin, what: str, shown_at: datetime | None) -> rules.OpeningFacts:
    return rules.OpeningFacts(
        now=actor.now,
        shown_at=shown_at,
        is_named=is_named(actor, login),
        is_suspended=login.account.standing == OfficialAccount.Standing.SUSPENDED,
        is_removed=login.removed_at is not None,
        kept_where=login.kept_where,
        has_it=what in login.holds,
        opens=_opens(login),
        key_id=login.key_id,
    )


def _opens(login: SharedLogin) -> bool:
    try:
        opened(login.box)
    except CannotOpen:
        return False
    return True


def _is_the_old_one(login: SharedLogin, password: str) -> bool:
    try:
        return bool(login.sealed) and opened(login.box).password == password
    except CannotOpen:
        return False


def _new(
    account: OfficialAccount,
    sign_in_name: str,
    password: str,
    seed: str,
    kept_where: str,
    has_two_steps: bool,
) -> rules.NewLogin:
    return rules.NewLogin(
        password,
        kept_where.strip(),
        has_two_steps or bool(seed),
        bool(seed.strip()) and not _is_seed(seed),
        _is_common(password),
        tuple(word for name in (account.name, account.school.name, sign_in_name) for word in name.split()),
    )


def _is_seed(seed: str) -> bool:
    try:
        one_time_codes.seed_in(seed)
    except ValueError:
        return False
    return True


def _is_common(password: str) -> bool:
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def _not_named() -> Refusal:
    return Refusal(
        Control.NAMED_PEOPLE_OPEN_A_LOGIN,
        "You are not among those who look after this login.",
        "Ask the headteacher to name you for it.",
    )


def _removed() -> Refusal:
    return Refusal(Control.STATE, "This login was removed.", "Look which one took its place.")

"""The form that asks for a right on an account: accounts to choose from, what stands against it, what a yes does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts import naming
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, OfficialAccount
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.requests.models import Request
from schoolgate.requests.queries import facts_for
from schoolgate.rules import account_application as rule
from schoolgate.rules.forms import Form, Kind
from schoolgate.rules.refusals import Control, Refusal

RIGHT = "right_on_an_account"
MODERATOR = "moderator"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who should do what on which account, from which day until when."""

    account: OfficialAccount
    person: int
    right: str
    first_on: date
    last_on: date | None


def fit_right(school: School, form: Form) -> Form:
    """The form with the school's own accounts to choose from, where there is a choice."""
    accounts = {f"account_{one.pk}": one.name for one in _accounts(school)}
    if len(accounts) < 2:
        return form
    choice = MappingProxyType(accounts)
    questions = [
        replace(one, kind=Kind.CHOICE, choices=choice, most=0) if one.key == "account" else one
        for one in form.questions
    ]
    return replace(form, questions=tuple(questions))


def against_asking(actor: Actor, answers: Mapping[str, Any]) -> list[Refusal]:
    """What would stand against naming them, so that nobody is asked in vain."""
    asked = what_is_asked(actor.school, answers, today_of(actor.now))
    if asked is None:
        words = "The school has no account of this name."
        return [
            Refusal(Control.ONLY_OFFICIAL_ACCOUNTS, words, "Choose one of the register.", about="account")
        ]
    return against_naming(actor, asked)


def against_a_yes(actor: Actor, request: Request) -> list[Refusal]:
    """What stands against naming them now, when somebody is about to say yes."""
    return against_asking(actor, request.answers)


def against_naming(actor: Actor, asked: Asked) -> list[Refusal]:
    """What stands against this person doing this on this account."""
    if asked.right == MODERATOR:
        staff = facts_for(actor.school, today_of(actor.now)).staff
        policy = current_policy(actor.school)
        return list(rule.moderator_must_be_staff(policy, is_staff=asked.person in staff, about="person"))
    return naming.refusals_to_name(
        actor,
        asked.account,
        person=asked.person,
        does=asked.right,
        first_on=asked.first_on,
        last_on=asked.last_on,
    )


def what_is_asked(school: School, answers: Mapping[str, Any], today: date) -> Asked | None:
    """The request's answers as a naming from today on; None where no account is meant."""
    said = str(answers.get("account", ""))
    account = next((one for one in _accounts(school) if said == f"account_{one.pk}"), None)
    account = account or next(
        (one for one in _accounts(school) if one.name.casefold() == said.casefold()), None
    )
    if account is None or not isinstance(answers.get("person"), int):
        return None
    until = answers.get("until")
    last_on = date.fromisoformat(until) if until else None
    return Asked(account, answers["person"], str(answers.get("right", "")), today, last_on)


def what_was_agreed(school: School, request: Request, today: date) -> Asked:
    """The same of an agreed request. LookupError where its account is gone."""
    asked = what_is_asked(school, request.answers, today)
    if asked is None:
        raise LookupError("the account is gone")
    return asked


def agreed_right(request_id: int) -> Request | None:
    """The request for a right, where it is agreed and nobody was named by it yet."""
    agreed = (Request.State.GRANTED, Request.State.DONE)
    found: Request | None = Request.objects.filter(pk=request_id, key=RIGHT, state__in=agreed).first()
    if found is None or AccountPerson.objects.filter(request=found).exists():
        return None
    return None if AccountRecord.objects.filter(moderator_by=found).exists() else found


def refusals_to_name_as_agreed(actor: Actor, account: OfficialAccount, *, request: int) -> list[Refusal]:
    """What stands against it now, whatever stood against it when somebody said yes."""
    agreed = agreed_right(request)
    if agreed is None:
        return [Refusal(Control.STATE, "Nobody agreed to this, or it is done.", "Look at the request.")]
    asked = what_is_asked(actor.school, agreed.answers, today_of(actor.now))
    if asked is None or asked.account.pk != account.pk:
        return [Refusal(Control.STATE, "It is not about this account.", "Look at the request.")]
    return against_naming(actor, asked)


def _accounts(school: School) -> list[OfficialAccount]:
    closed = OfficialAccount.Standing.CLOSED
    return list(OfficialAccount.objects.filter(school=school).exclude(standing=closed).order_by("name"))

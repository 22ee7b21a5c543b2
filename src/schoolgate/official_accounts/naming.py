"""Who writes for an account: naming them, ending it, and what stands against it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.official_accounts.applying import may_run
from schoolgate.official_accounts.here import holds_a_post
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.people.appointing import people_of
from schoolgate.people.models import Person, School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.account_people import enough_must_remain
from schoolgate.rules.days import last_day_must_not_be_before_first
from schoolgate.rules.refusals import Control, Refusal

LOOKS_AFTER = (AccountPerson.Does.LEAD, AccountPerson.Does.ADMINISTRATOR)
WHO_MAY_WRITE = tuple(role for role in Role if Permission.POST_WRITE in GRANTS[role])


def people_named(account: OfficialAccount) -> QuerySet[AccountPerson]:
    """Everyone ever named for it, those of now and to come first."""
    return AccountPerson.objects.filter(account=account).select_related("person", "named_by")


def could_write(school: School, on: date) -> list[Person]:
    """Whose role lets them write posts at all."""
    return [
        one
        for one in people_of(school, on)
        if {post.role for post in one.posts_now} & set(WHO_MAY_WRITE)  # type: ignore[attr-defined]
    ]


def refusals_to_name(
    actor: Actor,
    account: OfficialAccount,
    *,
    person: int,
    does: str,
    first_on: date,
    last_on: date | None = None,
) -> list[Refusal]:
    return [
        *last_day_must_not_be_before_first(first_on, last_on),
        *_their_role_must_let_them(actor, person),
        *(may_run(actor, person, about="person") if does in LOOKS_AFTER else ()),
        *_they_must_not_be_named_already(account, person, first_on, last_on),
    ]


def refusals_to_take_over(actor: Actor, person: int) -> list[Refusal]:
    """What stands against somebody running an account that another passes on to them."""
    return [
        replace(one, about="to")
        for one in (*_their_role_must_let_them(actor, person), *may_run(actor, person, about="to"))
    ]


def refusals_to_end(actor: Actor, named: AccountPerson, *, last_on: date) -> list[Refusal]:
    if named.last_on is not None and named.last_on < today_of(actor.now):
        return [Refusal(Control.STATE, "This is over already.", "Nothing is left to do.")]
    return [
        *last_day_must_not_be_before_first(named.first_on, last_on),
        *_enough_must_remain(named, after=last_on),
    ]


def _enough_must_remain(named: AccountPerson, *, after: date) -> Iterable[Refusal]:
    """Where somebody who looks after a live account is taken off it."""
    if named.does not in LOOKS_AFTER or named.account.standing != OfficialAccount.Standing.LIVE:
        return ()
    the_day_after = after + timedelta(days=1)
    others = AccountPerson.objects.filter(account=named.account_id, does__in=LOOKS_AFTER).exclude(pk=named.pk)
    remaining = [
        one
        for one in others.filter(holds_a_post(the_day_after))
        if one.last_on is None or one.last_on > after
    ]
    return enough_must_remain(
        current_policy(named.school),
        people=len({one.person_id for one in remaining}),
        leads=sum(one.does == AccountPerson.Does.LEAD for one in remaining),
        was_lead=named.does == AccountPerson.Does.LEAD,
    )


def keep_for_the_gate(account: OfficialAccount) -> None:
    """Write who is named into the account itself, where the gate reads it."""
    account.named = [
        [one.person_id, one.first_on.isoformat(), one.last_on.isoformat() if one.last_on else None]
        for one in AccountPerson.objects.filter(account=account)
    ]
    account.save(update_fields=["named"])


def _their_role_must_let_them(actor: Actor, person: int) -> Iterable[Refusal]:
    if person not in {one.pk for one in could_write(actor.school, today_of(actor.now))}:
        yield Refusal(
            Control.PERMISSION,
            "Their role does not let them write posts.",
            "Give them a role that does, then name them here.",
            about="person",
        )


def _they_must_not_be_named_already(
    account: OfficialAccount, person: int, first_on: date, last_on: date | None
) -> Iterable[Refusal]:
    last = last_on or date.max
    if any(
        one.person_id == person and one.first_on <= last and first_on <= (one.last_on or date.max)
        for one in AccountPerson.objects.filter(account=account)
    ):
        yield Refusal(
            Control.STATE,
            "They are named for this account on some of these days already.",
            "End that first, or choose other days.",
            about="person",
        )

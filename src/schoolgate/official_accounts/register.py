"""The register of official accounts: what is not in order with each, and what stands against writing into it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.official_accounts import applying
from schoolgate.official_accounts.audiences import audience_words
from schoolgate.official_accounts.here import holds_a_post
from schoolgate.official_accounts.models import AccountPerson, AccountRecord, OfficialAccount
from schoolgate.official_accounts.platforms import Platform, is_place, platforms_of
from schoolgate.people.models import School
from schoolgate.people.queries import current, today_of
from schoolgate.policies.queries import current_policy, in_force
from schoolgate.requests.models import Request
from schoolgate.requests.queries import requests_of
from schoolgate.rules.account_application import (
    APPROVED,
    REFUSED,
    managers_have_school_addresses,
    speaks_itself,
)
from schoolgate.rules.account_register import REVIEWED_EVERY, AccountFacts, exceptions
from schoolgate.rules.account_safety import lines_under, refusals_to_look
from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.definitions import Strictness
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.staffing import is_of

APPLICATION = "account_application"
LOOK_AFTER = (AccountPerson.Does.LEAD, AccountPerson.Does.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Kept:
    """An account with its record, its people of today, and what is not in order."""

    account: OfficialAccount
    record: AccountRecord | None
    people: tuple[AccountPerson, ...]
    wrong: tuple[str, ...]
    platform: Platform | None = None

    @property
    def lead(self) -> AccountPerson | None:
        return next((one for one in self.people if one.does == AccountPerson.Does.LEAD), None)


def kept(school: School, accounts: Iterable[OfficialAccount], now: Any) -> list[Kept]:
    """These accounts of `queries.accounts_of`, those with something to put right first. Four queries.

    Whoever holds no post here any more runs nothing, even where nobody ended their name.
    """
    found, today = list(accounts), today_of(now)
    people: dict[int, list[AccountPerson]] = defaultdict(list)
    named = AccountPerson.objects.filter(current(today), holds_a_post(today), account__in=found)
    for one in named.select_related("person"):
        people[one.account_id].append(one)
    records = {
        one.account_id: one
        for one in AccountRecord.objects.filter(account__in=found)
        .select_related("moderator", "safety_looked_by")
        .annotate(moderates=holds_a_post(today, person="moderator_id"))
    }
    platforms, policy = platforms_of(school), current_policy(school)
    lines = []
    for account in found:
        record, own = records.get(account.pk), tuple(people[account.pk])
        platform = platforms.get(record.place) if record and record.place else None
        wrong = _wrong(account, record, own, platform, policy, today, domains=school.domains)
        lines.append(Kept(account, record, own, wrong, platform))
    return sorted(
        lines, key=lambda one: (one.account.standing == "closed", not one.wrong, one.record is None)
    )


def _wrong(
    account: OfficialAccount,
    record: AccountRecord | None,
    people: tuple[AccountPerson, ...],
    platform: Platform | None,
    policy: ResolvedPolicy,
    today: date,
    *,
    domains: list[str],
) -> tuple[str, ...]:
    if account.standing == OfficialAccount.Standing.CLOSED:
        return ()
    if record is None:
        return ("Nobody has written down how it is kept",)
    last, is_social = getattr(account, "last_up_at", None), account.channel == Channel.SOCIAL
    standing = platform.standing if platform else ""
    looked_first = speaks_itself(policy, Control.RISK_ASSESSED_FIRST)
    facts = AccountFacts(
        today=today,
        people=len({one.person_id for one in people if one.does in LOOK_AFTER}),
        leads=sum(one.does == AccountPerson.Does.LEAD for one in people),
        people_wanted=int(policy.setting("administrators_min")),
        outside_addresses=_outside(people, domains, policy),
        live_since=record.goes_live_on,
        last_post_on=today_of(last) if last else None,
        silent_after_days=record.silent_after_days,
        review_on=record.review_on,
        has_platform_rules=is_social,
        rules_checked_on=_later(record.rules_checked_on, platform.rules_checked_on if platform else None),
        key_ends_on=record.key_ends_on,
        platform_is_refused=is_social and standing == REFUSED,
        platform_is_unknown=is_social and looked_first and standing not in (APPROVED, REFUSED),
        lacks_moderator=is_social
        and not record.moderates  # type: ignore[attr-defined]  # `kept` adds it
        and policy.asks_firmly(Control.WHO_MODERATES),
    )
    return tuple(exceptions(facts))


def _outside(people: tuple[AccountPerson, ...], domains: list[str], policy: ResolvedPolicy) -> int:
    """How many run it without an address of the school, where the policy wants one of everybody who does."""
    if not domains:
        return 0
    run_it = {one.person for one in people if one.does in LOOK_AFTER}
    return sum(
        any(
            managers_have_school_addresses(
                policy, has_one=is_of(person.email, domains), is_staff=False, about=""
            )
        )
        for person in run_it
    )


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def next_review(school: School, today: date) -> date:
    """The day on which an account is reviewed next, by the school's setting."""
    return today + REVIEWED_EVERY[current_policy(school).setting("account_review_every")]


def agreed_without_account(request_id: int) -> QuerySet[Request]:
    """The application, where it is agreed and nothing was entered for it yet."""
    agreed = (Request.State.GRANTED, Request.State.DONE)
    return Request.objects.filter(
        pk=request_id, key=APPLICATION, state__in=agreed, account_record__isnull=True
    )


def reads_application(actor: Actor, kept: Kept) -> bool:
    """Whether this account came by an application that this person may read."""
    if kept.record is None or kept.record.request_id is None:
        return False
    return requests_of(actor).filter(pk=kept.record.request_id).exists()


def free_name(school: School, wanted: str) -> str:
    """The name as it was asked for; with a number where an account has it by now."""
    name, number = wanted, 1
    while OfficialAccount.objects.filter(school=school, name__iexact=name).exists():
        number += 1
        name = f"{wanted[:74]} ({number})"
    return name


def refusals_to_register(actor: Actor, school: School, *, request: int) -> list[Refusal]:
    if agreed_without_account(request).exists():
        return []
    return [
        Refusal(
            Control.NO_ACCOUNT_WITHOUT_APPROVAL,
            "Not everybody has agreed to this account, or it is entered already.",
            "Look at the application.",
        )
    ]


def must_be_asked_for_first(school: School, *, is_there_already: bool) -> list[Refusal]:
    """Once a school lives by a policy, a new account comes by an application only."""
    control = Control.NO_ACCOUNT_WITHOUT_APPROVAL
    if is_there_already or not in_force(school).exists():
        return []
    strictness = current_policy(school).strictness(control.value)
    if strictness is Strictness.OFF:
        return []
    return [
        Refusal(
            control,
            "A new account is asked for before it is set up.",
            "Ask for it under “Ask for leave”. One that exists already can be written down here.",
            about="is_there_already",
            warning=strictness is Strictness.WARN,
        )
    ]


def refusals_to_change_record(
    actor: Actor,
    account: OfficialAccount,
    *,
    place: str = "",
    email: str = "",
    audience: list[str] | None = None,
    contributors: list[str] | None = None,
    **_: object,
) -> list[Refusal]:
    found = [*_must_be_open(account), *applying.must_be_the_schools_own(actor.school, email)]
    for about, said in (("audience", audience), ("contributors", contributors)):
        if set(said or ()) - set(audience_words()):
            found.append(
                Refusal(Control.STATE, "There are no such people.", "Choose from the list.", about=about)
            )
    if place and not is_place(place, platforms_of(actor.school)):
        found.append(
            Refusal(Control.STATE, "There is no such place.", "Choose one of the list.", about="place")
        )
    ending = email.rpartition("@")[2].casefold()
    if email and actor.school.domains and ending not in actor.school.domains:
        ends = " or ".join(f"@{domain}" for domain in actor.school.domains)
        found.append(
            Refusal(
                Control.SCHOOL_ADDRESSES_ONLY,
                "This address is not one of the school's.",
                f"Give one that ends with {ends}.",
                about="email",
            )
        )
    return found


def refusals_to_look_at_safety(
    actor: Actor, account: OfficialAccount, *, lines: Mapping[str, str], why: Mapping[str, str]
) -> list[Refusal]:
    asked = lines_under(current_policy(actor.school))
    return [*_must_be_open(account), *refusals_to_look(lines, why, asked=asked)]


def refusals_to_review(
    actor: Actor, account: OfficialAccount, *, findings: str, **_: object
) -> list[Refusal]:
    found = _must_be_open(account)
    if not findings.strip():
        found.append(
            Refusal(Control.STATE, "It is not said what you found.", "Write a line.", about="findings")
        )
    return found


def _must_be_open(account: OfficialAccount) -> list[Refusal]:
    if account.standing == OfficialAccount.Standing.CLOSED:
        return [Refusal(Control.STATE, "This account is closed.", "Nothing is left to do.")]
    return []

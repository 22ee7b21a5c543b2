"""The websites of a school, as duties are about them: each with whoever leads it."""

from collections import defaultdict
from datetime import date

from schoolgate.duties.subjects import Subject, subjects_of
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.people.models import School
from schoolgate.people.queries import current
from schoolgate.registers.rota import looks_after_comments
from schoolgate.rules.consents import Channel


@subjects_of("website")
def websites(school: School, on: date) -> list[Subject]:
    """Every website of the school that is not closed. Two queries."""
    here = OfficialAccount.objects.filter(school=school, channel=Channel.WEBSITE).exclude(
        standing=OfficialAccount.Standing.CLOSED
    )
    runs = AccountPerson.objects.filter(current(on), account__in=here, does__in=_RUNS).order_by(
        "-does", "-pk"
    )
    leads = dict(runs.values_list("account_id", "person_id"))
    return [Subject(str(one.pk), one.name, leads.get(one.pk)) for one in here.order_by("pk")]


@subjects_of("account")
def accounts(school: School, on: date) -> list[Subject]:
    """Every live account on the website or on social media, from the day it was there. Two queries."""
    here = OfficialAccount.objects.filter(
        school=school, standing=OfficialAccount.Standing.LIVE, channel__in=(Channel.WEBSITE, Channel.SOCIAL)
    ).select_related("record")
    runs = AccountPerson.objects.filter(current(on), account__in=here, does__in=_RUNS).order_by(
        "-does", "-pk"
    )
    leads = dict(runs.values_list("account_id", "person_id"))
    return [
        Subject(str(one.pk), one.name, leads.get(one.pk), since=_since(one)) for one in here.order_by("pk")
    ]


def _since(account: OfficialAccount) -> date | None:
    """The day on which a new account goes live; None for one that was there before the register."""
    record = getattr(account, "record", None)
    return record.goes_live_on if record is not None else None


@subjects_of("account_person")
def people_of_accounts(school: School, on: date) -> list[Subject]:
    """Everybody who is named for an account, with the accounts they are named for. One query."""
    named: dict[int, list[AccountPerson]] = defaultdict(list)
    rows = AccountPerson.objects.filter(current(on), school=school).exclude(
        account__standing=OfficialAccount.Standing.CLOSED
    )
    for one in rows.select_related("person", "account").order_by("account__name", "pk"):
        named[one.person_id].append(one)
    return [
        Subject(
            f"{person}-{'.'.join(str(pk) for pk in sorted({one.account_id for one in each}))}"[:60],
            ", ".join(dict.fromkeys(one.account.name for one in each)),
            person,
            str(each[0].person),
            max(one.first_on for one in each),
        )
        for person, each in named.items()
    ]


@subjects_of("watched")
def watched(school: School, on: date) -> list[Subject]:
    """The accounts that the public sees, by whoever is on duty today or else runs them. Three queries."""
    seen = (Channel.WEBSITE, Channel.SOCIAL)
    here = list(
        OfficialAccount.objects.filter(
            school=school, standing=OfficialAccount.Standing.LIVE, channel__in=seen
        ).order_by("name")
    )
    runs = AccountPerson.objects.filter(current(on), account__in=here, does__in=_RUNS).order_by(
        "-does", "-pk"
    )
    first = dict(runs.values_list("account_id", "person_id"))
    on_duty = looks_after_comments(school, on, accounts=[one.name for one in here])
    of: dict[int | None, list[str]] = defaultdict(list)
    for one in here:
        of[on_duty.get(one.name, first.get(one.pk))].append(one.name)
    return [
        Subject(f"person:{person}" if person else "all", ", ".join(names), person)
        for person, names in of.items()
    ]


_RUNS = (AccountPerson.Does.LEAD, AccountPerson.Does.ADMINISTRATOR)

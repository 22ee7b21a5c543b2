"""An account keeps a lead and enough people, whoever is taken off it."""

from typing import Any

from schoolgate.official_accounts.actions import end_naming, name_for_account
from schoolgate.official_accounts.models import AccountPerson
from schoolgate.people.models import Person
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def an_account_keeps_enough_people(stage: Stage) -> None:
    """Two look after the account: neither is taken off before a third is named."""
    lead, other = _named(stage, stage.cast.jo, "lead"), _named(stage, stage.cast.lee, "administrator")
    for one in (lead, other):
        stage.refuses(end_naming, stage.cast.head, one, says="our policy asks for 2", **_today(stage))
    _named(stage, stage.cast.deputy, "administrator")
    stage.does(end_naming, stage.cast.head, other, **_today(stage))


@scene
def an_account_keeps_its_lead(stage: Stage) -> None:
    """Jo leads the account, others look after it: she is taken off it only when somebody else leads."""
    lead = _named(stage, stage.cast.jo, "lead")
    for person in (stage.cast.lee, stage.cast.deputy):
        _named(stage, person, "administrator")
    says = "Nobody would lead the account then"
    stage.refuses(end_naming, stage.cast.head, lead, says=says, **_today(stage))
    _named(stage, stage.cast.office, "lead")
    stage.does(end_naming, stage.cast.head, lead, **_today(stage))


def _named(stage: Stage, person: Person, does: str) -> AccountPerson:
    account = stage.cast.facebook
    first_on = stage.cast.now.date()
    AccountPerson.objects.filter(account=account, person=person).delete()
    stage.does(name_for_account, stage.cast.head, account, person=person.pk, does=does, first_on=first_on)
    return AccountPerson.objects.get(account=account, person=person)


def _today(stage: Stage) -> dict[str, Any]:
    return {"last_on": stage.cast.now.date()}

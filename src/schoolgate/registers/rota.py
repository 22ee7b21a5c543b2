"""Who is on duty, by the register of the rota: today, and what of it is somebody's beyond a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import CharField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from schoolgate.people.models import School
from schoolgate.registers.models import Entry
from schoolgate.rules.rota import Turn, on_duty

REGISTER = "rota"
COMMENTS, POSTS = "comments", "posts"


def turns(school: School) -> list[Turn]:
    """Everything that stands in the rota, the newest first: it goes before what was written down earlier. One query."""
    found = Entry.objects.filter(school=school, key=REGISTER, ended_at__isnull=True).order_by("-pk")
    return [_turn(one) for one in found]


def looks_after_comments(school: School, on: date, *, accounts: list[str]) -> dict[str, int]:
    """By name of the account whoever looks after its comments on this day, where the rota says. One query."""
    known = [one for one in turns(school) if one.what == COMMENTS]
    found = {name: on_duty(known, on, account=name) for name in accounts}
    return {name: person for name, person in found.items() if person is not None}


def reads_posts(school: School, on: date, *, accounts: list[str]) -> set[int]:
    """Who reads posts for these accounts on this day, where the rota says. One query."""
    known = [one for one in turns(school) if one.what == POSTS]
    found = {on_duty(known, on, account=name) for name in accounts}
    return {one for one in found if one is not None}


def turns_of(school: int, person: int, *, beyond: date, also: Collection[int] = ()) -> QuerySet[Entry]:
    """What the rota has somebody do beyond this day, and `also` these entries."""
    until = Cast(KeyTextTransform("until_on", "answers"), CharField())
    standing = Entry.objects.filter(school=school, key=REGISTER, ended_at__isnull=True).annotate(until=until)
    theirs = Q(answers__person=person) & (Q(until__isnull=True) | Q(until__gt=beyond.isoformat()))
    return standing.filter(theirs | Q(pk__in=also))


def _turn(entry: Entry) -> Turn:
    said = entry.answers
    until = said.get("until_on")
    return Turn(
        person=int(said["person"]),
        what=str(said["what"]),
        account=str(said.get("account", "")),
        from_on=date.fromisoformat(said["from_on"]),
        until_on=date.fromisoformat(until) if until else None,
        days=frozenset(said.get("days", ())),
    )

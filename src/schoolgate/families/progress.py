"""How far families have answered: who was asked, who has not answered, who may be reminded."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from schoolgate.families.models import FamilyLink
from schoolgate.families.standing import ties_of
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.rules.families import may_remind


@dataclass(frozen=True, slots=True)
class Asked:
    """One adult whom a link can reach: their children, how many of these have an answer missing, what was sent."""

    adult: int
    name: str
    email: str
    telephone: str
    pupils: tuple[int, ...]
    unanswered: int
    sent_at: datetime | None
    reminders: int

    @property
    def has_answered(self) -> bool:
        return not self.unanswered


@dataclass(frozen=True, slots=True)
class Figures:
    """The school in numbers: children on the roll, those with every answer, those whom a link can ask about."""

    children: int
    answered: int
    by_link: int


def asked_of(school: School, now: datetime) -> list[Asked]:
    """Every adult who may answer by a link, by name. Six queries, whatever their number."""
    ties = ties_of(school, today_of(now))
    answered = _answered(school)
    sent = _sent(school)
    by_adult = defaultdict(list)
    for tie in ties:
        by_adult[tie.adult].append(tie)
    found = [
        Asked(
            adult,
            own[0].name,
            own[0].email,
            own[0].telephone,
            tuple(tie.pupil for tie in own),
            sum(tie.pupil not in answered for tie in own),
            *sent.get(adult, (None, 0)),
        )
        for adult, own in by_adult.items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.adult))


def _answered(school: School) -> set[int]:
    """Pupils for whom every use that the school asks about was answered, by whomever."""
    uses = uses_of(school)
    given = ConsentNow.objects.filter(school=school, use__in=uses).exclude(said="not_answered")
    counted = given.values("pupil_id").annotate(many=Count("pk")).filter(many=len(uses))
    return set(counted.values_list("pupil_id", flat=True))


def _sent(school: School) -> dict[int, tuple[datetime, int]]:
    """When each adult was last sent a link, and how often they were reminded."""
    links = FamilyLink.objects.filter(school=school).values_list("adult_id")
    counted = links.annotate(last=Max("made_at"), many=Count("pk", filter=Q(way=FamilyLink.Way.REMINDER)))
    return {adult: (last, many) for adult, last, many in counted}


def to_ask(asked: list[Asked]) -> list[int]:
    """Who has still to answer, has an e-mail address and was never sent a link."""
    return [one.adult for one in asked if one.unanswered and one.email and one.sent_at is None]


def to_remind(asked: list[Asked], now: datetime) -> list[int]:
    """Who was asked, has not answered, and may be reminded now."""
    return [
        one.adult
        for one in asked
        if one.unanswered
        and one.email
        and may_remind(reminders=one.reminders, last_sent_at=one.sent_at, now=now)
    ]


def with_telephone(asked: list[Asked]) -> list[int]:
    """Who has still to answer and can be reached by a text message."""
    return [one.adult for one in asked if one.unanswered and one.telephone]


def figures_of(school: School, now: datetime, asked: list[Asked]) -> Figures:
    """Two queries. Why a child cannot be asked about by a link is told nowhere, so only their number is."""
    today = today_of(now)
    here = set(
        Pupil.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=today), school=school).values_list(
            "pk", flat=True
        )
    )
    return Figures(
        len(here), len(here & _answered(school)), len({pupil for one in asked for pupil in one.pupils})
    )

"""How far families have answered: who was asked, who has not answered, who may be reminded."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from schoolgate.families.models import FamilyLink
from schoolgate.families.standing import ties_of
from schoolgate.families.times import reminded_after
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.lists import uses_of
from schoolgate.pupils.models import ConsentNow, Pupil
from schoolgate.pupils.reading_as_no import reading_as_no
from schoolgate.rules.families import may_remind
from schoolgate.rules.renewal import asked_anew_since, is_asked_by_the_clock


@dataclass(frozen=True, slots=True)
class Asked:
    """One adult whom a link can reach: their children, how many of these have an answer missing, what was sent.

    What was sent before `since` (a child has joined, a school year has begun) asked about something else.
    """

    adult: int
    name: str
    email: str
    telephone: str
    pupils: tuple[int, ...]
    unanswered: int
    sent_at: datetime | None
    reminders: int
    since: date | None = None

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
    today = today_of(now)
    ties = ties_of(school, today)
    lasts = current_policy(school).setting("consent_lasts")
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
            *_newest(sent.get(adult, ()), since),
            since,
        )
        for adult, own in by_adult.items()
        for since in (
            asked_anew_since(lasts, [one.joined_on for one in own if one.pupil not in answered], today),
        )
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.adult))


def _answered(school: School) -> set[int]:
    """Pupils for whom every use that the school asks about was answered, by whomever.

    Whoever reads as a no to everything on the other pages counts as answered here too: asked about once more, beside a
    page that says no, they would be told apart.
    """
    uses = uses_of(school)
    given = ConsentNow.objects.filter(school=school, use__in=uses).exclude(said="not_answered")
    counted = given.values("pupil_id").annotate(many=Count("pk")).filter(many=len(uses))
    return set(counted.values_list("pupil_id", flat=True)) | reading_as_no(school)


def _sent(school: School) -> dict[int, list[tuple[datetime, str]]]:
    """When each adult was sent a link, and which way."""
    sent: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    links = FamilyLink.objects.filter(school=school).order_by("made_at")
    for adult, at, way in links.values_list("adult_id", "made_at", "way"):
        sent[adult].append((at, way))
    return sent


def _newest(sent: Iterable[tuple[datetime, str]], since: date | None) -> tuple[datetime | None, int]:
    """The last link since that day, and how many reminders there were since."""
    counting = [(at, way) for at, way in sent if since is None or today_of(at) >= since]
    last = counting[-1][0] if counting else None
    return last, sum(way == FamilyLink.Way.REMINDER for _at, way in counting)


def to_ask(asked: list[Asked]) -> list[int]:
    """Who has still to answer, has an e-mail address and was never sent a link."""
    return [one.adult for one in asked if one.unanswered and one.email and one.sent_at is None]


def to_ask_by_the_clock(asked: list[Asked], now: datetime) -> list[int]:
    """Those among them whose child has just joined, or whose year has just begun."""
    on, never = today_of(now), set(to_ask(asked))
    return [one.adult for one in asked if one.adult in never and is_asked_by_the_clock(one.since, on)]


def to_remind(school: School, asked: list[Asked], now: datetime) -> list[int]:
    """Who was asked, has not answered, and may be reminded now."""
    after = reminded_after(school)
    return [
        one.adult
        for one in asked
        if one.unanswered
        and one.email
        and may_remind(reminders=one.reminders, last_sent_at=one.sent_at, now=now, after=after)
    ]


def with_telephone(asked: list[Asked]) -> list[int]:
    """Who has still to answer and can be reached by a text message."""
    return [one.adult for one in asked if one.unanswered and one.telephone]


def on_paper(asked: list[Asked], pupils: Collection[int] | None = None) -> list[int]:
    """Who has still to answer: whoever has no e-mail address, or everybody with one of these pupils."""
    waiting = [one for one in asked if one.unanswered]
    if pupils is None:
        return [one.adult for one in waiting if not one.email]
    return [one.adult for one in waiting if set(one.pupils) & set(pupils)]


def in_class(school: School, class_name: str) -> set[int] | None:
    """The pupils of a class; None where no class was chosen."""
    if not class_name:
        return None
    return set(Pupil.objects.filter(school=school, class_name=class_name).values_list("pk", flat=True))


def figures_of(school: School, now: datetime, asked: list[Asked]) -> Figures:
    """Two queries. Why a child cannot be asked about by a link is told nowhere, so only their number is: how many of
    them are on hold would tell, by what is left, who is."""
    today = today_of(now)
    here = set(
        Pupil.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=today), school=school).values_list(
            "pk", flat=True
        )
    )
    return Figures(
        len(here), len(here & _answered(school)), len({pupil for one in asked for pupil in one.pupils})
    )

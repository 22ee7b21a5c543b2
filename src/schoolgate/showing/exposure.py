"""Reads of what is public of pupils: by account and year group, over the terms, post by post, and of leavers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, Q, QuerySet

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.people.calendars import terms_of
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import Delivery, Post
from schoolgate.rules import exposure as rules
from schoolgate.rules.exposure import PublicPost, Suggestion
from schoolgate.rules.refusals import Refusal

LESS = "duty.show_less"
TERMS = 6
MOST = 20

PUBLIC = (Delivery.State.UP, Delivery.State.UNKNOWN, Delivery.State.COMING_DOWN)
"""It can be seen now, or nobody knows that it cannot."""

_APPEARS = "post__pictures__picture__appearances"
_PICTURE = "post__pictures__picture"


def _recognisable(school: School) -> QuerySet[Delivery]:
    """Every delivery of the school, once for each pupil who can be recognised in a picture of it."""
    shown = {f"{_APPEARS}__pupil__isnull": False, f"{_APPEARS}__is_covered": False}
    return Delivery.objects.filter(post__school=school, **shown).order_by()


def _public(school: School) -> QuerySet[Delivery]:
    return _recognisable(school).filter(state__in=PUBLIC)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account: how many pictures in which pupils can be recognised, by year group, and since when."""

    name: str
    by_year: Mapping[str, int]
    since: date | None

    def of(self, year: str) -> int:
        return self.by_year.get(year, 0)


def by_account(school: School) -> tuple[list[str], list[AccountLine]]:
    """The year groups, and a line for each account that shows pupils. A picture with two years counts in both."""
    rows = (
        _public(school)
        .values_list("account__name", f"{_APPEARS}__pupil__year_group")
        .annotate(many=Count(_PICTURE, distinct=True), since=Min("sent_at"))
    )
    years: set[str] = set()
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    since: dict[str, datetime] = {}
    for account, year, many, first in rows:
        counted[account][year] = many
        years.add(year)
        if first is not None:
            since[account] = min(first, since.get(account, first))
    lines = [
        AccountLine(name, counted[name], today_of(since[name]) if name in since else None)
        for name in sorted(counted)
    ]
    return sorted(years), lines


@dataclass(frozen=True, slots=True)
class TermLine:
    """How many pictures with recognisable pupils were public at the end of a term, or are now."""

    words: str
    many: int


def over_the_terms(school: School, now: datetime, today_words: str) -> list[TermLine]:
    """The last terms and today, the oldest first. Two queries."""
    today = today_of(now)
    past = [one for one in terms_of(school, today - timedelta(days=900)) if one.last_on < today][-TERMS:]
    ends = {
        f"term_{one.pk}": datetime.combine(one.last_on + timedelta(days=1), time(), LONDON) for one in past
    }
    counts = {
        name: Count(
            _PICTURE, distinct=True, filter=Q(sent_at__lt=end) & (Q(down_at=None) | Q(down_at__gte=end))
        )
        for name, end in ends.items()
    }
    counts["now"] = Count(_PICTURE, distinct=True, filter=Q(state__in=PUBLIC))
    found = _recognisable(school).aggregate(**counts)
    return [
        *(TermLine(one.name, found[f"term_{one.pk}"]) for one in past),
        TermLine(today_words, found["now"]),
    ]


@dataclass(frozen=True, slots=True)
class Nearness:
    """Of the posts that are public and show pupils: how many show a face large, and how many one straight on."""

    posts: int
    large: int
    straight: int


def nearness(school: School, now: datetime) -> Nearness:
    """How near and how straight faces are shown. Only where a face was found, and is not covered."""
    facts, _places = _facts(school, today_of(now))
    large = sum((one.largest or 0) >= rules.LARGE_FACE for one in facts.values())
    return Nearness(len(facts), large, sum(one.straight is not None for one in facts.values()))


@dataclass(frozen=True, slots=True)
class Suggested:
    """A public post and what would show less of it."""

    post_id: int
    heading: str
    sent_on: date
    places: tuple[str, ...]
    suggestion: Suggestion
    is_asked: bool


def suggestions(school: School, now: datetime) -> list[Suggested]:
    """What would show less, the most urgent first. Three queries, whatever is public."""
    today = today_of(now)
    facts, places = _facts(school, today)
    found = [
        (suggestion, pk)
        for pk, one in facts.items()
        if (suggestion := rules.suggestion_for(one, today)) is not None
    ]
    first = sorted(found, key=lambda one: (one[0].rank, facts[one[1]].sent_on, one[1]))[:MOST]
    posts = Post.objects.in_bulk([pk for _, pk in first])
    asked = _asked_about(school)
    return [
        Suggested(
            pk,
            posts[pk].heading,
            facts[pk].sent_on,
            tuple(sorted(places[pk])),
            suggestion,
            about_post(pk) in asked,
        )
        for suggestion, pk in first
    ]


def _facts(school: School, today: date) -> tuple[dict[int, PublicPost], dict[int, set[str]]]:
    months = current_policy(school).setting("leavers_pictures_months")
    rows = _public(school).values_list(
        "post_id",
        "sent_at",
        "account__name",
        f"{_APPEARS}__pupil_id",
        f"{_APPEARS}__pupil__year_group",
        f"{_APPEARS}__pupil__left_on",
        f"{_APPEARS}__faces__box",
        f"{_APPEARS}__faces__frontal",
    )
    pupils: dict[int, dict[int, tuple[str, date | None]]] = defaultdict(dict)
    sent: dict[int, date] = {}
    largest: dict[int, float] = {}
    straight: dict[int, float] = {}
    places: dict[int, set[str]] = defaultdict(set)
    for post, sent_at, account, pupil, year, left_on, box, frontal in rows:
        pupils[post][pupil] = (year, left_on)
        places[post].add(account)
        sent[post] = min(today_of(sent_at) if sent_at else today, sent.get(post, today))
        if height := _height_of(box):
            largest[post] = max(height, largest.get(post, 0.0))
            if (frontal or 0) >= rules.STRAIGHT:
                straight[post] = max(height, straight.get(post, 0.0))
    facts = {
        post: PublicPost(
            sent_on=sent[post],
            pupils=len(shown),
            leavers_due=sum(
                left is not None and rules.due_down_on(left, months) < today for _, left in shown.values()
            ),
            has_youngest=any(year.casefold() in rules.YOUNGEST_YEARS for year, _ in shown.values()),
            largest=largest.get(post),
            straight=straight.get(post),
        )
        for post, shown in pupils.items()
    }
    return facts, places


def _height_of(box: object) -> float | None:
    """The share of the picture's height of a face as it is stored: left, top, width, height in fractions."""
    return box[3] if isinstance(box, Sequence) and len(box) > 3 else None


def about_post(post_id: int) -> str:
    return f"show-less:{post_id}"


def _asked_about(school: School) -> set[str]:
    found = Duty.objects.filter(school=school, key=LESS, done_at__isnull=True)
    return set(found.values_list("about", flat=True))


def leavers_due(school: School, today: date) -> list[tuple[int, str, date]]:
    """Who left, is still seen, and whose time is over: id, short name, and since when it is. One query."""
    months = current_policy(school).setting("leavers_pictures_months")
    rows = (
        _public(school)
        .filter(**{f"{_APPEARS}__pupil__left_on__lt": today})
        .values_list(
            f"{_APPEARS}__pupil_id",
            f"{_APPEARS}__pupil__left_on",
            f"{_APPEARS}__pupil__preferred_forename",
            f"{_APPEARS}__pupil__legal_forename",
            f"{_APPEARS}__pupil__legal_surname",
        )
        .distinct()
    )
    found = [
        (pupil, f"{known_as or forename} {surname[:1]}.", rules.due_down_on(left, months))
        for pupil, left, known_as, forename, surname in rows
    ]
    return sorted((one for one in found if one[2] < today), key=lambda one: (one[1], one[0]))


def refusals_to_ask_for_less(actor: Actor, post: Post, **_: object) -> list[Refusal]:
    return list(
        rules.refusals_to_ask_for_less(
            is_public=Delivery.objects.filter(post=post, state__in=PUBLIC).exists(),
            is_asked=Duty.objects.filter(about=about_post(post.pk), key=LESS, done_at=None).exists(),
        )
    )

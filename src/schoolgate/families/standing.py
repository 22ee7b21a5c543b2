"""Who may answer for whom by a link, looked up on the roll at this moment.

Never whom a court keeps from a child, never for a child on hold but whoever decides, never for one who
answers alone, never for one who has left. Why a child is not there is told nowhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from schoolgate.people.models import School
from schoolgate.pupils.givers import who_answer_alone
from schoolgate.pupils.holds import deciders_of, flagged_by_file
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.models import Adult, KeptApart, Pupil, Responsibility


@dataclass(frozen=True, slots=True)
class Tie:
    """An adult who may answer by a link for this pupil."""

    adult: int
    name: str
    email: str
    telephone: str
    pupil: int
    joined_on: date | None = None


def ties_of(school: School, today: date, *, adult: Adult | None = None) -> list[Tie]:
    """Everybody who may answer by a link, for each of their children. Four queries."""
    rows = _rows(school, today)
    if adult is not None:
        rows = rows.filter(adult=adult)
    ties = _ties(rows)
    alone = who_answer_alone(school, {tie.pupil for tie in ties})
    return [tie for tie in _not_kept_apart(school, ties) if tie.pupil not in alone]


def reachable_adults(pupil: Pupil, today: date) -> list[Adult]:
    """The adults who may answer for this pupil and be written to, were it not for the pupil who answers alone."""
    ties = _not_kept_apart(pupil.school, _ties(_rows(pupil.school, today).filter(pupil=pupil)))
    return list(Adult.objects.filter(pk__in=[tie.adult for tie in ties]).exclude(email="").order_by("pk"))


def _rows(school: School, today: date) -> QuerySet[Responsibility]:
    marked = flagged_by_file(school).values("pk")
    return Responsibility.objects.filter(
        Q(pupil__left_on__isnull=True) | Q(pupil__left_on__gt=today),
        pupil__school=school,
        may_answer=True,
        may_be_written_to=True,
    ).exclude(Q(has_responsibility=False) | Q(pupil__in=marked))


def _ties(rows: QuerySet[Responsibility]) -> list[Tie]:
    return [
        Tie(*row)
        for row in rows.order_by("adult_id", "pupil__born_on", "pupil_id").values_list(
            "adult_id", "adult__name", "adult__email", "adult__telephone", "pupil_id", "pupil__joined_on"
        )
    ]


def _not_kept_apart(school: School, ties: list[Tie]) -> list[Tie]:
    """Without whom a court keeps away; for a child on hold only whoever decides."""
    apart, deciders = _Apart.of(school), deciders_of({tie.pupil for tie in ties})
    return [
        tie
        for tie in ties
        if not apart.keeps(tie) and (tie.pupil not in deciders or deciders[tie.pupil].may_say_yes(tie.name))
    ]


def children_of(adult: Adult, today: date) -> list[Pupil]:
    """The children for whom this adult may answer by a link, the eldest first."""
    ids = [tie.pupil for tie in ties_of(adult.school, today, adult=adult)]
    found = Pupil.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def namesakes(adult: Adult, pupils: Iterable[int]) -> set[int]:
    """Those of these pupils who have another adult of the same name: whose answer is whose, nobody could tell."""
    wanted, counts = folded(adult.name), Counter[int]()
    rows = Responsibility.objects.filter(pupil__in=list(pupils))
    for pupil, name in rows.values_list("pupil_id", "adult__name"):
        counts[pupil] += folded(name) == wanted
    return {pupil for pupil, many in counts.items() if many > 1}


@dataclass(frozen=True, slots=True)
class _Apart:
    """Whom a court keeps away: by name for the child, by address for everybody."""

    names: Mapping[int, set[str]]
    emails: frozenset[str]

    @classmethod
    def of(cls, school: School) -> "_Apart":
        names: dict[int, set[str]] = defaultdict(set)
        emails: set[str] = set()
        rows = KeptApart.objects.filter(school=school, released_at__isnull=True)
        for pupil, name, email in rows.values_list("pupil_id", "name", "email"):
            names[pupil].add(folded(name))
            emails.add(email.casefold())
        return cls(names, frozenset(emails - {""}))

    def keeps(self, tie: Tie) -> bool:
        return folded(tie.name) in self.names.get(tie.pupil, ()) or tie.email.casefold() in self.emails

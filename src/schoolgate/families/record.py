"""The record of answers by school year: who answered what for each pupil, when and how."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Min, Q, QuerySet

from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.pupils.models import Answer, Pupil
from schoolgate.rules.consents import CAPACITY_WORDS, Capacity, Said, use_words
from schoolgate.rules.renewal import school_year_began

HEADER = ["Number", "Surname", "Forename", "Class now", "School year", "When", "Use", "Answer", "Basis",
          "Given by", "In what capacity", "Where it can be seen", "Written down by"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Year:
    """A school year by the year in which it begins: 2025 is "2025/26"."""

    begins: int

    @property
    def name(self) -> str:
        return f"{self.begins}/{(self.begins + 1) % 100:02d}"

    @property
    def first(self) -> date:
        return school_year_began(date(self.begins, 12, 1))

    @property
    def next_first(self) -> date:
        return school_year_began(date(self.begins + 1, 12, 1))

    @classmethod
    def of(cls, on: date) -> "Year":
        return cls(school_year_began(on).year)


@dataclass(frozen=True, slots=True)
class Given:
    """Answers that came together: when, from whom, in what capacity, where it can be seen; the uses by answer."""

    at: datetime
    by: str
    capacity: str
    evidence: str
    written_by: str
    uses: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OfPupil:
    """One pupil of the year, and everything that was answered for them in it."""

    pupil: Pupil
    given: tuple[Given, ...]


def years_of(school: School, now: datetime) -> list[Year]:
    """The school years from the first answer to this one, the latest first. One query."""
    this = Year.of(today_of(now))
    first = Answer.objects.filter(school=school, pupil__isnull=False).aggregate(at=Min("answered_at"))["at"]
    oldest = min(Year.of(today_of(first)).begins, this.begins) if first else this.begins
    return [Year(begins) for begins in range(this.begins, oldest - 1, -1)]


def pupils_in(school: School, year: Year) -> QuerySet[Pupil]:
    """Who was on the roll on a day of that year."""
    here = Pupil.objects.filter(school=school).exclude(left_on__lt=year.first)
    here = here.filter(Q(joined_on__isnull=True) | Q(joined_on__lt=year.next_first))
    return here.order_by("class_name", "legal_surname", "legal_forename", "pk")


def record_of(pupils: Iterable[Pupil], year: Year) -> list[OfPupil]:
    """What was answered in that year for each of these, what came together on one line. One query."""
    several = list(pupils)
    came: dict[int, dict[tuple[datetime, str, str, str, str], dict[str, list[str]]]] = defaultdict(dict)
    for one in answers_in(year).filter(pupil__in=several):
        written_by = one.recorded_by.short_name if one.recorded_by else ""
        together = (one.answered_at, one.given_by, one.capacity, one.evidence, written_by)
        by_answer = came[one.pupil_id or 0].setdefault(together, defaultdict(list))
        by_answer[one.said].append(use_words(one.use))
    return [
        OfPupil(
            pupil,
            tuple(
                Given(*together, tuple((said, tuple(uses)) for said, uses in by_answer.items()))
                for together, by_answer in came[pupil.pk].items()
            ),
        )
        for pupil in several
    ]


def answers_in(year: Year) -> QuerySet[Answer]:
    """Every answer about a pupil that was given in that year, in the order in which it was."""
    first, after = (datetime.combine(day, time(), tzinfo=LONDON) for day in (year.first, year.next_first))
    given = Answer.objects.filter(pupil__isnull=False, answered_at__gte=first, answered_at__lt=after)
    return given.select_related("recorded_by").order_by("answered_at", "pk")


def rows_of(school: School, year: Year) -> list[list[str]]:
    """The whole year for a file, a row for each answer; who was never asked has a row without one. Two queries."""
    given: dict[int, list[Answer]] = defaultdict(list)
    for one in answers_in(year).filter(school=school):
        given[one.pupil_id or 0].append(one)
    return [
        [
            pupil.admission_number,
            pupil.legal_surname,
            pupil.legal_forename,
            pupil.class_name,
            year.name,
            *cells,
        ]
        for pupil in pupils_in(school, year)
        for cells in [_cells(one) for one in given[pupil.pk]] or [["", "", Said.NOT_ANSWERED, *[""] * 5]]
    ]


def _cells(one: Answer) -> list[str]:
    return [
        one.answered_at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M"),
        use_words(one.use),
        one.said,
        one.basis,
        one.given_by,
        CAPACITY_WORDS[Capacity(one.capacity)],
        one.evidence,
        one.recorded_by.short_name if one.recorded_by else "",
    ]

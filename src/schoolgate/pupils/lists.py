"""Lists for the pages: the roll with search, one pupil with answers and history, questions, the restricted list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.answering import bases_of, basis_of
from schoolgate.pupils.holds import undecided
from schoolgate.pupils.importing.names import folded
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, Pupil, Responsibility, Restriction
from schoolgate.rules.consents import ALL_USES, CHANNEL_WORDS, Channel, Medium, Said, use_of

_REFUSING = frozenset({Said.NO, Said.WITHDRAWN, Said.OBJECTED})


class Answered(StrEnum):
    """How far a family has answered, as the roll is filtered by it."""

    ALL_YES = "all_yes"
    SOME_NO = "some_no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RollLine:
    """One pupil of the roll as the list shows them. `yes`, `no` and `unanswered` count the school's uses."""

    id: int
    name: str
    class_name: str
    year_group: str
    left_on: date | None
    yes: int
    no: int
    unanswered: int


def uses_of(school: School) -> tuple[str, ...]:
    """The uses that this school asks families about, in the order of the program."""
    named = set(current_policy(school).setting("consent_uses") or ALL_USES)
    return tuple(use for use in ALL_USES if use in named)


def classes_of(school: School, today: date) -> list[str]:
    """Every class with somebody in it."""
    here = Pupil.objects.filter(_on_roll(today), school=school).exclude(class_name="")
    return sorted(here.order_by().values_list("class_name", flat=True).distinct(), key=_class_order)


def _class_order(name: str) -> tuple[bool, int, str]:
    """Reception first, then by number: 2B before 10A."""
    digits = "".join(letter for letter in name if letter.isdigit())
    return (name[:1].upper() not in ("N", "R"), int(digits or 0), name.casefold())


def _on_roll(today: date) -> Q:
    return Q(left_on__isnull=True) | Q(left_on__gt=today)


def found_on_roll(
    school: School,
    today: date,
    *,
    words: str = "",
    class_name: str = "",
    answered: str = "",
    left: bool = False,
) -> list[int]:
    """The ids of the pupils that fit, by surname and forename. Two queries, whatever their number."""
    among = Pupil.objects.filter(~_on_roll(today) if left else _on_roll(today), school=school)
    if class_name:
        among = among.filter(class_name=class_name)
    rows = among.values_list(
        "pk",
        "preferred_forename",
        "legal_forename",
        "preferred_surname",
        "legal_surname",
        "upn",
        "admission_number",
    )
    wanted = folded(words).split()
    found = sorted(
        (folded(known_surname or surname), folded(known or forename), pk)
        for pk, known, forename, known_surname, surname, upn, number in rows
        if _fits(wanted, (known, forename, known_surname, surname, upn, number))
    )
    ids = [pk for _, _, pk in found]
    if answered not in set(Answered):
        return ids
    fitting = _answered(school, answered, ids)
    return [pk for pk in ids if pk in fitting]


def _fits(wanted: Sequence[str], names: Iterable[str]) -> bool:
    """Every word begins a part of a name, or is a number of the pupil."""
    if not wanted:
        return True
    parts = [part for name in names for part in folded(name).split()]
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def _answered(school: School, answered: str, ids: list[int]) -> set[int]:
    """Those of these pupils whose family has answered so."""
    uses = uses_of(school)
    now = said_in_effect(school)
    said = {pk: [now.get(pk, {}).get(use, Said.NOT_ANSWERED) for use in uses] for pk in ids}
    if answered == Answered.ALL_YES:
        return {pk for pk in ids if set(said[pk]) == {Said.YES}}
    if answered == Answered.SOME_NO:
        return {pk for pk in ids if _REFUSING.intersection(said[pk])}
    return {pk for pk in ids if Said.NOT_ANSWERED in said[pk]}


def said_in_effect(school: School, ids: Iterable[int] | None = None) -> dict[int, dict[str, Said]]:
    """What the pages may say of each pupil, by use; a pupil or use that is missing was not answered. Three queries.

    A child on the restricted list, or on hold, reads as a no to every use, whatever the family answered: who sees
    answers sees refusals too, and a yes beside a refusal would give the list away.
    """
    answers = ConsentNow.objects.filter(school=school)
    listed = Restriction.objects.filter(school=school, lifted_at__isnull=True).values_list(
        "pupil_id", flat=True
    )
    held = undecided().filter(school=school).values_list("pupil_id", flat=True)
    if ids is not None:
        wanted = list(ids)
        answers, listed = answers.filter(pupil__in=wanted), listed.filter(pupil__in=wanted)
        held = held.filter(pupil__in=wanted)
    said: dict[int, dict[str, Said]] = defaultdict(dict)
    for pupil, use, one in answers.values_list("pupil_id", "use", "said"):
        said[pupil][use] = Said(one)
    asked = uses_of(school)  # Asked for nobody too: one query more would tell that somebody is on a list.
    for pupil in listed.union(held):
        said[pupil] = dict.fromkeys((*asked, *said[pupil]), Said.NO)
    return dict(said)


def roll_lines(school: School, ids: Iterable[int]) -> list[RollLine]:
    """These pupils in this order, as the list shows them. Three queries."""
    wanted = list(ids)
    uses = uses_of(school)
    pupils = Pupil.objects.in_bulk(wanted)
    said = said_in_effect(school, wanted)
    return [
        _line(pupils[pk], [one for use, one in said.get(pk, {}).items() if use in uses], len(uses))
        for pk in wanted
    ]


def _line(pupil: Pupil, answers: list[Said], uses: int) -> RollLine:
    yes = answers.count(Said.YES)
    no = sum(said in _REFUSING for said in answers)
    return RollLine(
        pupil.pk,
        # Of whoever was taken out of the record no surname is left.
        ", ".join(name for name in (pupil.surname, pupil.forename) if name),
        pupil.class_name,
        pupil.year_group,
        pupil.left_on,
        yes,
        no,
        uses - yes - no,
    )


@dataclass(frozen=True, slots=True)
class UseNow:
    """One use of one pupil: what holds now, and on what basis."""

    use: str
    said: Said
    basis: str


def uses_now(school: School, pupil: Pupil) -> list[UseNow]:
    """Every use that the school asks about, and any other that was answered. Three queries."""
    said = said_in_effect(school, [pupil.pk]).get(pupil.pk, {})
    recorded = dict(ConsentNow.objects.filter(pupil=pupil).values_list("use", "basis"))
    asked, bases = uses_of(school), bases_of(school)
    others = tuple(use for use in ALL_USES if use in said and use not in asked)
    return [
        UseNow(
            use,
            said.get(use, Said.NOT_ANSWERED),
            (recorded.get(use) or basis_of(use, bases)) if use in said else "",
        )
        for use in (*asked, *others)
    ]


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """One place where somebody can be shown: what holds there for photograph, video and name, if it is asked."""

    words: str
    uses: tuple[UseNow | None, ...]


def by_place(uses: Iterable[UseNow]) -> list[PlaceNow]:
    """The uses as a table: a line for each place, a column for each medium."""
    known = {one.use: one for one in uses}
    places = []
    for channel in Channel:
        there = tuple(known.get(use_of(medium, channel)) for medium in Medium)
        if any(there):
            places.append(PlaceNow(CHANNEL_WORDS[channel], there))
    return places


def history_of(pupil: Pupil) -> QuerySet[Answer]:
    """Every answer ever recorded for this pupil, the latest first."""
    return Answer.objects.filter(pupil=pupil).select_related("recorded_by").order_by("-pk")


def adults_of(pupil: Pupil) -> list[Responsibility]:
    return list(Responsibility.objects.filter(pupil=pupil).select_related("adult").order_by("position", "pk"))


def open_questions(school: School) -> QuerySet[OfficeQuestion]:
    """What the office has to settle, in the order in which it was asked."""
    waiting = OfficeQuestion.objects.filter(school=school, answered_at__isnull=True)
    return waiting.select_related("pupil", "roll_import").order_by("asked_at", "pupil_id", "pk")


def restricted_list(school: School) -> list[Restriction]:
    """The list, for its keepers only: those on it now first."""
    entries = Restriction.objects.filter(school=school).select_related("pupil", "restricted_by", "lifted_by")
    return sorted(entries, key=lambda one: (one.lifted_at is not None, one.pupil.surname, one.pupil.forename))


def export_rows(school: School, ids: Iterable[int]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the roll with what holds now for each use, for a file. Three queries."""
    wanted = list(ids)
    uses = uses_of(school)
    pupils = Pupil.objects.in_bulk(wanted)
    said = said_in_effect(school)
    header = ["admission_number", "surname", "forename", "class", *uses]
    rows = [
        [
            pupils[pk].admission_number,
            pupils[pk].surname,
            pupils[pk].forename,
            pupils[pk].class_name,
            *(said.get(pk, {}).get(use, Said.NOT_ANSWERED) for use in uses),
        ]
        for pk in wanted
    ]
    return header, rows

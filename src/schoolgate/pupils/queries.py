"""Reads of pupils: what holds now for the gate, names for the index, lists for the pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from schoolgate.kernel.kept import kept
from schoolgate.pupils.holds import is_undecided
from schoolgate.pupils.models import ConsentNow, Pupil, Restriction
from schoolgate.rules.consents import Basis, Said, Standing


def is_restricted() -> Q:
    """For annotating pupils: whether a restriction is in force, or a hold. Never shown; only the gate may ask."""
    return Q(is_undecided()) | Q(
        Exists(Restriction.objects.filter(pupil=OuterRef("pk"), lifted_at__isnull=True))
    )


@dataclass(frozen=True, slots=True)
class PupilNow:
    """A pupil as a post sees them: the name that staff write, and what holds now."""

    id: int
    short_name: str
    standing: Standing
    year_group: str = ""


def pupils_now(pupil_ids: Iterable[int]) -> dict[int, PupilNow]:
    """Name and standing of each of these pupils of the school in scope. One query, whatever their number."""
    ids = set(pupil_ids)
    found: dict[int, PupilNow] = {}
    for pk, known_as, forename, known_surname, surname, year, left_on, restricted, use, said, basis in (
        _pupils_now(pupils=ids) if ids else ()
    ):
        pupil = found.get(pk)
        if pupil is None:
            standing = Standing(answers={}, bases={}, is_restricted=bool(restricted), left_on=left_on)
            short = f"{known_as or forename} {(known_surname or surname)[:1]}."
            pupil = found[pk] = PupilNow(pk, short, standing, year)
        if use is not None:
            pupil.standing.answers[use] = _SAID[said]
            pupil.standing.bases[use] = _BASES[basis]
    return found


@kept
def _pupils_now(*, pupils: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    return (
        Pupil.objects.filter(pk__in=pupils)
        .annotate(restricted=is_restricted())
        .values_list(
            "pk",
            "preferred_forename",
            "legal_forename",
            "preferred_surname",
            "legal_surname",
            "year_group",
            "left_on",
            "restricted",
            "consents_now__use",
            "consents_now__said",
            "consents_now__basis",
        )
    )


_SAID = {said.value: said for said in Said}
_BASES = {basis.value: basis for basis in Basis}


def standings(pupil_ids: Iterable[int]) -> dict[int, Standing]:
    """What holds now for each of these pupils. One query."""
    return {pk: pupil.standing for pk, pupil in pupils_now(pupil_ids).items()}


def consents_of(pupil: Pupil) -> dict[str, ConsentNow]:
    """What holds now for one pupil, by use."""
    return {
        consent.use: consent for consent in ConsentNow.objects.filter(pupil=pupil).select_related("answer")
    }

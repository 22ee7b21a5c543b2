"""Reads of pupils: what holds now for the gate, names for the index, lists for the pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from schoolgate.pupils.models import ConsentNow, Pupil, Restriction
from schoolgate.rules.consents import Basis, Said, Standing


def is_restricted() -> Exists:
    """For annotating pupils: whether a restriction is in force. Never shown; only the gate may ask."""
    return Exists(Restriction.objects.filter(pupil=OuterRef("pk"), lifted_at__isnull=True))


@dataclass(frozen=True, slots=True)
class PupilNow:
    """A pupil as a post sees them: the name that staff write, and what holds now."""

    id: int
    short_name: str
    standing: Standing


def pupils_now(pupil_ids: Iterable[int]) -> dict[int, PupilNow]:
    """Name and standing of each of these pupils of the school in scope. One query, whatever their number."""
    ids = set(pupil_ids)
    if not ids:
        return {}
    rows = (
        Pupil.objects.filter(pk__in=ids)
        .annotate(restricted=is_restricted())
        .values_list(
            "pk",
            "preferred_forename",
            "legal_forename",
            "preferred_surname",
            "legal_surname",
            "left_on",
            "restricted",
            "consents_now__use",
            "consents_now__said",
            "consents_now__basis",
        )
    )
    found: dict[int, PupilNow] = {}
    for pk, known_as, forename, known_surname, surname, left_on, restricted, use, said, basis in rows:
        pupil = found.get(pk)
        if pupil is None:
            standing = Standing(answers={}, bases={}, is_restricted=restricted, left_on=left_on)
            short = f"{known_as or forename} {(known_surname or surname)[:1]}."
            pupil = found[pk] = PupilNow(pk, short, standing)
        if use is not None:
            pupil.standing.answers[use] = Said(said)
            pupil.standing.bases[use] = Basis(basis)
    return found


def standings(pupil_ids: Iterable[int]) -> dict[int, Standing]:
    """What holds now for each of these pupils. One query."""
    return {pk: pupil.standing for pk, pupil in pupils_now(pupil_ids).items()}


def consents_of(pupil: Pupil) -> dict[str, ConsentNow]:
    """What holds now for one pupil, by use."""
    return {
        consent.use: consent for consent in ConsentNow.objects.filter(pupil=pupil).select_related("answer")
    }

"""Reads of pupils: what holds now for the gate, names for the index, lists for the pages."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Exists, Func, OuterRef, Q, QuerySet, Subquery, TextField

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
    for pk, known_as, forename, known_surname, surname, year, left_on, restricted, consents in (
        _pupils_now(pupils=ids) if ids else ()
    ):
        answers, bases = _read_consents(consents or "")
        standing = Standing(answers, bases, is_restricted=bool(restricted), left_on=left_on)
        short = f"{known_as or forename} {(known_surname or surname)[:1]}."
        found[pk] = PupilNow(pk, short, standing, year)
    return found


@kept
def _pupils_now(*, pupils: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    return (
        Pupil.objects.filter(pk__in=pupils)
        .annotate(restricted=is_restricted(), consents=Subquery(_CONSENTS))
        .values_list(
            "pk",
            "preferred_forename",
            "legal_forename",
            "preferred_surname",
            "legal_surname",
            "year_group",
            "left_on",
            "restricted",
            "consents",
        )
    )


class _OneAfterAnother(Func):
    """Codes of several rows in one text: "photo.website=yes=consent,name.website=no=consent"."""

    output_field = TextField()
    arg_joiner = " || '=' || "
    template = "%(function)s(%(expressions)s, ',')"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


# All that holds for a pupil, so that a pupil is one row.
_CONSENTS = ConsentNow._base_manager.filter(pupil=OuterRef("pk")).values_list(
    _OneAfterAnother("use", "said", "basis")
)


@lru_cache(maxsize=1000)
def _read_consents(consents: str) -> tuple[Mapping[str, Said], Mapping[str, Basis]]:
    """The answers and their bases; most pupils of a school have the same. Nobody changes them."""
    rows = [one.split("=") for one in consents.split(",") if one]
    answers = {use: _SAID[said] for use, said, _ in rows}
    bases = {use: _BASES[basis] for use, _, basis in rows}
    return answers, bases


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

"""Pupils as another program tells of them, field by field: the same list that it could write as a file.

The fields have our own names, so nobody has to say what the columns mean.
"""

import csv
import io
from collections.abc import Mapping as Told
from collections.abc import Sequence
from typing import Any

from schoolgate.pupils.importing.columns import HEADINGS, Mapping, Meaning
from schoolgate.pupils.importing.consent_words import KNOWN_WORDS
from schoolgate.pupils.importing.vocabulary import Field

MOST_ADULTS = 9
# What can be told of a pupil in one text each, in the order of the columns.
OF_PUPIL = tuple(field for field in HEADINGS if field is not Field.UPN_ELSEWHERE)
_OF_ADULT = {
    "name": Field.GUARDIAN_NAME,
    "relationship": Field.GUARDIAN_RELATIONSHIP,
    "email": Field.GUARDIAN_EMAIL,
    "telephone": Field.GUARDIAN_TELEPHONE,
    "responsibility": Field.GUARDIAN_RESPONSIBILITY,
}


def as_list(pupils: Sequence[Told[str, Any]]) -> tuple[bytes, Mapping]:
    """The list as a file, and what its columns mean. Only fields that some pupil has become columns.

    Each pupil: fields by their names (`Field`), "consents" (use to word), "adults" (at most nine, by place).
    """
    columns = [*_columns_of_pupils(pupils), *_columns_of_consents(pupils), *_columns_of_adults(pupils)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([heading for heading, _meaning in columns])
    writer.writerows([_cell(pupil, meaning) for _heading, meaning in columns] for pupil in pupils)
    header, meanings = zip(*columns, strict=True)
    return file.getvalue().encode(), Mapping(header, meanings, dict(KNOWN_WORDS))


def _columns_of_pupils(pupils: Sequence[Told[str, Any]]) -> list[tuple[str, Meaning]]:
    always = (Field.UPN, Field.ADMISSION_NUMBER, Field.LEGAL_SURNAME, Field.LEGAL_FORENAME)
    given = {name for pupil in pupils for name in pupil}
    return [
        (HEADINGS[field][0], Meaning(field)) for field in OF_PUPIL if field in always or str(field) in given
    ]


def _columns_of_consents(pupils: Sequence[Told[str, Any]]) -> list[tuple[str, Meaning]]:
    uses = sorted({use for pupil in pupils for use in pupil.get("consents", {})})
    return [(f"consent {use}", Meaning(Field.CONSENT, (use,))) for use in uses]


def _columns_of_adults(pupils: Sequence[Told[str, Any]]) -> list[tuple[str, Meaning]]:
    most = max((len(pupil.get("adults", ())) for pupil in pupils), default=0)
    return [
        (f"contact {place} {part}", Meaning(meaning, place=place))
        for place in range(1, most + 1)
        for part, meaning in _OF_ADULT.items()
    ]


def _cell(pupil: Told[str, Any], meaning: Meaning) -> str:
    if meaning.means is Field.CONSENT:
        return str(pupil.get("consents", {}).get(meaning.uses[0], ""))
    if meaning.place:
        adults = pupil.get("adults", ())
        part = next(part for part, field in _OF_ADULT.items() if field is meaning.means)
        return str(adults[meaning.place - 1].get(part, "")) if len(adults) >= meaning.place else ""
    return str(pupil.get(str(meaning.means), ""))

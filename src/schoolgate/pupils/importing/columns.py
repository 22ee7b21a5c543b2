"""What the columns of a file mean: proposed from their headings, put right by a person, kept as a profile."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from schoolgate.pupils.importing.consent_words import KNOWN_WORDS, lookups_in, words_in
from schoolgate.pupils.importing.uses import everywhere, uses_named
from schoolgate.pupils.importing.vocabulary import Field
from schoolgate.rules.roll import InFile

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_GUARDIAN = re.compile(r"\b(?:guardian|contact|parent|carer|priority)\b")
_PLACE = re.compile(r"\b([1-9])\b")

# The column that the trust's file is given when it is parted: who else in the trust has this UPN.
UPN_ELSEWHERE = "upn elsewhere in the trust"
SAME_CHILD = "the same child: "
# The headings that school programs use, in plain words.
HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.ADMISSION_NUMBER: ("adno", "admission number", "admission no", "adm no", "admissionno", "pupil ref", "adnum"),
    Field.UPN: ("upn", "unique pupil number", "current upn"),
    Field.FORMER_UPN: ("former upn", "previous upn", "old upn"),
    Field.LEGAL_SURNAME: ("legal surname", "legal last name", "surname", "last name", "family name", "lastname"),
    Field.LEGAL_FORENAME: (
        "legal forename", "legal first name", "forename", "first name", "given name", "firstname", "forename s",
    ),
    Field.MIDDLE_NAMES: (
        "middle name s", "middle names", "middle name", "legal middle names", "legal middle name s",
    ),
    Field.PREFERRED_SURNAME: (
        "preferred surname", "preferred last name", "chosen surname", "known surname", "preferred family name",
    ),
    Field.PREFERRED_FORENAME: (
        "preferred forename", "preferred first name", "known as", "chosen name", "preferred name", "chosen forename",
    ),
    Field.BORN_ON: ("dob", "date of birth", "birth date", "birthdate", "d o b"),
    Field.YEAR_GROUP: (
        "year group", "year", "nc year", "year group s this academic year", "national curriculum year",
        "yeargroup", "nc year group", "year grp",
    ),
    Field.CLASS_NAME: (
        "reg group", "registration group", "reg", "class", "form", "tutor group", "registration form",
        "registration form s this academic year", "class name", "reg grp", "registration", "form group",
    ),
    Field.JOINED_ON: ("admission date", "date of admission", "date of entry", "start date", "entry date"),
    Field.FORMER_SURNAME: ("former surname", "previous surname"),
    Field.IN_CARE: ("looked after", "in care", "lac", "looked after child", "child looked after"),
    Field.AFTER_CARE: (
        "post looked after arrangements", "adopted", "adopted from care", "special guardianship",
        "special guardianship order", "previously looked after",
    ),
    Field.UPN_ELSEWHERE: (UPN_ELSEWHERE,),
    Field.LEFT_ON: ("leaving date", "date of leaving", "leave date", "end date", "date left"),
}  # fmt: skip
_MEANING_OF = {heading: meaning for meaning, headings in HEADINGS.items() for heading in headings}
_GUARDIAN_PARTS = (
    (Field.GUARDIAN_RESPONSIBILITY, ("responsibility",)),
    (Field.GUARDIAN_RELATIONSHIP, ("relationship", "relation")),
    (Field.GUARDIAN_EMAIL, ("email", "e mail")),
    (Field.GUARDIAN_TELEPHONE, ("telephone", "phone", "mobile", "tel")),
    (Field.GUARDIAN_NAME, ("full name", "name")),
)
# A consent may be in a column of these words and still be no matter of ours.
_CONSENT_WORDS = (
    "consent",
    "permission",
    "photo",
    "photograph",
    "picture",
    "image",
    "video",
    "film",
    "lookup",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column means. `uses` for a consent, `lookups` (lookup to uses) for a list of consents in a cell.

    Several uses: the heading names no place, and each place counts only where the file's photograph there is a
    yes too. `place` is the guardian's place on the list, from 1.
    """

    means: Field = Field.IGNORED
    uses: tuple[str, ...] = ()
    lookups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: int = 0


class About(StrEnum):
    """What each row of a file is about."""

    PUPILS = "pupils"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a file mean, and the words in its consent cells.

    The columns of a list of contacts are known by their headings; for it `meanings` and `words` are empty.
    """

    header: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    words: dict[str, InFile] = field(default_factory=dict)
    about: About = About.PUPILS

    @property
    def digest(self) -> str:
        """The key of the profile: the same header has the same meaning."""
        return header_digest(self.header)

    def with_meaning(self, column: int, meaning: Meaning) -> "Mapping":
        """The mapping with another meaning for one column (from 0)."""
        return replace(self, meanings=(*self.meanings[:column], meaning, *self.meanings[column + 1 :]))

    def with_word(self, word: str, answer: InFile) -> "Mapping":
        """The mapping with another meaning for one word of consent."""
        return replace(self, words={**self.words, word: answer})

    def taking_over(self, other: "Mapping") -> "Mapping":
        """This mapping with what the other says of the same headings, wherever they stand, and of the same words."""
        said = {
            plain_heading(heading): meaning
            for heading, meaning in zip(other.header, other.meanings, strict=True)
        }
        meanings = tuple(
            said.get(plain_heading(heading), meaning)
            for heading, meaning in zip(self.header, self.meanings, strict=True)
        )
        return replace(self, meanings=meanings, words={**self.words, **other.words})

    def columns_of(self, meaning: Field) -> list[int]:
        return [column for column, one in enumerate(self.meanings) if one.means is meaning]

    @property
    def uses(self) -> frozenset[str]:
        """Every use that the file speaks of."""
        spoken = {use for one in self.meanings for use in one.uses}
        return frozenset(
            spoken | {use for one in self.meanings for uses in one.lookups.values() for use in uses}
        )

    def missing(self) -> list[Field]:
        """The fields without which nobody can be imported, that no column gives. A UPN or a number will do."""
        wanted = [Field.LEGAL_SURNAME, Field.LEGAL_FORENAME]
        if not self.columns_of(Field.UPN):
            wanted.append(Field.ADMISSION_NUMBER)
        return [meaning for meaning in wanted if not self.columns_of(meaning)]

    def named_twice(self) -> list[Field]:
        """The fields that more than one column gives, where one only can."""
        several = {Field.IGNORED, Field.CONSENT, Field.CONSENT_LIST, *_GUARDIAN_FIELDS}
        return [meaning for meaning in Field if meaning not in several and len(self.columns_of(meaning)) > 1]

    def to_json(self) -> dict[str, Any]:
        return {
            "about": str(self.about),
            "header": list(self.header),
            "meanings": [
                {
                    "means": str(one.means),
                    "uses": list(one.uses),
                    "lookups": {lookup: list(uses) for lookup, uses in one.lookups.items()},
                    "place": one.place,
                }
                for one in self.meanings
            ],
            "words": {word: str(answer) for word, answer in self.words.items()},
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """The mapping as it was kept; in the order of the alphabet, because PostgreSQL keeps no order of keys."""
        return cls(
            header=tuple(kept["header"]),
            meanings=tuple(
                Meaning(
                    means=Field(one["means"]),
                    uses=tuple(one["uses"]),
                    lookups={lookup: tuple(uses) for lookup, uses in sorted(one["lookups"].items())},
                    place=one["place"],
                )
                for one in kept["meanings"]
            ),
            words={word: InFile(answer) for word, answer in sorted(kept["words"].items())},
            about=About(kept.get("about", About.PUPILS)),
        )


_GUARDIAN_FIELDS = (
    Field.GUARDIAN_NAME,
    Field.GUARDIAN_RELATIONSHIP,
    Field.GUARDIAN_EMAIL,
    Field.GUARDIAN_TELEPHONE,
    Field.GUARDIAN_RESPONSIBILITY,
)


def header_digest(header: Sequence[str]) -> str:
    """The same for the same headings in the same order, however they are spaced or written."""
    plain = "\x1f".join(plain_heading(heading) for heading in header)
    return hashlib.sha256(plain.encode()).hexdigest()


def known_headings(cells: Iterable[str]) -> int:
    """How many of these cells are headings whose meaning is known: a header has several, a title line none."""
    return sum(_looks_known(cell) for cell in cells if 0 < len(cell) <= 120)


def _looks_known(cell: str) -> bool:
    plain = plain_heading(cell)
    return plain in _MEANING_OF or (plain.startswith(("consent ", "photo ", "primary guardian ")))


def propose_columns(
    header: Sequence[str], rows: Iterable[Sequence[str]], groups: Sequence[str] = ()
) -> Mapping:
    """What each column is proposed to mean, from its heading, the merged heading above it, and its cells."""
    taken: set[Field] = set()
    samples = _samples(header, rows)
    meanings = []
    for column, heading in enumerate(header):
        group = groups[column] if column < len(groups) else ""
        meaning = _proposed(heading, group, samples[column])
        if meaning.means in taken and meaning.means in _MEANING_OF.values():
            meaning = Meaning()
        taken.add(meaning.means)
        meanings.append(meaning)
    consents = [samples[column] for column, one in enumerate(meanings) if one.means is Field.CONSENT]
    words = {**KNOWN_WORDS, **words_in(cell for cells in consents for cell in cells)}
    return Mapping(tuple(header), tuple(meanings), words)


def _samples(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[set[str]]:
    """The different cells of each column that are short enough to be words, or lists of them."""
    samples: list[set[str]] = [set() for _ in header]
    for row in rows:
        for column, cell in enumerate(row[: len(header)]):
            if len(samples[column]) < 400 and len(cell) <= 400:
                samples[column].add(cell)
    return samples


def plain_heading(heading: str) -> str:
    """A heading as it is looked up: small letters and digits, one space between words."""
    return _NOT_A_WORD.sub(" ", heading.casefold()).strip()


def _proposed(heading: str, group: str, cells: set[str]) -> Meaning:
    plain = plain_heading(heading)
    if plain in _MEANING_OF:
        return Meaning(_MEANING_OF[plain])
    if _GUARDIAN.search(plain) and (guardian := _guardian_part(plain)):
        return guardian
    about = f"{plain_heading(group)} {plain}".strip()
    if any(word in about for word in _CONSENT_WORDS) or uses_named(about):
        return _consent(about, cells)
    return Meaning()


def _guardian_part(plain: str) -> Meaning | None:
    found = _PLACE.search(plain)
    for meaning, words in _GUARDIAN_PARTS:
        if found and any(plain.endswith(word) for word in words):
            return Meaning(meaning, place=int(found[1]))
    return None


def _consent(about: str, cells: set[str]) -> Meaning:
    """A consent column: of one use, of videos everywhere, or a list of lookups in each cell."""
    lists = [lookups for cell in cells if len(lookups := lookups_in(cell)) > 1]
    if lists:
        every = sorted({lookup for cell in cells for lookup in lookups_in(cell)})
        return Meaning(
            Field.CONSENT_LIST, lookups={lookup: _uses_of(plain_heading(lookup)) for lookup in every[:100]}
        )
    uses = _uses_of(about)
    return Meaning(Field.CONSENT, uses) if uses else Meaning()


def _uses_of(about: str) -> tuple[str, ...]:
    """The uses that a heading names. One that says *video* and no place is about videos in every place."""
    return uses_named(about) or everywhere(about)

"""What an import would change, before it changes anything."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from schoolgate.pupils.importing.pupil_details import PupilDetails
from schoolgate.pupils.importing.vocabulary import Guardian, PupilRecord
from schoolgate.rules.consents import Said
from schoolgate.rules.roll import InFile, Recorded


@dataclass(slots=True, kw_only=True)
class CurrentPupil(PupilDetails):
    """A pupil as the roll here has them; `key` is the roll's own. `guardians` are those who may be written to.

    `kept_apart` are adults whom a court keeps from this child: no file brings them back. `consents` is what the
    pages say; `unseen` what was answered where the pages of this pupil say no whatever was answered.
    """

    key: int
    consents: dict[str, Recorded] = field(default_factory=dict)
    unseen: dict[str, Recorded] | None = None
    guardians: tuple[Guardian, ...] = ()
    former_guardians: tuple[Guardian, ...] = ()
    kept_apart: tuple[Guardian, ...] = ()

    def has_left(self, today: date) -> bool:
        return self.left_on is not None and self.left_on <= today


class Kind(StrEnum):
    """What sort of change it is, as the preview groups them."""

    NAME = "name"
    SPELLING = "spelling"
    NUMBER = "number"
    BIRTH = "birth"
    YEAR = "year"
    CLASS = "class"
    DATE = "date"
    CARE = "care"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one pupil. Spelling: the same name, written whole again."""

    pupil: int
    field: str
    before: str | date | bool | None
    after: str | date | bool | None
    kind: Kind


class ConsentKind(StrEnum):
    """What a change of consent is: given, refused, withdrawn, or held until the office has read the file's words."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """One use of one pupil. `pupil` is None for one who joins by this file, on `line`."""

    pupil: int | None
    line: int
    use: str
    before: Said
    kind: ConsentKind

    @property
    def after(self) -> Said:
        return Said.YES if self.kind is ConsentKind.GRANTED else Said.NO


@dataclass(frozen=True, slots=True)
class Joiner:
    """A pupil who is not on the roll yet."""

    line: int
    record: PupilRecord


@dataclass(frozen=True, slots=True)
class Leaver:
    """A pupil whom the file gives a last day, which may lie ahead."""

    pupil: int
    left_on: date


@dataclass(frozen=True, slots=True)
class GuardianChange:
    """An adult who is new, reached another way, or no longer there (`after` is None)."""

    pupil: int
    before: Guardian | None
    after: Guardian | None


@dataclass(frozen=True, slots=True)
class ToKeepApart:
    """An adult whom an order of a court keeps from this pupil, on `line` of the file."""

    pupil: int
    line: int
    adult: Guardian


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """Something about consent that only the office can answer. Until then the answer is no.

    `words` are the file's own where nobody knows what they mean. `who` are the pupil's numbers in the file.
    """

    key: str
    who: str
    pupil: int | None
    line: int
    use: str
    said_here: Said
    in_file: InFile
    words: str = ""


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """A row that is held until a person has looked at it. `pupil` is whom it would change, if that is clear."""

    key: str
    line: int
    codes: tuple[str, ...]
    record: PupilRecord
    pupil: int | None = None


@dataclass(slots=True)
class Plan:
    """Everything that confirming the import would do.

    `absent` are the pupils of the roll whom the file leaves out; a person says whether they have left.
    `absent_is_unsure`: a row or lines that nobody could read may tell of them, so they stay. `lines` says on
    which line the file tells of each pupil of the roll. `strangers` are lines of a list of contacts about nobody
    on the roll. `unseen` are noes of the file for pupils whose pages say no already: they are written, and neither
    shown nor counted, or the preview would tell who is on the restricted list.
    """

    joiners: list[Joiner] = field(default_factory=list)
    leavers: list[Leaver] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    absent_is_unsure: bool = False
    changes: list[FieldChange] = field(default_factory=list)
    consents: list[ConsentChange] = field(default_factory=list)
    guardians: list[GuardianChange] = field(default_factory=list)
    kept_apart: list[ToKeepApart] = field(default_factory=list)
    strangers: list[int] = field(default_factory=list)
    consent_questions: list[ConsentQuestion] = field(default_factory=list)
    row_questions: list[RowQuestion] = field(default_factory=list)
    unseen: list[ConsentChange] = field(default_factory=list)
    unchanged: int = 0
    lines: dict[int, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where confirming would change nothing and ask nothing."""
        return not any(self._parts())

    @property
    def digest(self) -> str:
        """The same for the same changes, so that nobody confirms what they have not seen."""
        return hashlib.sha256(repr((self._parts(), self.absent_is_unsure)).encode()).hexdigest()

    def _parts(self) -> list[list[object]]:
        return [
            list(part)
            for part in (
                self.joiners,
                self.leavers,
                self.returned,
                self.absent,
                self.changes,
                self.consents,
                self.guardians,
                self.kept_apart,
                self.consent_questions,
                self.row_questions,
            )
        ]

    def consents_of(self, *kinds: ConsentKind) -> list[ConsentChange]:
        return [change for change in self.consents if change.kind in kinds]


def row_question_key(record: PupilRecord, codes: Iterable[str]) -> str:
    """The same for the same pupil and the same things found in the row."""
    identity = (
        record.upn,
        record.admission_number,
        record.legal_surname,
        record.legal_forename,
        record.born_on,
    )
    return _digest("row", *identity, *codes)


def consent_question_key(who: str, use: str, in_file: InFile, words: str, mark: str) -> str:
    """The same for the same answer in the file against the same answer here (`mark`).

    Words that had to be read are the same question whatever is recorded here.
    """
    return _digest("consent", who, use, in_file, words, "" if in_file is InFile.UNCLEAR else mark)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()

"""A list of contacts: one row for each parent or carer of each pupil, who is responsible, whom a court keeps away.

Whoever has a court order against them is kept apart from the others, whatever the order says: a keeper reads it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from schoolgate.pupils.importing.cleaning import Cells
from schoolgate.pupils.importing.columns import HEADINGS, plain_heading
from schoolgate.pupils.importing.consent_words import KNOWN_WORDS, plain_word
from schoolgate.pupils.importing.emails import EMAIL
from schoolgate.pupils.importing.pupil_rows import numbers_in
from schoolgate.pupils.importing.rows import RowResult, rows_with
from schoolgate.pupils.importing.sheets import Record, Sheet
from schoolgate.pupils.importing.upn import tidy_upn, upn_code
from schoolgate.pupils.importing.vocabulary import Code, Field, Finding, Guardian, PupilRecord, Row, Weight
from schoolgate.rules.roll import InFile


class Part(StrEnum):
    """What a column of a list of contacts can mean."""

    ADMISSION_NUMBER = "admission_number"
    UPN = "upn"
    PUPIL_SURNAME = "pupil_surname"
    PUPIL_FORENAME = "pupil_forename"
    PLACE = "place"
    TITLE = "title"
    FORENAME = "forename"
    SURNAME = "surname"
    NAME = "name"
    RELATIONSHIP = "relationship"
    RESPONSIBILITY = "responsibility"
    ORDER = "order"
    ORDER_WORDS = "order_words"
    EMAIL = "email"
    MOBILE = "mobile"
    TELEPHONE = "telephone"


_HEADINGS: dict[Part, tuple[str, ...]] = {
    Part.ADMISSION_NUMBER: HEADINGS[Field.ADMISSION_NUMBER],
    Part.UPN: HEADINGS[Field.UPN],
    Part.PUPIL_SURNAME: ("pupil surname", "student surname", "pupil last name", "student last name", "child surname"),
    Part.PUPIL_FORENAME: (
        "pupil forename", "student forename", "pupil first name", "student first name", "child forename",
    ),
    Part.PLACE: ("priority", "contact priority", "contact order", "order"),
    Part.TITLE: ("title", "contact title"),
    Part.FORENAME: ("forename", "first name", "contact forename", "contact first name"),
    Part.SURNAME: ("surname", "last name", "contact surname", "contact last name"),
    Part.NAME: ("contact", "contact name", "full name", "guardian", "name"),
    Part.RELATIONSHIP: ("relationship", "relationship to pupil", "relationship to student", "relation"),
    Part.RESPONSIBILITY: ("parental responsibility", "responsibility", "pr", "has parental responsibility"),
    Part.ORDER: ("court order", "court orders", "legal restriction"),
    Part.ORDER_WORDS: ("court order details", "court order note", "court order notes", "legal restriction details"),
    Part.EMAIL: ("email", "e mail", "contact email", "email address", "home email"),
    Part.MOBILE: ("mobile", "mobile phone", "mobile tel", "contact mobile"),
    Part.TELEPHONE: ("home tel", "home phone", "telephone", "phone", "tel"),
}  # fmt: skip
_PART_OF = {heading: part for part, headings in _HEADINGS.items() for heading in headings}
NO_WORDS_OF_ORDER = "There is a court order. The file does not say what it forbids."
MAX_ORDER = 400


def parts_of(header: Sequence[str]) -> dict[Part, int]:
    """The column of each part that a heading names; the first where two do."""
    found: dict[Part, int] = {}
    for column, heading in enumerate(header):
        part = _PART_OF.get(plain_heading(heading))
        if part is not None:
            found.setdefault(part, column)
    return found


def is_list_of_contacts(header: Sequence[str]) -> bool:
    """True for a list with a row for each contact: pupils only by number, and how each adult is related."""
    parts = parts_of(header)
    births = set(HEADINGS[Field.BORN_ON])
    return (
        bool(parts.keys() & {Part.ADMISSION_NUMBER, Part.UPN})
        and bool(parts.keys() & {Part.SURNAME, Part.NAME})
        and Part.RELATIONSHIP in parts
        and bool(parts.keys() & {Part.PLACE, Part.RESPONSIBILITY, Part.ORDER})
        and not any(plain_heading(heading) in births for heading in header)
    )


def read_contacts(sheet: Sheet, today: date) -> RowResult:
    """Every row as the pupil it is about, with one adult. Nobody is taken for a leaver by such a list."""
    rows = rows_with(sheet, ContactReader(sheet))
    return RowResult(rows, list(sheet.problems), tells_of_everyone=False)


class ContactReader:
    """Reads the rows of one list of contacts."""

    def __init__(self, sheet: Sheet) -> None:
        self.header, self.column = sheet.header, parts_of(sheet.header)
        self.number_column = self.column.get(Part.ADMISSION_NUMBER)

    def read_into(self, row: Row, record: Record) -> None:
        """Fill the row with the pupil's numbers and the adult."""
        cells = Cells(self.header, record.cells, row.findings)
        used = set(self.column.values())
        for column in range(len(self.header)):
            cells.look_at(column, is_used=column in used, is_cut=column in record.cut)
        pupil = PupilRecord(
            admission_number=self._text(cells, Part.ADMISSION_NUMBER),
            upn=self._upn(cells),
            legal_surname=self._text(cells, Part.PUPIL_SURNAME),
            legal_forename=self._text(cells, Part.PUPIL_FORENAME),
        )
        if not pupil.upn and not pupil.admission_number:
            cells.find(self.number_column or self.column.get(Part.UPN, 0), Code.NO_NUMBER, Weight.REJECT)
        pupil.guardians = tuple(self._adults(cells))
        row.pupil = pupil
        row.numbers = numbers_in(record.cells, self.number_column)

    def _text(self, cells: Cells, part: Part) -> str:
        column = self.column.get(part)
        return "" if column is None or column in cells.suspicious else cells.text(column)

    def _upn(self, cells: Cells) -> str:
        upn = tidy_upn(self._text(cells, Part.UPN))
        return "" if upn and upn_code(upn) else upn

    def _adults(self, cells: Cells) -> Iterable[Guardian]:
        name = self._name(cells)
        if not name:
            cells.find(self.column.get(Part.SURNAME, 0), Code.NO_NAME_OF_ADULT, Weight.REJECT)
            return
        place = self._text(cells, Part.PLACE)
        yield Guardian(
            place=int(place) if place.isdecimal() and len(place) < 4 else 1,
            name=name[:160],
            relationship=self._text(cells, Part.RELATIONSHIP)[:60],
            email=self._email(cells),
            telephone=(self._text(cells, Part.MOBILE) or self._text(cells, Part.TELEPHONE))[:40],
            has_responsibility=self._responsibility(cells),
            order=self._order(cells),
        )

    def _name(self, cells: Cells) -> str:
        whole = self._text(cells, Part.NAME)
        parts = (self._text(cells, part) for part in (Part.TITLE, Part.FORENAME, Part.SURNAME))
        return whole or " ".join(part for part in parts if part)

    def _email(self, cells: Cells) -> str:
        email = self._text(cells, Part.EMAIL)
        if email and not EMAIL.fullmatch(email):
            cells.find(self.column[Part.EMAIL], Code.BAD_EMAIL, Weight.WARN)
            return ""
        return email.lower()[:254]

    def _responsibility(self, cells: Cells) -> bool | None:
        word = plain_word(self._text(cells, Part.RESPONSIBILITY))
        if not word:
            return None
        answer = KNOWN_WORDS.get(word, InFile.UNCLEAR)
        if answer is InFile.UNCLEAR:
            cells.find(self.column[Part.RESPONSIBILITY], Code.UNKNOWN_RESPONSIBILITY, Weight.WARN)
            return None
        return answer is InFile.YES

    def _order(self, cells: Cells) -> str:
        """The words of a court order. Anything but a plain no, or nothing, counts as one."""
        flag = self.column.get(Part.ORDER)
        words = self.column.get(Part.ORDER_WORDS)
        said = cells.cells[flag].strip() if flag is not None else ""
        details = " ".join(cells.cells[words].split())[:MAX_ORDER] if words is not None else ""
        is_none = KNOWN_WORDS.get(plain_word(said)) in (InFile.NO, InFile.NOT_ASKED)
        if is_none and not details:
            return ""
        column = flag if flag is not None else words
        if column is not None:
            # The words of the order are for its keepers: the finding holds none of them.
            cells.findings.append(Finding(Code.COURT_ORDER, Weight.WARN, self.header[column]))
        return details or NO_WORDS_OF_ORDER

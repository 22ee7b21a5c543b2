"""One row as a pupil: names, numbers, dates, class, consents and guardians, each with what is wrong in it."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from schoolgate.pupils.importing.cells import shorten
from schoolgate.pupils.importing.cleaning import Cells
from schoolgate.pupils.importing.columns import SAME_CHILD, Mapping
from schoolgate.pupils.importing.consent_cells import ConsentReader
from schoolgate.pupils.importing.consent_words import KNOWN_WORDS, plain_word
from schoolgate.pupils.importing.dates import read_date
from schoolgate.pupils.importing.emails import EMAIL
from schoolgate.pupils.importing.sheets import Record, Sheet
from schoolgate.pupils.importing.upn import tidy_upn, upn_code
from schoolgate.pupils.importing.vocabulary import Code, Field, Guardian, Outcome, PupilRecord, Row, Weight
from schoolgate.pupils.importing.years import tidy_year, year_label, years_of_class
from schoolgate.rules.roll import BirthFault, InFile, birth_fault, years_apart

_LOOKS_LIKE_UPN = re.compile(r"[A-Z]\d{10,12}[A-Z]?")
_OTHER_SURNAMES = (Field.PREFERRED_SURNAME, Field.FORMER_SURNAME)
MAX_ADMISSION_NUMBER = 20
MAX_CLASS = 40
BIRTH_CODES = {
    BirthFault.IN_FUTURE: Code.DATE_IN_FUTURE,
    BirthFault.OUT_OF_RANGE: Code.DATE_OUT_OF_RANGE,
}


def numbers_in(cells: Sequence[str], number_column: int | None) -> tuple[str, ...]:
    """Every UPN, and the admission number, that stands anywhere in these cells, also damaged ones."""
    numbers = [upn for cell in cells if _LOOKS_LIKE_UPN.fullmatch(upn := tidy_upn(cell.replace("\0", "")))]
    if number_column is not None and number_column < len(cells):
        numbers.append(cells[number_column].replace("\0", "").strip())
    return tuple(number for number in numbers if number)


class RowReader:
    """Reads the rows of one sheet by one mapping, on one day."""

    def __init__(self, sheet: Sheet, mapping: Mapping, today: date, month_first: Collection[int]) -> None:
        self.header, self.today = sheet.header, today
        self.month_first = frozenset(month_first)
        self.column: dict[Field, int] = {
            one: mapping.columns_of(one)[0]
            for one in Field
            if one is not Field.IGNORED and mapping.columns_of(one)
        }
        self.number_column = self.column.get(Field.ADMISSION_NUMBER)
        self.is_used = [meaning.means is not Field.IGNORED for meaning in mapping.meanings]
        self.consents = ConsentReader(mapping)
        self.consent_columns = frozenset(
            self.header[column]
            for one in (Field.CONSENT, Field.CONSENT_LIST)
            for column in mapping.columns_of(one)
        )
        self.guardian_columns = _guardian_columns(mapping)

    def read_into(self, row: Row, record: Record) -> None:
        """Fill the row with the pupil that the record tells of."""
        cells = Cells(self.header, record.cells, row.findings)
        for column in range(len(self.header)):
            cells.look_at(column, is_used=self.is_used[column], is_cut=column in record.cut)
        pupil = PupilRecord()
        self._read_numbers(cells, pupil)
        self._read_names(cells, pupil)
        self._read_birth(cells, pupil)
        self._read_year_and_class(cells, pupil)
        self._read_other_dates(cells, pupil)
        self._read_care(cells, pupil)
        self._read_who_else_has_the_upn(cells)
        pupil.consents, row.words = self.consents.read(cells)
        row.consent_columns = self.consent_columns
        pupil.guardians = self._guardians(cells)
        row.pupil = pupil
        row.numbers = self._numbers(row, record, pupil)
        row.findings.sort(key=self._place_of)

    def _numbers(self, row: Row, record: Record, pupil: PupilRecord) -> tuple[str, ...]:
        """All numbers in a row that is not imported; of any other those of its pupil."""
        if row.outcome is Outcome.REJECT:
            return numbers_in(record.cells, self.number_column)
        return tuple(number for number in (pupil.upn, pupil.admission_number) if number)

    def _place_of(self, finding: object) -> int:
        column = getattr(finding, "column", "")
        return self.header.index(column) if column in self.header else -1

    def _read_numbers(self, cells: Cells, pupil: PupilRecord) -> None:
        upn_column = self.column.get(Field.UPN)
        if upn_column is not None:
            pupil.upn = self._upn(cells, upn_column)
        former = self.column.get(Field.FORMER_UPN)
        if former is not None and (number := tidy_upn(cells.cells[former])):
            if upn_code(number):
                cells.find(former, Code.FORMER_UPN_WRONG, Weight.WARN)
            else:
                pupil.former_upn = number
        if self.number_column is not None:
            pupil.admission_number = self._admission_number(cells, self.number_column)
        if not pupil.upn and not pupil.admission_number:
            cells.find(self.number_column or upn_column or 0, Code.NO_NUMBER, Weight.REJECT)

    def _upn(self, cells: Cells, column: int) -> str:
        raw = cells.cells[column]
        upn = tidy_upn(raw)
        if not upn:
            cells.find(column, Code.UPN_MISSING, Weight.WARN)
            return ""
        if code := upn_code(upn):
            if column not in cells.suspicious:
                cells.find(column, code, Weight.WARN)
            return ""
        if raw != upn:
            cells.find(column, Code.UPN_TIDIED, Weight.TIDIED)
        return upn

    def _admission_number(self, cells: Cells, column: int) -> str:
        number = cells.text(column)
        if not number:
            cells.find(column, Code.MISSING_ADMISSION_NUMBER, Weight.WARN)
        elif len(number) > MAX_ADMISSION_NUMBER:
            cells.find(column, Code.OVERLONG_ADMISSION_NUMBER, Weight.REJECT)
            return ""
        return number

    def _read_names(self, cells: Cells, pupil: PupilRecord) -> None:
        surname_column, forename_column = self.column[Field.LEGAL_SURNAME], self.column[Field.LEGAL_FORENAME]
        pupil.legal_surname = cells.name(surname_column, is_surname=True)
        pupil.legal_forename = cells.name(forename_column, is_surname=False)
        for one in (Field.MIDDLE_NAMES, *_OTHER_SURNAMES, Field.PREFERRED_FORENAME):
            if one in self.column:
                name = cells.name(self.column[one], is_surname=one in _OTHER_SURNAMES)
                setattr(pupil, one.value, name)
        if not pupil.legal_surname:
            cells.find(surname_column, Code.MISSING_SURNAME, Weight.REJECT)
        if not pupil.legal_forename:
            self._read_name_in_one_cell(cells, pupil, surname_column, forename_column)
        _spell_as_preferred(cells, pupil)

    def _read_name_in_one_cell(self, cells: Cells, pupil: PupilRecord, surname: int, forename: int) -> None:
        """ "LEIGHTON, Mungo" in the surname and nothing in the forename: split as proposed, for a person to say."""
        before, comma, after = pupil.legal_surname.partition(",")
        if not comma or not after.strip():
            cells.find(forename, Code.MISSING_FORENAME, Weight.REJECT)
            return
        proposal = Cells(self.header, [before.strip(), after.strip()], [])
        pupil.legal_surname = proposal.name(0, is_surname=True)
        pupil.legal_forename = proposal.name(1, is_surname=False)
        proposed = f"{pupil.legal_forename} {pupil.legal_surname}"
        cells.find(surname, Code.NAME_IN_ONE_CELL, Weight.ASK, proposal=proposed)
        cells.find(forename, Code.MISSING_FORENAME, Weight.ASK)

    def _read_birth(self, cells: Cells, pupil: PupilRecord) -> None:
        column = self.column.get(Field.BORN_ON)
        if column is None:
            return
        cell = cells.text(column)
        if not cell:
            cells.find(column, Code.MISSING_DATE, Weight.REJECT)
            return
        pupil.born_on = self._date(cells, column, cell, if_bad=Weight.REJECT)
        if pupil.born_on is not None and (fault := birth_fault(pupil.born_on, self.today)):
            cells.find(column, BIRTH_CODES[fault], Weight.REJECT)

    def _date(self, cells: Cells, column: int, cell: str, *, if_bad: Weight) -> date | None:
        """The day in a cell. A day that is only proposed is taken into the record, and a person is asked."""
        found = read_date(cell)
        if found.code is Code.BAD_DATE:
            cells.find(column, Code.BAD_DATE, if_bad)
        elif found.code is not None:
            proposal = f"{found.proposal:%d/%m/%Y}" if found.proposal else ""
            cells.find(column, found.code, Weight.ASK, proposal=proposal)
        elif column in self.month_first:
            cells.find(column, Code.MONTH_FIRST, Weight.ASK)
        elif found.tidied:
            cells.find(column, Code.DATE_TIDIED, Weight.TIDIED)
        return found.on or found.proposal

    def _read_year_and_class(self, cells: Cells, pupil: PupilRecord) -> None:
        year_column, class_column = self.column.get(Field.YEAR_GROUP), self.column.get(Field.CLASS_NAME)
        if class_column is not None:
            pupil.class_name = self._class(cells, class_column)
        if year_column is None:
            return
        cell = cells.text(year_column)
        if not cell:
            cells.find(year_column, Code.MISSING_YEAR, Weight.WARN)
            return
        year = tidy_year(cell)
        if year is None:
            cells.find(year_column, Code.UNKNOWN_YEAR, Weight.REJECT)
            return
        pupil.year_group = year
        self._compare_year(cells, year_column, pupil)

    def _class(self, cells: Cells, column: int) -> str:
        name = cells.text(column)
        if not name:
            cells.find(column, Code.MISSING_CLASS, Weight.WARN)
        elif len(name) > MAX_CLASS:
            cells.find(column, Code.OVERLONG_CLASS, Weight.REJECT)
        return name.upper() if years_of_class(name) else name

    def _compare_year(self, cells: Cells, column: int, pupil: PupilRecord) -> None:
        """A year that its class or its date of birth contradicts. One year off alone is not rare: it is only said."""
        told = years_of_class(pupil.class_name)
        by_class = bool(told) and pupil.year_group not in told
        if by_class:
            cells.find(column, Code.YEAR_CLASS_MISMATCH, Weight.ASK, more=pupil.class_name)
        if pupil.born_on is None or birth_fault(pupil.born_on, self.today):
            return
        apart = years_apart(pupil.year_group, pupil.born_on, self.today)
        if apart:
            weight = Weight.ASK if by_class or abs(apart) > 1 else Weight.WARN
            cells.find(column, Code.YEAR_DOB_MISMATCH, weight, more=year_label(pupil.year_group))

    def _read_other_dates(self, cells: Cells, pupil: PupilRecord) -> None:
        for one, if_bad in ((Field.JOINED_ON, Weight.WARN), (Field.LEFT_ON, Weight.ASK)):
            column = self.column.get(one)
            if column is not None and (cell := cells.text(column)):
                setattr(pupil, one.value, self._date(cells, column, cell, if_bad=if_bad))

    def _read_care(self, cells: Cells, pupil: PupilRecord) -> None:
        """Looked after, adopted, under special guardianship. Whatever is no plain no counts, and asks who decides."""
        for one in (Field.IN_CARE, Field.AFTER_CARE):
            column = self.column.get(one)
            if column is not None and (word := plain_word(cells.cells[column])):
                is_marked = KNOWN_WORDS.get(word) not in (InFile.NO, InFile.NOT_ASKED)
                pupil.in_care = bool(pupil.in_care) or is_marked
                if is_marked:
                    cells.find(column, Code.IN_CARE, Weight.WARN)

    def _read_who_else_has_the_upn(self, cells: Cells) -> None:
        """What parting the trust's file found: this number stands on another school's roll too."""
        column = self.column.get(Field.UPN_ELSEWHERE)
        if column is None or not (said := cells.cells[column]):
            return
        is_same_child = said.startswith(SAME_CHILD)
        code = Code.ON_TWO_ROLLS if is_same_child else Code.UPN_OF_ANOTHER_SCHOOL
        school = shorten(said.removeprefix(SAME_CHILD))
        cells.find(column, code, Weight.WARN if is_same_child else Weight.ASK, more=school)

    def _responsibility(self, cells: Cells, column: int | None) -> bool | None:
        """Whether this adult holds parental responsibility; None where the file says nothing that is known."""
        if column is None or not (word := plain_word(cells.cells[column])):
            return None
        answer = KNOWN_WORDS.get(word, InFile.UNCLEAR)
        if answer is InFile.UNCLEAR:
            cells.find(column, Code.UNKNOWN_RESPONSIBILITY, Weight.WARN)
            return None
        return answer is InFile.YES

    def _guardians(self, cells: Cells) -> tuple[Guardian, ...]:
        guardians = []
        for place, columns in self.guardian_columns.items():
            given = {one: cells.text(column) for one, column in columns.items()}
            name = given.get(Field.GUARDIAN_NAME, "")[:160]
            if not name:
                continue
            email = given.get(Field.GUARDIAN_EMAIL, "")
            if email and not EMAIL.fullmatch(email):
                cells.find(columns[Field.GUARDIAN_EMAIL], Code.BAD_EMAIL, Weight.WARN)
                email = ""
            relationship = given.get(Field.GUARDIAN_RELATIONSHIP, "")[:60]
            telephone = given.get(Field.GUARDIAN_TELEPHONE, "")[:40]
            responsible = self._responsibility(cells, columns.get(Field.GUARDIAN_RESPONSIBILITY))
            email = email.lower()[:254]
            guardians.append(Guardian(place, name, relationship, email, telephone, responsible))
        return tuple(guardians)


def _guardian_columns(mapping: Mapping) -> dict[int, dict[Field, int]]:
    """For each guardian's place, the column of each part."""
    places: dict[int, dict[Field, int]] = {}
    for column, meaning in enumerate(mapping.meanings):
        if meaning.place:
            places.setdefault(meaning.place, {})[meaning.means] = column
    return dict(sorted(places.items()))


def _spell_as_preferred(cells: Cells, pupil: PupilRecord) -> None:
    """A legal name that was all in capitals is spelt as the preferred one where that is the same name."""
    for legal, preferred in (
        ("legal_surname", "preferred_surname"),
        ("legal_forename", "preferred_forename"),
    ):
        as_preferred = getattr(pupil, preferred)
        was_tidied = any(one.code is Code.CAPITALS_TIDIED for one in cells.findings)
        if was_tidied and as_preferred.casefold() == getattr(pupil, legal).casefold():
            setattr(pupil, legal, as_preferred)

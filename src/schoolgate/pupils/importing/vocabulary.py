"""The words that the import uses for what it finds: outcomes of rows, codes of findings, meanings of columns."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from schoolgate.pupils.importing.pupil_details import PupilDetails
from schoolgate.rules.roll import InFile


class Outcome(StrEnum):
    """What becomes of a row."""

    OK = "ok"
    WARN = "warn"
    ASK = "ask"
    REJECT = "reject"
    SKIP = "skip"


class Weight(IntEnum):
    """How much a finding weighs; the heaviest decides what becomes of the row."""

    TIDIED = 0
    WARN = 1
    ASK = 2
    REJECT = 3
    SKIP = 4


OUTCOME_OF = {
    Weight.TIDIED: Outcome.OK,
    Weight.WARN: Outcome.WARN,
    Weight.ASK: Outcome.ASK,
    Weight.REJECT: Outcome.REJECT,
    Weight.SKIP: Outcome.SKIP,
}


class Code(StrEnum):
    """Everything that can be found in a file, a row or a cell."""

    # The file
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    XML_DOCTYPE = "xml_doctype"
    EMPTY_FILE = "empty_file"
    NO_HEADER = "no_header"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_HARD = "too_hard"
    DAMAGED_FILE = "damaged_file"
    LOCKED_FILE = "locked_file"
    MACROS = "macros"
    OTHER_XML = "other_xml"
    NO_PUPILS = "no_pupils"
    NO_SCHOOLS = "no_schools"
    BUSY = "busy"
    OUT_OF_ORDER = "out_of_order"
    OTHER_SHEETS = "other_sheets"
    HIDDEN_COLUMNS = "hidden_columns"
    OTHER_FILES = "other_files"
    UNCLOSED_QUOTE = "unclosed_quote"
    MONTH_FIRST = "month_first_dates"
    # The row
    BLANK_ROW = "blank_row"
    REPEATED_HEADER = "repeated_header"
    FOOTER_ROW = "footer_row"
    DUPLICATE_ROW = "duplicate_row"
    EXTRA_FIELD = "extra_field"
    MISSING_FIELD = "missing_field"
    STRAY_QUOTE = "stray_quote"
    NUL_BYTE = "nul_byte"
    # Any cell
    FORMULA_CELL = "formula_cell"
    CONTROL_CHARACTER = "control_character"
    OVERSIZE_CELL = "oversize_cell"
    MARKUP_IN_CELL = "markup_in_cell"
    MOJIBAKE = "mojibake"
    BAD_ENCODING = "bad_encoding"
    # Names
    MISSING_SURNAME = "missing_surname"
    MISSING_FORENAME = "missing_forename"
    NAME_IN_ONE_CELL = "name_in_one_cell"
    OVERLONG_NAME = "overlong_name"
    DAMAGED_NAME = "damaged_name"
    ODD_CHARACTER = "odd_character"
    # Numbers
    MISSING_ADMISSION_NUMBER = "missing_admission_number"
    OVERLONG_ADMISSION_NUMBER = "overlong_admission_number"
    DUPLICATE_ADMISSION_NUMBER = "duplicate_admission_number"
    UPN_MISSING = "upn_missing"
    UPN_BAD_LENGTH = "upn_bad_length"
    UPN_BAD_CHARACTER = "upn_bad_character"
    UPN_BAD_CHECK_LETTER = "upn_bad_check_letter"
    FORMER_UPN_WRONG = "former_upn_wrong"
    DUPLICATE_UPN = "duplicate_upn"
    NO_NUMBER = "no_number"
    POSSIBLE_DUPLICATE_PERSON = "possible_duplicate_person"
    NUMBER_OF_ANOTHER_PUPIL = "number_of_another_pupil"
    # Dates and years
    BAD_DATE = "bad_date"
    MISSING_DATE = "missing_date"
    DATE_IN_FUTURE = "date_in_future"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    EXCEL_SERIAL_DATE = "excel_serial_date"
    TWO_DIGIT_YEAR = "two_digit_year"
    UNKNOWN_YEAR = "unknown_year"
    MISSING_YEAR = "missing_year"
    MISSING_CLASS = "missing_class"
    OVERLONG_CLASS = "overlong_class"
    YEAR_CLASS_MISMATCH = "year_class_mismatch"
    YEAR_DOB_MISMATCH = "year_dob_mismatch"
    # Consents
    UNKNOWN_CONSENT_WORD = "unknown_consent_word"
    CONDITIONAL_CONSENT = "conditional_consent"
    UNKNOWN_LOOKUP = "unknown_lookup"
    # Guardians, and who answers for the child
    BAD_EMAIL = "bad_email"
    IN_CARE = "in_care"
    COURT_ORDER = "court_order"
    NOT_ON_ROLL = "not_on_roll"
    NO_NAME_OF_ADULT = "no_name_of_adult"
    UNKNOWN_RESPONSIBILITY = "unknown_responsibility"
    # Schools of a trust
    ON_TWO_ROLLS = "on_two_rolls"
    UPN_OF_ANOTHER_SCHOOL = "upn_of_another_school"
    # Put right without a word
    WHITESPACE_TIDIED = "whitespace_tidied"
    CAPITALS_TIDIED = "capitals_tidied"
    UPN_TIDIED = "upn_tidied"
    DATE_TIDIED = "date_tidied"
    LIST_TIDIED = "list_tidied"
    LETTERS_TIDIED = "letters_tidied"


class Field(StrEnum):
    """What a column can mean. The names of a pupil's fields are those of the roll."""

    ADMISSION_NUMBER = "admission_number"
    UPN = "upn"
    FORMER_UPN = "former_upn"
    LEGAL_SURNAME = "legal_surname"
    LEGAL_FORENAME = "legal_forename"
    MIDDLE_NAMES = "middle_names"
    PREFERRED_SURNAME = "preferred_surname"
    PREFERRED_FORENAME = "preferred_forename"
    BORN_ON = "born_on"
    YEAR_GROUP = "year_group"
    CLASS_NAME = "class_name"
    JOINED_ON = "joined_on"
    LEFT_ON = "left_on"
    FORMER_SURNAME = "former_surname"
    IN_CARE = "in_care"
    AFTER_CARE = "after_care"
    UPN_ELSEWHERE = "upn_elsewhere"
    CONSENT = "consent"
    CONSENT_LIST = "consent_list"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_RELATIONSHIP = "guardian_relationship"
    GUARDIAN_EMAIL = "guardian_email"
    GUARDIAN_TELEPHONE = "guardian_telephone"
    GUARDIAN_RESPONSIBILITY = "guardian_responsibility"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a row: what, in which column, the cell as it stands (cut), and what it could mean.

    `proposal` is what the importer would take it for; it takes it only when a person says so.
    """

    code: Code
    weight: Weight
    column: str = ""
    value: str = ""
    proposal: str = ""
    more: str = ""

    @property
    def is_asked(self) -> bool:
        return self.weight is Weight.ASK


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something to say of the file as a whole, on which line it begins, and which lines nobody could read.

    `may_tell_of_pupils`: in what was not read, so that nobody can be taken for a leaver.
    """

    code: Code
    line: int = 0
    last_line: int = 0
    value: str = ""
    may_tell_of_pupils: bool = False

    @property
    def unread_lines(self) -> range:
        return range(self.line, self.last_line + 1) if self.last_line else range(0)


class FileRefused(Exception):
    """The file cannot be read at all; `problem` says why."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(str(problem.code))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Guardian:
    """An adult as the file gives them.

    `has_responsibility`: holds parental responsibility; None where the file says nothing of it. `order` are the
    file's words of a court order that is in force against this adult; such a one is kept apart.
    """

    place: int
    name: str
    relationship: str = ""
    email: str = ""
    telephone: str = ""
    has_responsibility: bool | None = None
    order: str = ""


@dataclass(slots=True, kw_only=True)
class PupilRecord(PupilDetails):
    """A pupil as one row of a file tells of them, tidied.

    Preferred names are as the file gives them, also where they are the legal ones. `consents` has the uses that
    the file speaks of. `former_surname` is only there to recognise the child by, and shown nowhere.
    """

    former_surname: str = ""
    consents: dict[str, InFile] = field(default_factory=dict)
    guardians: tuple[Guardian, ...] = ()


@dataclass(slots=True)
class Row:
    """One record of a file: where it stands, what becomes of it, what was found, and the pupil it tells of.

    `pupil` is None where the row tells of none. `numbers` are all UPNs and admission numbers that stand in it,
    also in a row that is rejected, so that nobody in it is taken for a leaver. `words` are the cells' own
    words for consents that a person must read, by use; `consent_columns` the headings these stand under.
    """

    line: int
    lines: int
    findings: list[Finding] = field(default_factory=list)
    pupil: PupilRecord | None = None
    numbers: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    consent_columns: frozenset[str] = frozenset()
    is_whole: bool = True

    @property
    def outcome(self) -> Outcome:
        if not self.findings:
            return OUTCOME_OF[Weight.TIDIED]
        return OUTCOME_OF[max([one.weight for one in self.findings])]

    @property
    def codes(self) -> list[str]:
        """The codes of all findings, in the order of the columns, each once."""
        return list(dict.fromkeys(str(one.code) for one in self.findings))

    @property
    def column(self) -> str:
        """The column of the first finding."""
        return self.findings[0].column if self.findings else ""

    def found(self, code: Code) -> Finding | None:
        return next((one for one in self.findings if one.code is code), None)

"""What is wrong and what to do about it, in words for the school office."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from schoolgate.pupils.importing.vocabulary import Code, FileProblem, Finding, Weight

# What is wrong; what to do. `column` is the heading, `value` the cell, `more` and `proposal` as the finding says.
_OF_ROWS: dict[Code, tuple[str, str]] = {
    Code.BLANK_ROW: (noop("This row is empty."), noop("Nothing to do.")),
    Code.REPEATED_HEADER: (noop("This row repeats the headings."), noop("Nothing to do.")),
    Code.FOOTER_ROW: (
        noop("This row is a total or a note, not a pupil: “%(value)s”."),
        noop("Nothing to do."),
    ),
    Code.DUPLICATE_ROW: (
        noop("This row is the same, word for word, as line %(more)s."),
        noop("Nothing to do: it counts once."),
    ),
    Code.EXTRA_FIELD: (
        noop("This row has %(more)s cells, more than there are headings, so its cells have slipped."),
        noop("Look for a comma in a name. Put quotes around that name, or export again."),
    ),
    Code.MISSING_FIELD: (
        noop("This row breaks off: it has only %(more)s cells."),
        noop("Add what is missing, or export again."),
    ),
    Code.STRAY_QUOTE: (
        noop("A quote mark in this row stands where none can, so its cells cannot be told apart."),
        noop("Take the quote mark out, or export again."),
    ),
    Code.NUL_BYTE: (
        noop("This row holds bytes that are no text, as a damaged disk leaves them."),
        noop("Export the file again."),
    ),
    Code.FORMULA_CELL: (
        noop("“%(column)s” holds a formula: “%(value)s”. It is kept as text and never run."),
        noop("Write what should stand there."),
    ),
    Code.CONTROL_CHARACTER: (
        noop("“%(column)s” holds a character that cannot be seen: “%(value)s”."),
        noop("Type the cell again."),
    ),
    Code.OVERSIZE_CELL: (
        noop("“%(column)s” is far too long. It begins “%(value)s”."),
        noop("Shorten it. It was left out."),
    ),
    Code.MARKUP_IN_CELL: (
        noop("“%(column)s” holds code instead of words: “%(value)s”."),
        noop("Write what should stand there."),
    ),
    Code.MOJIBAKE: (
        noop("“%(column)s” is spelt with the wrong letters: “%(value)s”."),
        noop("It probably says “%(proposal)s”. Say if that is right."),
    ),
    Code.BAD_ENCODING: (
        noop("A letter in “%(column)s” was lost: “%(value)s”."),
        noop("Write it as it should be, or export as “CSV UTF-8”."),
    ),
    Code.MISSING_SURNAME: (noop("“%(column)s” is empty."), noop("Write the surname and import again.")),
    Code.MISSING_FORENAME: (noop("“%(column)s” is empty."), noop("Write the forename and import again.")),
    Code.NAME_IN_ONE_CELL: (
        noop("“%(column)s” seems to hold the whole name: “%(value)s”."),
        noop("It probably means %(proposal)s. Say if that is right."),
    ),
    Code.OVERLONG_NAME: (
        noop("“%(column)s” is too long for a name. It begins “%(value)s”."),
        noop("Write the name and import again."),
    ),
    Code.DAMAGED_NAME: (
        noop("“%(column)s” has a question mark where a letter was lost: “%(value)s”."),
        noop(
            "Export the list as an Excel workbook or as “CSV UTF-8” and import that: it puts the name right."
        ),
    ),
    Code.ODD_CHARACTER: (
        noop("“%(column)s” holds “%(more)s”, which stands in no name: “%(value)s”."),
        noop("Say if the name is right."),
    ),
    Code.MISSING_ADMISSION_NUMBER: (
        noop("“%(column)s” is empty."),
        noop("The pupil is found by the UPN. Add the number when you know it."),
    ),
    Code.OVERLONG_ADMISSION_NUMBER: (
        noop("“%(column)s” is too long for a number: “%(value)s”."),
        noop("Write the number and import again."),
    ),
    Code.DUPLICATE_ADMISSION_NUMBER: (
        noop("The number “%(value)s” is already that of line %(more)s."),
        noop("Find out whose it is. If this is another child, it can be taken without the number."),
    ),
    Code.UPN_MISSING: (
        noop("There is no UPN."),
        noop("The pupil is found by the admission number. Add the UPN when you know it."),
    ),
    Code.UPN_BAD_LENGTH: (
        noop("The UPN “%(value)s” does not have 13 characters."),
        noop("The pupil is imported without it. Put it right in your management system."),
    ),
    Code.UPN_BAD_CHARACTER: (
        noop("The UPN “%(value)s” holds a character that no UPN has, perhaps the letter O for a zero."),
        noop("The pupil is imported without it. Put it right in your management system."),
    ),
    Code.UPN_BAD_CHECK_LETTER: (
        noop("The first letter of the UPN “%(value)s” does not belong to its digits, so one is mistyped."),
        noop("The pupil is imported without it. Put it right in your management system."),
    ),
    Code.FORMER_UPN_WRONG: (
        noop("The former UPN “%(value)s” cannot be right."),
        noop("It is left out. Put it right in your management system."),
    ),
    Code.DUPLICATE_UPN: (
        noop("Line %(more)s has the same UPN."),
        noop("Find out whose it is. If these are two children, this one can be taken without the UPN."),
    ),
    Code.NO_NUMBER: (
        noop(
            "There is neither an admission number nor a UPN that can be right, so nobody can be found by them."
        ),
        noop("Add one of the two and import again."),
    ),
    Code.POSSIBLE_DUPLICATE_PERSON: (
        noop("Line %(more)s has the same name and the same date of birth."),
        noop("Say if they are two children."),
    ),
    Code.NUMBER_OF_ANOTHER_PUPIL: (
        noop("A number in this row belongs to another pupil on the roll."),
        noop("Put the number right in your management system and import again."),
    ),
    Code.BAD_DATE: (
        noop("“%(value)s” in “%(column)s” is no date."),
        noop("Write it as day/month/year, like 05/09/2018, and import again."),
    ),
    Code.MISSING_DATE: (noop("“%(column)s” is empty."), noop("Write the date of birth and import again.")),
    Code.DATE_IN_FUTURE: (
        noop("“%(value)s” in “%(column)s” lies ahead."),
        noop("Write the right date and import again."),
    ),
    Code.DATE_OUT_OF_RANGE: (
        noop("“%(value)s” in “%(column)s” cannot be a pupil's date of birth."),
        noop("Write the right date and import again."),
    ),
    Code.EXCEL_SERIAL_DATE: (
        noop("“%(value)s” in “%(column)s” is how Excel counts days."),
        noop("It probably means %(proposal)s. Say if that is right."),
    ),
    Code.TWO_DIGIT_YEAR: (
        noop("The year of “%(value)s” in “%(column)s” has only two digits."),
        noop("It probably means %(proposal)s. Say if that is right."),
    ),
    Code.MONTH_FIRST: (
        noop("“%(value)s” in “%(column)s” may have the month first, as others in this column do."),
        noop("Export the dates as day/month/year."),
    ),
    Code.UNKNOWN_YEAR: (
        noop("“%(value)s” in “%(column)s” is no year group."),
        noop("Write one like “Year 3” or “Reception” and import again."),
    ),
    Code.MISSING_YEAR: (noop("“%(column)s” is empty."), noop("Add the year group when you know it.")),
    Code.MISSING_CLASS: (
        noop("“%(column)s” is empty."),
        noop("Add the class when you know it: until then the pupil is in no teacher's list."),
    ),
    Code.OVERLONG_CLASS: (
        noop("“%(column)s” is too long for a class. It begins “%(value)s”."),
        noop("Write the class and import again."),
    ),
    Code.YEAR_CLASS_MISMATCH: (
        noop("“%(value)s” does not go with the class %(more)s."),
        noop("Find out which is right."),
    ),
    Code.YEAR_DOB_MISMATCH: (
        noop("The date of birth is not usual for %(more)s."),
        noop("Find out if both are right."),
    ),
    Code.UNKNOWN_CONSENT_WORD: (
        noop("Nobody has said what “%(value)s” in “%(column)s” means."),
        noop("Until you say yes or no, it counts as no."),
    ),
    Code.CONDITIONAL_CONSENT: (
        noop("“%(value)s” in “%(column)s” is an answer with a condition."),
        noop("Read it and say yes or no for each place. Until then it counts as no."),
    ),
    Code.UNKNOWN_LOOKUP: (
        noop("“%(column)s” holds something new: “%(more)s”."),
        noop("It changes nothing. Say on the page of the columns what it means."),
    ),
    Code.IN_CARE: (
        noop("Not simply a parent decides for this child."),
        noop("Find out who may answer for the child. Until you say so, a yes in the file does not count."),
    ),
    Code.COURT_ORDER: (
        noop("A court order is in force about this parent or carer."),
        noop(
            "This adult is kept apart and never written to. Only the keepers of the restricted list see who it is."
        ),
    ),
    Code.NOT_ON_ROLL: (
        noop("Nobody on the roll has the number “%(value)s”."),
        noop("Import the roll first, then this list again."),
    ),
    Code.NO_NAME_OF_ADULT: (
        noop("This row names no parent or carer."),
        noop("Write the name and import again."),
    ),
    Code.UNKNOWN_RESPONSIBILITY: (
        noop("“%(value)s” in “%(column)s” says neither yes nor no."),
        noop("It is left out. Say on the pupil's page whether this adult may answer."),
    ),
    Code.UPN_OF_ANOTHER_SCHOOL: (
        noop("At %(more)s another child has the same UPN."),
        noop("Find out whose it is. This child can be taken without the UPN."),
    ),
    Code.ON_TWO_ROLLS: (
        noop("This child is also on the roll of %(more)s."),
        noop("Find out whether both are right. What is said at one school changes nothing at the other."),
    ),
    Code.BAD_EMAIL: (
        noop("“%(value)s” in “%(column)s” is no e-mail address."),
        noop("It is left out. Put it right in your management system."),
    ),
    Code.WHITESPACE_TIDIED: (noop("Spare spaces in “%(column)s” were taken out."), ""),
    Code.CAPITALS_TIDIED: (noop("“%(column)s” was written in capitals."), ""),
    Code.UPN_TIDIED: (noop("The UPN was written with spaces or small letters."), ""),
    Code.DATE_TIDIED: (noop("The date in “%(column)s” was written another way."), ""),
    Code.LIST_TIDIED: (noop("The list in “%(column)s” was written another way."), ""),
    Code.LETTERS_TIDIED: (noop("Letters and marks in “%(column)s” were made whole."), ""),
}
_OF_IGNORED_COLUMNS = noop("This column is not used, so nothing else needs to be done.")

_OF_FILES: dict[Code, tuple[str, str]] = {
    Code.TOO_LARGE: (
        noop("This file is larger than 20 megabytes."),
        noop("Export only the pupils and the columns that are needed here."),
    ),
    Code.WRONG_KIND: (
        noop("This file is %(value)s, not a list of pupils."),
        noop("Export an Excel workbook (.xlsx), a Common Transfer File (CTF) or a list as “CSV UTF-8”."),
    ),
    Code.TOO_HARD: (
        noop("This file could not be opened safely: it asks for more memory or time than a list of pupils should."),
        noop("Export it again. If it is the same again, do not use it, and ask where it came from."),
    ),
    Code.DAMAGED_FILE: (
        noop("This file is damaged, or only a part of it arrived."),
        noop("Export it again."),
    ),
    Code.LOCKED_FILE: (
        noop("This file is locked with a password."),
        noop("Open it, save it without a password, and choose that one."),
    ),
    Code.MACROS: (
        noop("This workbook holds a program (macros), which no list of pupils needs. It was not opened."),
        noop("Save it as “Excel Workbook (.xlsx)” and choose that one. If you do not know why it is there, ask."),
    ),
    Code.OTHER_XML: (
        noop("This file is XML, but no Common Transfer File: it begins with “%(value)s”."),
        noop("Export a Common Transfer File (CTF), an Excel workbook or a list in CSV."),
    ),
    Code.NO_PUPILS: (
        noop("There is no pupil in this file."),
        noop("Export it again, with the pupils chosen."),
    ),
    Code.NO_SCHOOLS: (
        noop("This file does not say whose pupils these are."),
        noop("Export it with a column for the school, such as “LAESTAB” or “School name”."),
    ),
    Code.BUSY: (
        noop("Another file is being opened just now, and yours waited too long."),
        noop("Choose it again in a minute."),
    ),
    Code.OUT_OF_ORDER: (
        noop("Files of this kind cannot be opened just now. This is not the fault of yours."),
        noop("Export it as CSV instead, and tell whoever runs Schoolgate."),
    ),
    Code.OTHER_SHEETS: (
        noop("More sheets of this workbook have rows, and were not read: %(value)s."),
        noop("If pupils stand there, import each sheet by itself. Until then nobody is taken for a leaver."),
    ),
    Code.HIDDEN_COLUMNS: (
        noop("The number of hidden columns that were not read: %(value)s."),
        noop("If one is needed, show it in your spreadsheet, save, and choose the file again."),
    ),
    Code.OTHER_FILES: (
        noop("This workbook takes cells from other files. Nothing was fetched: what the cells showed last was read."),
        noop("If the rows look wrong, save the workbook with values alone."),
    ),
    Code.XML_DOCTYPE: (
        noop("This file brings definitions of its own (a DOCTYPE), which no school file needs. It was not opened."),
        noop("Do not use it, and ask where it came from."),
    ),
    Code.EMPTY_FILE: (noop("This file is empty."), noop("Export it again.")),
    Code.NO_HEADER: (
        noop("No row of headings was found in this file."),
        noop("Export it with headings, such as Surname and Forename."),
    ),
    Code.TOO_MANY_ROWS: (
        noop("This file has more than 200,000 rows."),
        noop("Export the roll of one school at a time."),
    ),
    Code.TOO_MANY_CELLS: (
        noop("Line %(line)s has so many cells that the file cannot be a list of pupils."),
        noop("Export it again."),
    ),
    Code.UNCLOSED_QUOTE: (
        noop("A quote mark opens on line %(line)s and never closes, so lines %(line)s to %(last_line)s were not read."),
        noop("Take the quote mark out or close it, then upload the file again. Until then nobody has left."),
    ),
    Code.MONTH_FIRST: (
        noop("Dates in “%(value)s” have the month first."),
        noop("Export them as day/month/year. Each of these rows is held until then."),
    ),
}  # fmt: skip


def sentence(finding: Finding, *, row_is_left_out: bool = False) -> str:
    """What is wrong in a row and what to do about it.

    Of a row that is not imported (`row_is_left_out`), what would become of the pupil otherwise is not said.
    """
    what, then = _OF_ROWS[finding.code]
    if row_is_left_out and finding.weight is not Weight.REJECT:
        return _(what) % _words(finding)
    if finding.weight is Weight.WARN and finding.code in _SAID_OF_ANY_CELL:
        then = _OF_IGNORED_COLUMNS
    return " ".join(_(part) % _words(finding) for part in (what, then) if part)


def _words(finding: Finding) -> dict[str, str]:
    return {
        "column": finding.column,
        "value": finding.value,
        "more": finding.more,
        "proposal": finding.proposal,
    }


# In a column that is not used these are only said.
_SAID_OF_ANY_CELL = frozenset(
    {Code.FORMULA_CELL, Code.CONTROL_CHARACTER, Code.MARKUP_IN_CELL, Code.OVERSIZE_CELL}
)


def file_sentence(problem: FileProblem) -> tuple[str, str]:
    """What is wrong with a file, and what to do about it."""
    what, then = _OF_FILES[problem.code]
    words = {"line": problem.line, "last_line": problem.last_line, "value": problem.value}
    return _(what) % words, _(then) % words

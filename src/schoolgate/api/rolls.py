"""The roll as another program sends it, each night or with each change: as JSON, or as the file that it exports."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec

from schoolgate.api.doing import Did, asked_nothing, body_of, done
from schoolgate.api.door import Call
from schoolgate.api.idempotency import form_key
from schoolgate.api.inputs import ONE_LINE, Part, read
from schoolgate.api.problems import refused
from schoolgate.api.sent_files import MULTIPART, files_of
from schoolgate.api.shown import SubjectShown
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.pupils import folder_queries, import_queries, stored_rolls
from schoolgate.pupils.importing.columns import Mapping, known_headings
from schoolgate.pupils.importing.reading import FileRefused, Sheet, read_file
from schoolgate.pupils.importing.sentences import file_sentence, sentence
from schoolgate.pupils.importing.told import MOST_ADULTS, as_list
from schoolgate.pupils.importing.vocabulary import Finding, Outcome, Row
from schoolgate.pupils.models import FolderFile, RollImport
from schoolgate.rules.consents import Channel, Medium
from schoolgate.rules.refusals import Control, Refusal

MOST_PUPILS = 5000
MOST_ROWS_SAID = 500
Line = Annotated[str, msgspec.Meta(max_length=200, pattern=ONE_LINE)]
_USE = rf"^({'|'.join(Medium)})\.({'|'.join(Channel)})$"
Use = Annotated[str, msgspec.Meta(pattern=_USE, examples=["photo.website"])]


class SentAdult(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A parent or carer. `responsibility`: “yes” where they hold parental responsibility."""

    name: Line
    relationship: Line = ""
    email: Line = ""
    telephone: Line = ""
    responsibility: Line = ""


class SentPupil(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A pupil, in the words that a list would have. A UPN or an admission number says who it is; a name never does."""

    legal_surname: Line
    legal_forename: Line
    upn: Line = ""
    admission_number: Line = ""
    former_upn: Line = ""
    middle_names: Line = ""
    preferred_surname: Line = ""
    preferred_forename: Line = ""
    former_surname: Line = ""
    born_on: Line = ""
    year_group: Line = ""
    class_name: Line = ""
    joined_on: Line = ""
    left_on: Line = ""
    in_care: Line = ""
    after_care: Line = ""
    consents: dict[Use, Line] = {}
    adults: Annotated[list[SentAdult], msgspec.Meta(max_length=MOST_ADULTS)] = []


SENT = (
    Part(
        "pupils",
        Annotated[list[SentPupil], msgspec.Meta(min_length=1, max_length=MOST_PUPILS)],
        True,
        msgspec.to_builtins,
    ),
)


@dataclass(frozen=True, slots=True)
class FoundInRow:
    """One thing found in a row: a code that stays the same, how it weighs, the column, and a sentence."""

    code: str
    weight: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class RowOfRoll:
    """A row in which something was found: its place (from 1; of a file, its line), what becomes of it, and why."""

    row: int
    outcome: str
    found: tuple[FoundInRow, ...]


@dataclass(frozen=True, slots=True)
class RollSent(Did):
    """A roll was taken in.

    `applied`: of how many pupils which stricter thing was done at once. `waits`: the rest waits for the office.
    `columns_are_known`: false where the office has to say first what the columns of the file mean; then nothing was
    done. `same_as_before`: the last one had exactly this content; nothing was done.
    """

    applied: dict[str, int] = field(default_factory=dict)
    waits: bool = False
    columns_are_known: bool = True
    same_as_before: bool = False
    rows: tuple[RowOfRoll, ...] = ()
    rows_not_shown: int = 0


def send_a_roll(call: Call) -> RollSent:
    """Take a roll in. What is wrong with it as a whole is refused, and nothing is kept of it."""
    asked_nothing(call)
    key, school = form_key(call), call.acting.school
    is_file = call.request.content_type == MULTIPART
    content, told = _file(call) if is_file else _list(call)
    stored_as = stored_rolls.keep(content)
    used = False
    try:
        sheet = _sheet(call, stored_as)
        mapping, is_known = (told, True) if told is not None else import_queries.mapping_for(school, sheet)
        digest = stored_rolls.digest_of(stored_as)
        rows = _rows(school, stored_as, mapping, call) if is_known else []
        from_line = 0 if is_file else -1
        if folder_queries.is_the_newest(school, digest):
            return _same(school, rows, is_known, from_line)
        given = {
            "file_digest": digest,
            "stored_as": stored_as,
            "mapping": mapping.to_json(),
            "columns_are_known": is_known,
        }
        did = done(call, school, key, given)
        used = not did.done_before
        return _answer(did, school, rows, is_known, from_line)
    finally:
        if not used:
            stored_rolls.throw_away(stored_as)
        import_queries.forget_results()


def _file(call: Call) -> tuple[Iterable[bytes], Mapping | None]:
    return files_of(call)[0].chunks(), None


def _list(call: Call) -> tuple[Iterable[bytes], Mapping | None]:
    content, mapping = as_list(read(SENT, body_of(call))["pupils"])
    return [content], mapping


def _sheet(call: Call, stored_as: str) -> Sheet:
    try:
        with stored_rolls.opened(stored_as) as file:
            return read_file(file, known_headings)
    except FileRefused as wrong:
        words, *what_next = file_sentence(wrong.problem)
        about_file = Refusal(Control.FILE_IS_SAFE, words, " ".join(what_next), about="file")
        raise refused(call.acting, [about_file]) from wrong


def _rows(school: School, stored_as: str, mapping: Mapping, call: Call) -> list[Row]:
    """Read before anything is locked; only those in which something was found."""
    unsaved = RollImport(school=school, stored_as=stored_as, mapping=mapping.to_json())
    result = import_queries.result_of(unsaved, today_of(call.now))
    return [row for row in result.rows if row.outcome is not Outcome.OK]


def _same(school: School, rows: list[Row], is_known: bool, from_line: int) -> RollSent:
    newest = FolderFile.objects.filter(school=school, state=FolderFile.State.TAKEN).order_by(
        "-seen_at", "-pk"
    )
    line = newest.select_related("roll_import")[0]
    waits = line.roll_import is not None and line.roll_import.state in import_queries.WAITING
    subject = SubjectShown(RollImport._meta.label_lower, line.roll_import_id or 0)
    return RollSent(subject, None, True, {}, waits, is_known, True, *_said(rows, from_line))


def _answer(did: Did, school: School, rows: list[Row], is_known: bool, from_line: int) -> RollSent:
    line = FolderFile.objects.select_related("roll_import").get(school=school, roll_import=did.subject.id)
    waits = line.state == FolderFile.State.WAITS or (
        line.roll_import is not None and line.roll_import.state in import_queries.WAITING
    )
    said = _said(rows, from_line)
    return RollSent(did.subject, did.event, did.done_before, line.applied, waits, is_known, False, *said)


def _said(rows: list[Row], from_line: int) -> tuple[tuple[RowOfRoll, ...], int]:
    told = tuple(
        RowOfRoll(row.line + from_line, str(row.outcome), tuple(_found(one) for one in row.findings))
        for row in rows[:MOST_ROWS_SAID]
    )
    return told, max(0, len(rows) - MOST_ROWS_SAID)


def _found(one: Finding) -> FoundInRow:
    return FoundInRow(str(one.code), one.weight.name.lower(), one.column, sentence(one))


def schema_kinds() -> list[Any]:
    """What the description of the API needs of this operation."""
    return [SENT[0].kind, RowOfRoll]

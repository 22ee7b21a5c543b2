"""The preview of an import: row by row what is wrong and what would change, and the same in numbers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.pupils.importing.comparing import is_tied_otherwise
from schoolgate.pupils.importing.plan import (
    ConsentChange,
    ConsentKind,
    FieldChange,
    GuardianChange,
    Plan,
)
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.sentences import sentence
from schoolgate.pupils.importing.vocabulary import Field, Guardian, Outcome, Row, Weight
from schoolgate.pupils.words import FIELD_WORDS
from schoolgate.rules.consents import use_words
from schoolgate.web.said_times import in_full

ALL, WITH_SOMETHING = "all", "something"


@dataclass(slots=True)
class PreviewRow:
    """One row as the page shows it. `line` is 0 for a pupil whom the file leaves out."""

    line: int
    name: str
    outcome: Outcome
    wrong: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        return bool(self.wrong or self.changes)


def preview_rows(result: RowResult, plan: Plan, names: dict[int, str]) -> list[PreviewRow]:
    """Every row of the file, then the pupils whom it leaves out, with their names on the roll (`names`)."""
    changes = _changes_by_line(plan)
    rows = [
        PreviewRow(
            row.line,
            _name(row),
            row.outcome,
            [
                sentence(finding, row_is_left_out=row.outcome is Outcome.REJECT)
                for finding in row.findings
                if finding.weight is not Weight.TIDIED
            ],
            changes.get(row.line, []),
        )
        for row in result.rows
    ]
    absent = [
        PreviewRow(0, names.get(key, ""), Outcome.OK, changes=[_("is not in the file")])
        for key in plan.absent
    ]
    # What a person has to read comes first.
    return sorted(rows + absent, key=lambda row: (not row.wrong, row.line == 0, row.line))


def _name(row: Row) -> str:
    if row.pupil is None:
        return ""
    parts = (row.pupil.preferred_forename or row.pupil.legal_forename, row.pupil.legal_surname)
    name = " ".join(part for part in parts if part)[:120]
    return f"{name}, {row.pupil.class_name}" if row.pupil.class_name else name


def _changes_by_line(plan: Plan) -> dict[int, list[str]]:
    by_line: dict[int, list[str]] = defaultdict(list)
    for line, words in _all_changes(plan):
        by_line[line].append(words)
    return by_line


def _all_changes(plan: Plan) -> Iterator[tuple[int, str]]:
    yield from _who_is_here(plan)
    lines, joining = plan.lines, {joiner.line for joiner in plan.joiners}
    for change in plan.changes:
        yield lines[change.pupil], _field_words(change)
    for adult in plan.guardians:
        yield from ((lines[adult.pupil], words) for words in _adult_words(adult))
    for apart in plan.kept_apart:
        yield apart.line, _("this adult is kept apart and never written to")
    for stranger in plan.strangers:
        yield stranger, _("nobody on the roll has this number and this name: left out")
    for line, kind, uses in _consents_together(plan.consents, joining):
        yield line, _CONSENT_WORDS[kind]() % {"uses": uses}
    for question in plan.consent_questions:
        what = use_words(question.use)
        yield question.line, _("you are asked about: %(what)s") % {"what": what}
    for held in plan.row_questions:
        yield held.line, _("is held until you say what is right")


def _who_is_here(plan: Plan) -> Iterator[tuple[int, str]]:
    lines = plan.lines
    for joiner in plan.joiners:
        yield joiner.line, _("joins the roll")
    for leaver in plan.leavers:
        yield lines[leaver.pupil], _("leaves on %(day)s") % {"day": in_full(leaver.left_on)}
    for key in plan.returned:
        yield lines[key], _("is back on the roll")


def _field_words(change: FieldChange) -> str:
    words = {
        "field": FIELD_WORDS[Field(change.field)],
        "before": _value(change.before),
        "after": _value(change.after),
    }
    if not words["before"]:
        return _("%(field)s: %(after)s (was empty)") % words
    return _("%(field)s: %(after)s (was %(before)s)") % words


def _value(value: str | date | bool | None) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""


def _adult_words(change: GuardianChange) -> Iterator[str]:
    before, after = change.before, change.after
    if after is None:
        if before is not None:
            yield _("no longer a parent or carer: %(name)s") % {"name": before.name}
    elif before is None:
        yield _("new parent or carer: %(name)s") % {"name": after.name}
    else:
        yield from _what_differs(before, after)


def _what_differs(before: Guardian, after: Guardian) -> Iterator[str]:
    """What the file says otherwise of one adult; where it is silent nothing changes."""
    words = {"name": before.name, "relationship": after.relationship, "was": before.relationship}
    if any(getattr(after, way) not in ("", getattr(before, way)) for way in ("email", "telephone")):
        yield _("reached another way: %(name)s") % words
    if is_tied_otherwise(before, after):
        if before.relationship:
            yield _("%(name)s is now: %(relationship)s (was %(was)s)") % words
        else:
            yield _("%(name)s is: %(relationship)s") % words
    if after.has_responsibility not in (None, before.has_responsibility):
        if after.has_responsibility:
            yield _("%(name)s has parental responsibility") % words
        else:
            yield _("%(name)s has no parental responsibility") % words


def _consents_together(
    consents: list[ConsentChange], joining: set[int]
) -> Iterator[tuple[int, ConsentKind, str]]:
    """One line of words for each kind of change of one pupil. For who joins, a yes for each use is no news."""
    together: dict[tuple[int, ConsentKind], list[str]] = defaultdict(list)
    for change in consents:
        together[change.line, change.kind].append(use_words(change.use))
    for (line, kind), uses in together.items():
        if line in joining and len(uses) > 2:
            yield line, kind, ngettext("%(n)s use", "%(n)s uses", len(uses)) % {"n": len(uses)}
        else:
            yield line, kind, ", ".join(uses)


_CONSENT_WORDS = {
    ConsentKind.GRANTED: lambda: _("yes to: %(uses)s"),
    ConsentKind.REFUSED: lambda: _("no to: %(uses)s"),
    ConsentKind.WITHDRAWN: lambda: _("withdrawn: %(uses)s"),
    ConsentKind.HELD: lambda: _("no until you have read it: %(uses)s"),
}


@dataclass(frozen=True, slots=True)
class Total:
    """One number of the preview, in words."""

    count: int
    words: str


def totals(plan: Plan) -> list[Total]:
    """What confirming would do, in numbers; what would not happen is left out."""
    changed = len({change.pupil for change in plan.changes})
    withdrawn = len({change.pupil for change in plan.consents_of(ConsentKind.WITHDRAWN)})
    granted = len({(change.pupil, change.line) for change in plan.consents_of(ConsentKind.GRANTED)})
    refused = len({(change.pupil, change.line) for change in plan.consents_of(ConsentKind.REFUSED)})
    questions = len(plan.consent_questions) + len(plan.row_questions)
    counted = (
        (len(plan.joiners), ngettext("pupil joins", "pupils join", len(plan.joiners))),
        (len(plan.leavers), ngettext("pupil has a last day", "pupils have a last day", len(plan.leavers))),
        (
            len(plan.absent),
            ngettext("pupil is not in the file", "pupils are not in the file", len(plan.absent)),
        ),
        (len(plan.returned), ngettext("pupil is back", "pupils are back", len(plan.returned))),
        (changed, ngettext("pupil's details change", "pupils' details change", changed)),
        (withdrawn, ngettext("pupil has a yes taken back", "pupils have a yes taken back", withdrawn)),
        (granted, ngettext("pupil has a new yes", "pupils have a new yes", granted)),
        (refused, ngettext("pupil has a new no", "pupils have a new no", refused)),
        (
            len(plan.guardians),
            ngettext("parent or carer changes", "parents or carers change", len(plan.guardians)),
        ),
        (
            len(plan.kept_apart),
            ngettext(
                "adult is kept apart by a court order",
                "adults are kept apart by court orders",
                len(plan.kept_apart),
            ),
        ),
        (
            len(plan.strangers),
            ngettext(
                "row is about nobody on the roll",
                "rows are about nobody on the roll",
                len(plan.strangers),
            ),
        ),
        (questions, ngettext("question for you", "questions for you", questions)),
        (plan.unchanged, ngettext("pupil stays as before", "pupils stay as before", plan.unchanged)),
    )
    return [Total(count, words) for count, words in counted if count]

"""What a file would change on the roll: joiners, leavers, names, classes, consents, and what must be asked."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from schoolgate.pupils.importing.comparing import field_changes, guardian_changes
from schoolgate.pupils.importing.matching import Match, Roll
from schoolgate.pupils.importing.plan import (
    ConsentChange,
    ConsentKind,
    ConsentQuestion,
    CurrentPupil,
    Joiner,
    Leaver,
    Plan,
    RowQuestion,
    consent_question_key,
    row_question_key,
)
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.vocabulary import Code, Outcome, PupilRecord, Row
from schoolgate.rules.consents import Said
from schoolgate.rules.roll import Effect, InFile, Leads, Recorded, effect_of

# A row with these alone is held in its consents only; who it tells of is clear.
CONSENT_CODES = frozenset({Code.UNKNOWN_CONSENT_WORD, Code.CONDITIONAL_CONSENT})
# With one of these nobody can say of whom a row tells, so not even its no can be taken.
UNSURE_WHOM = frozenset(
    {Code.DUPLICATE_UPN, Code.DUPLICATE_ADMISSION_NUMBER, Code.POSSIBLE_DUPLICATE_PERSON, Code.NUL_BYTE}
)
_KINDS = {
    Effect.GRANT: ConsentKind.GRANTED,
    Effect.REFUSE: ConsentKind.REFUSED,
    Effect.WITHDRAW: ConsentKind.WITHDRAWN,
    Effect.HOLD: ConsentKind.HELD,
}


def differences(
    current: Iterable[CurrentPupil],
    result: RowResult,
    *,
    leads: Leads,
    today: date,
    asked: Collection[str] = (),
    taken: Collection[str] = (),
) -> Plan:
    """What confirming this file would do to this roll.

    `asked` are keys of questions that were put before and are not put again; `taken` those of rows that a person
    has said to take as they are.
    """
    roll = Roll(current)
    comparison = _Comparison(
        roll, leads, today, (frozenset(asked), frozenset(taken)), _speaks_of_adults(result)
    )
    for row in result.rows:
        comparison.take(row)
    plan = comparison.plan
    plan.absent = _absent(roll, result, comparison.seen, today)
    plan.absent_is_unsure = result.leaves_somebody_unseen
    return plan


def _speaks_of_adults(result: RowResult) -> bool:
    return any(row.pupil is not None and row.pupil.guardians for row in result.rows)


def _absent(roll: Roll, result: RowResult, seen: Collection[int], today: date) -> list[int]:
    """The pupils on the roll of whom the file says nothing at all, not even in a row that was rejected."""
    if not result.tells_of_everyone:
        return []
    numbers = {number for row in result.rows for number in row.numbers}
    return [
        pupil.key
        for pupil in roll.pupils.values()
        if pupil.key not in seen
        and pupil.left_on is None
        and not numbers & {pupil.upn or None, pupil.admission_number or None}
    ]


class _Comparison:
    """Takes one row after the other into the plan."""

    def __init__(
        self,
        roll: Roll,
        leads: Leads,
        today: date,
        keys: tuple[frozenset[str], frozenset[str]],
        speaks_of_adults: bool,
    ) -> None:
        self.roll, self.leads, self.today = roll, leads, today
        self.asked, self.taken = keys
        self.speaks_of_adults = speaks_of_adults
        self.plan = Plan()
        self.seen: set[int] = set()

    def take(self, row: Row) -> None:
        """Add what this row would change or ask."""
        if row.outcome is Outcome.SKIP or row.pupil is None:
            return
        if row.outcome is Outcome.REJECT:
            self._take_only_a_no(row, row.pupil)
            return
        record = _without_doubted_numbers(row, row.pupil)
        match = self.roll.match(record)
        self._see(match, row)
        held_because = _held_because(row, match)
        if held_because and row_question_key(record, held_because) not in self.taken:
            self._ask_about_row(row, record, match, held_because)
        elif match.pupil is None:
            self._join(row, record)
        else:
            self._compare(row, record, match.pupil)

    def _see(self, match: Match, row: Row) -> None:
        if match.pupil is not None:
            self.seen.add(match.pupil.key)
            self.plan.lines.setdefault(match.pupil.key, row.line)

    def _take_only_a_no(self, row: Row, record: PupilRecord) -> None:
        """A row that is not imported can still say no for a pupil of whom it tells for certain."""
        match = self.roll.match(record)
        self._see(match, row)
        if match.pupil is None:
            return
        if not match.in_doubt and not _is_unsure_whom(row):
            self._withdraw(row, record, match.pupil)

    def _note_unseen(self, row: Row, record: PupilRecord, pupil: CurrentPupil) -> None:
        """A no of the file behind a page that says no already. It holds once the page tells of answers again."""
        for use, in_file in record.consents.items():
            recorded = (pupil.unseen or {}).get(use, Recorded())
            effect = effect_of(in_file, recorded, self.leads)
            if effect in (Effect.WITHDRAW, Effect.REFUSE, Effect.HOLD):
                self.plan.unseen.append(
                    ConsentChange(pupil.key, row.line, use, recorded.said, _KINDS[effect])
                )

    def _withdraw(self, row: Row, record: PupilRecord, pupil: CurrentPupil) -> None:
        if pupil.unseen is not None:
            self._note_unseen(row, record, pupil)
        for use, in_file in record.consents.items():
            recorded = pupil.consents.get(use, Recorded())
            effect = effect_of(in_file, recorded, self.leads)
            if effect in (Effect.WITHDRAW, Effect.REFUSE, Effect.HOLD):
                self._change_consent(row, pupil.key, use, recorded.said, effect)

    def _ask_about_row(self, row: Row, record: PupilRecord, match: Match, codes: tuple[str, ...]) -> None:
        if match.pupil is not None and not match.in_doubt and not _is_unsure_whom(row):
            self._withdraw(row, record, match.pupil)
        pupil = match.pupil.key if match.pupil is not None else None
        key = row_question_key(record, codes)
        if key not in self.asked:
            self.plan.row_questions.append(RowQuestion(key, row.line, codes, record, pupil))

    def _join(self, row: Row, record: PupilRecord) -> None:
        if record.left_on is not None and record.left_on <= self.today:
            return
        self.plan.joiners.append(Joiner(row.line, record))
        self._compare_consents(row, record, None, {})

    def _compare(self, row: Row, record: PupilRecord, pupil: CurrentPupil) -> None:
        before = self._size()
        comes_back = self._compare_leaving(record, pupil)
        if not (record.left_on is not None and pupil.has_left(self.today)):
            self.plan.changes.extend(field_changes(row, record, pupil))
            recorded = _lapsed(pupil.consents) if comes_back else pupil.consents
            self._compare_consents(row, record, pupil.key, recorded, in_care=bool(pupil.in_care))
            if pupil.unseen is not None:
                self._note_unseen(row, record, pupil)
            if comes_back:
                self._let_lapse(row, record, pupil)
            if self.speaks_of_adults:
                self.plan.guardians.extend(guardian_changes(record, pupil))
        self.plan.unchanged += self._size() == before

    def _size(self) -> int:
        plan = self.plan
        parts = (
            plan.leavers,
            plan.returned,
            plan.changes,
            plan.consents,
            plan.guardians,
            plan.consent_questions,
        )
        return sum(len(part) for part in parts)

    def _compare_leaving(self, record: PupilRecord, pupil: CurrentPupil) -> bool:
        """Note a last day, or that there is none any more. True for one who had left and is back."""
        if record.left_on is not None:
            if record.left_on != pupil.left_on:
                self.plan.leavers.append(Leaver(pupil.key, record.left_on))
            return False
        if pupil.left_on is not None:
            self.plan.returned.append(pupil.key)
        return pupil.has_left(self.today)

    def _let_lapse(self, row: Row, record: PupilRecord, pupil: CurrentPupil) -> None:
        """A yes ends when a pupil leaves. It is not there again when the pupil is, unless the file says so."""
        for use, recorded in pupil.consents.items():
            if recorded.said is Said.YES and record.consents.get(use) is not InFile.YES:
                self._change_consent(row, pupil.key, use, Said.YES, Effect.WITHDRAW)
        for use, recorded in (pupil.unseen or {}).items():
            if recorded.said is Said.YES:
                self.plan.unseen.append(
                    ConsentChange(pupil.key, row.line, use, Said.YES, ConsentKind.WITHDRAWN)
                )

    def _compare_consents(
        self,
        row: Row,
        record: PupilRecord,
        pupil: int | None,
        consents: dict[str, Recorded],
        *,
        in_care: bool = False,
    ) -> None:
        # For a child in care a person says who may answer, before a yes counts.
        must_be_read = row.outcome is Outcome.ASK or in_care or bool(record.in_care)
        for use, in_file in record.consents.items():
            recorded = consents.get(use, Recorded())
            effect = effect_of(in_file, recorded, self.leads)
            if effect is Effect.ASK and in_file is InFile.YES and recorded.file_said is Said.YES:
                continue  # The file said so before: a no of the pages alone makes no question of it.
            if effect is Effect.GRANT and must_be_read:
                # Something in this row's consents is unclear, so none of its yeses counts before it is read.
                effect = Effect.ASK
            if effect in (Effect.ASK, Effect.HOLD) and not self._ask_about_consent(
                row, record, pupil, use, recorded
            ):
                continue
            if effect in _KINDS:
                self._change_consent(row, pupil, use, recorded.said, effect)

    def _change_consent(self, row: Row, pupil: int | None, use: str, said: Said, effect: Effect) -> None:
        self.plan.consents.append(ConsentChange(pupil, row.line, use, said, _KINDS[effect]))

    def _ask_about_consent(
        self, row: Row, record: PupilRecord, pupil: int | None, use: str, recorded: Recorded
    ) -> bool:
        """Ask, unless this was asked before."""
        in_file, words = record.consents[use], row.words.get(use, "")
        who = f"{record.upn}/{record.admission_number}"
        key = consent_question_key(who, use, in_file, words, recorded.mark)
        if key in self.asked:
            return False
        question = ConsentQuestion(key, who, pupil, row.line, use, recorded.said, in_file, words)
        self.plan.consent_questions.append(question)
        return True


def _held_because(row: Row, match: Match) -> tuple[str, ...]:
    """Why this row waits for a person, or nothing: what was found in it, or a number that is another pupil's."""
    asked = tuple(code for code in row.codes if row.outcome is Outcome.ASK and _asks(row, code))
    return (*asked, str(Code.NUMBER_OF_ANOTHER_PUPIL)) if match.in_doubt else asked


def _asks(row: Row, code: str) -> bool:
    """Whether this code holds the whole row. A broken cell of consent holds its consents only."""
    if code in CONSENT_CODES:
        return False
    return any(
        one.code == code and one.is_asked and not _is_in_consents(row, one.column) for one in row.findings
    )


def _is_in_consents(row: Row, column: str) -> bool:
    return bool(column) and column in row.consent_columns


def _is_unsure_whom(row: Row) -> bool:
    return any(one.code in UNSURE_WHOM for one in row.findings)


def _without_doubted_numbers(row: Row, record: PupilRecord) -> PupilRecord:
    """A number that two rows share identifies neither."""
    if row.found(Code.DUPLICATE_UPN) or row.found(Code.UPN_OF_ANOTHER_SCHOOL):
        record = replace(record, upn="")
    if row.found(Code.DUPLICATE_ADMISSION_NUMBER):
        record = replace(record, admission_number="")
    return record


def _lapsed(consents: dict[str, Recorded]) -> dict[str, Recorded]:
    return {
        use: replace(one, said=Said.NOT_ANSWERED) if one.said is Said.YES else one
        for use, one in consents.items()
    }

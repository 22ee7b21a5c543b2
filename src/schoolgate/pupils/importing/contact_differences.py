"""What a list of contacts would change: adults who are new, reached otherwise, gone, or kept apart by a court."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from schoolgate.pupils.importing.comparing import guardian_changes, is_same_adult
from schoolgate.pupils.importing.matching import Roll
from schoolgate.pupils.importing.names import could_be, folded
from schoolgate.pupils.importing.plan import CurrentPupil, GuardianChange, Plan, ToKeepApart
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.vocabulary import Guardian, Outcome, PupilRecord, Row


def contact_differences(current: Iterable[CurrentPupil], result: RowResult, today: date) -> Plan:
    """What confirming this list would do. A pupil of whom it has no row keeps their adults."""
    roll, plan = Roll(current), Plan()
    adults: dict[int, list[Guardian]] = defaultdict(list)
    for row in result.rows:
        if row.pupil is None or row.outcome in (Outcome.SKIP, Outcome.REJECT):
            continue
        pupil = _pupil_of(roll, row.pupil)
        if pupil is None or pupil.has_left(today):
            plan.strangers.append(row.line)
            continue
        plan.lines.setdefault(pupil.key, row.line)
        for adult in row.pupil.guardians:
            adults[pupil.key].append(adult)
            _keep_apart(plan, row, pupil, adult)
    for key, listed in adults.items():
        pupil = roll.pupils[key]
        before = len(plan.guardians)
        changes = guardian_changes(PupilRecord(guardians=tuple(listed)), pupil)
        plan.guardians.extend(one for one in changes if not _is_of_one_kept_apart(one, plan))
        plan.unchanged += len(plan.guardians) == before
    return plan


def _pupil_of(roll: Roll, record: PupilRecord) -> CurrentPupil | None:
    """The pupil with this number, unless the list gives that number another name altogether."""
    match = roll.find(PupilRecord(admission_number=record.admission_number, upn=record.upn))
    if match.pupil is None or match.in_doubt or _is_called_otherwise(record, match.pupil):
        return None
    return match.pupil


def _is_called_otherwise(record: PupilRecord, pupil: CurrentPupil) -> bool:
    """Both names are given and neither is the pupil's, legal or preferred."""
    if not record.legal_surname or not record.legal_forename:
        return False
    surnames = (pupil.legal_surname, pupil.preferred_surname)
    forenames = (pupil.legal_forename, pupil.preferred_forename)
    return not any(_same(record.legal_surname, one) for one in surnames) and not any(
        _same(record.legal_forename, one) for one in forenames
    )


def _same(in_list: str, recorded: str) -> bool:
    return folded(in_list) == folded(recorded) or could_be(in_list, recorded) or could_be(recorded, in_list)


def _keep_apart(plan: Plan, row: Row, pupil: CurrentPupil, adult: Guardian) -> None:
    if adult.order and not any(is_same_adult(one, adult) for one in pupil.kept_apart):
        plan.kept_apart.append(ToKeepApart(pupil.key, row.line, adult))


def _is_of_one_kept_apart(change: GuardianChange, plan: Plan) -> bool:
    """Whoever is kept apart leaves the roll by that, and the preview names them nowhere."""
    before = change.before
    return before is not None and any(
        one.pupil == change.pupil and is_same_adult(one.adult, before) for one in plan.kept_apart
    )

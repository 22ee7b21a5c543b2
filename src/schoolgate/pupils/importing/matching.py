"""Who is who: a row and a pupil of the roll are the same by UPN, admission number or former UPN, never by name.

Names and dates of birth only ever cast doubt on a match; they never make one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schoolgate.pupils.importing.names import could_be, folded
from schoolgate.pupils.importing.plan import CurrentPupil
from schoolgate.pupils.importing.vocabulary import PupilRecord
from schoolgate.rules.roll import is_temporary


@dataclass(frozen=True, slots=True)
class Match:
    """The pupil whom a row tells of, or None for a new one. In doubt, a person says."""

    pupil: CurrentPupil | None = None
    in_doubt: bool = False


class Roll:
    """The roll here, found by each of its numbers."""

    def __init__(self, pupils: Iterable[CurrentPupil]) -> None:
        self.pupils = {pupil.key: pupil for pupil in pupils}
        everyone = self.pupils.values()
        self.by_upn = {pupil.upn: pupil for pupil in everyone if pupil.upn}
        self.by_number = {pupil.admission_number: pupil for pupil in everyone if pupil.admission_number}
        self.by_bare_number = _only_ones(
            (pupil.admission_number.lstrip("0"), pupil)
            for pupil in everyone
            if pupil.admission_number.isdigit()
        )
        self.by_former_upn = {pupil.former_upn: pupil for pupil in everyone if pupil.former_upn}
        self._taken: set[int] = set()

    def match(self, record: PupilRecord) -> Match:
        """Whom this record tells of. A pupil who was matched before is matched again only in doubt."""
        found = self.find(record)
        if found.pupil is not None:
            if found.pupil.key in self._taken:
                return Match(found.pupil, in_doubt=True)
            self._taken.add(found.pupil.key)
        return found

    def find(self, record: PupilRecord) -> Match:
        """Whom this record tells of; a list may tell of the same pupil again and again."""
        by_upn = self.by_upn.get(record.upn)
        by_number = self._by_number(record.admission_number)
        if by_upn is not None:
            is_two = by_number is not None and by_number.key != by_upn.key
            return Match(by_upn, in_doubt=is_two or _is_somebody_else(record, by_upn))
        if by_number is not None:
            return Match(by_number, in_doubt=_number_was_given_again(record, by_number))
        former = self._by_former(record)
        if former is not None:
            return Match(former, in_doubt=former.born_on != record.born_on)
        return Match()

    def _by_number(self, number: str) -> CurrentPupil | None:
        """Also where a spreadsheet took the zeros from the number, or the roll has them from one that did."""
        exact = self.by_number.get(number)
        if exact is not None or not number.isdigit():
            return exact
        return self.by_bare_number.get(number.lstrip("0"))

    def _by_former(self, record: PupilRecord) -> CurrentPupil | None:
        if record.former_upn:
            found = self.by_upn.get(record.former_upn) or self.by_former_upn.get(record.former_upn)
            if found is not None:
                return found
        return self.by_former_upn.get(record.upn) if record.upn else None


def _only_ones(pairs: Iterable[tuple[str, CurrentPupil]]) -> dict[str, CurrentPupil]:
    """Each key that belongs to one pupil alone."""
    found: dict[str, list[CurrentPupil]] = {}
    for key, pupil in pairs:
        found.setdefault(key, []).append(pupil)
    return {key: pupils[0] for key, pupils in found.items() if len(pupils) == 1 and key}


def _is_somebody_else(record: PupilRecord, pupil: CurrentPupil) -> bool:
    """Another date of birth and another name: the number must be wrong."""
    return _births_differ(record, pupil) and not _share_a_name(record, pupil)


def _number_was_given_again(record: PupilRecord, pupil: CurrentPupil) -> bool:
    """The admission number of a pupil with another UPN, or with another name and date of birth."""
    other_upn = bool(record.upn and pupil.upn) and record.upn != pupil.upn
    if other_upn and not is_temporary(pupil.upn) and record.former_upn != pupil.upn:
        return _births_differ(record, pupil) or not _share_a_name(record, pupil)
    return _is_somebody_else(record, pupil)


def _births_differ(record: PupilRecord, pupil: CurrentPupil) -> bool:
    return None not in (record.born_on, pupil.born_on) and record.born_on != pupil.born_on


def _share_a_name(record: PupilRecord, pupil: CurrentPupil) -> bool:
    return _same_name(record.legal_surname, pupil.legal_surname) or _same_name(
        record.legal_forename, pupil.legal_forename
    )


def _same_name(in_file: str, recorded: str) -> bool:
    return folded(in_file) == folded(recorded) or could_be(in_file, recorded) or could_be(recorded, in_file)

"""What differs between a row and the pupil of the roll, field by field. Silence in the file changes nothing."""

from collections.abc import Iterator

from schoolgate.pupils.importing.names import could_be, without_marks
from schoolgate.pupils.importing.plan import CurrentPupil, FieldChange, GuardianChange, Kind
from schoolgate.pupils.importing.vocabulary import Code, Guardian, PupilRecord, Row

_PLAIN_FIELDS = (
    ("admission_number", Kind.NUMBER),
    ("upn", Kind.NUMBER),
    ("former_upn", Kind.NUMBER),
    ("born_on", Kind.BIRTH),
    ("year_group", Kind.YEAR),
    ("class_name", Kind.CLASS),
    ("joined_on", Kind.DATE),
)
_NAMES = ("legal_surname", "legal_forename", "middle_names")
_PREFERRED = (("preferred_surname", "legal_surname"), ("preferred_forename", "legal_forename"))


def field_changes(row: Row, record: PupilRecord, pupil: CurrentPupil) -> Iterator[FieldChange]:
    """Every field in which the row says something else than the roll."""
    for name, kind in _PLAIN_FIELDS:
        before, after = getattr(pupil, name), getattr(record, name)
        if after and after != before:
            yield FieldChange(pupil.key, name, before, after, kind)
    capitals = row.found(Code.CAPITALS_TIDIED) is not None
    for name in _NAMES:
        before, after = getattr(pupil, name), getattr(record, name)
        if after and (differs := how_names_differ(after, before, was_in_capitals=capitals)):
            yield FieldChange(pupil.key, name, before, after, differs)
    for name, legal in _PREFERRED:
        yield from _preferred_change(record, pupil, name, legal, was_in_capitals=capitals)


def preferred_to_keep(record: PupilRecord, name: str, legal: str) -> str:
    """A preferred name is kept only where it is not the legal one."""
    preferred = getattr(record, name)
    return "" if preferred == getattr(record, legal) else preferred


def _preferred_change(
    record: PupilRecord, pupil: CurrentPupil, name: str, legal: str, *, was_in_capitals: bool
) -> Iterator[FieldChange]:
    if not getattr(record, name):
        return
    before, after = getattr(pupil, name), preferred_to_keep(record, name, legal)
    if not before and not after:
        return
    spoken_before = before or getattr(pupil, legal)
    spoken_after = after or getattr(record, legal)
    if differs := how_names_differ(spoken_after, spoken_before, was_in_capitals=was_in_capitals):
        yield FieldChange(pupil.key, name, before, after, differs)


def how_names_differ(in_file: str, recorded: str, *, was_in_capitals: bool = False) -> Kind | None:
    """None where the file's name is the recorded one, as it stands or as an old encoding writes it."""
    in_file, recorded = without_marks(in_file), without_marks(recorded)
    if in_file == recorded or (was_in_capitals and in_file.casefold() == recorded.casefold()):
        return None
    if recorded and could_be(in_file, recorded):
        return None
    return Kind.SPELLING if recorded and could_be(recorded, in_file) else Kind.NAME


def guardian_changes(record: PupilRecord, pupil: CurrentPupil) -> Iterator[GuardianChange]:
    """Adults who are new, reached another way, or gone. One whom we no longer write to does not come back so."""
    known = {_person(one): one for one in pupil.guardians}
    former = {_person(one) for one in pupil.former_guardians}
    listed = {_person(one): one for one in record.guardians}
    for who, after in listed.items():
        before = known.get(who)
        if before is None and who not in former:
            yield GuardianChange(pupil.key, None, after)
        elif before is not None and _reached_otherwise(before, after):
            yield GuardianChange(pupil.key, before, after)
    for who, before in known.items():
        if who not in listed:
            yield GuardianChange(pupil.key, before, None)


def _person(guardian: Guardian) -> str:
    return without_marks(guardian.name).casefold()


def _reached_otherwise(before: Guardian, after: Guardian) -> bool:
    """Silence in the file takes no address away."""
    return any(
        getattr(after, part) and getattr(after, part) != getattr(before, part)
        for part in ("relationship", "email", "telephone")
    )

"""What differs between a row and the pupil of the roll, field by field. Silence in the file changes nothing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

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
# Titles, and whether they are a man's or a woman's.
_TITLES = {
    **dict.fromkeys(("mr", "sir"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "lady"), "f"),
    **dict.fromkeys(("mx", "dr", "prof", "rev"), ""),
}
_NAMES = ("legal_surname", "legal_forename", "middle_names")
_PREFERRED = (("preferred_surname", "legal_surname"), ("preferred_forename", "legal_forename"))


def field_changes(row: Row, record: PupilRecord, pupil: CurrentPupil) -> Iterator[FieldChange]:
    """Every field in which the row says something else than the roll."""
    for name, kind in _PLAIN_FIELDS:
        before, after = getattr(pupil, name), getattr(record, name)
        if after and after != before and not (name == "admission_number" and lost_its_zeros(after, before)):
            yield FieldChange(pupil.key, name, before, after, kind)
    if record.in_care is not None and record.in_care != bool(pupil.in_care):
        yield FieldChange(pupil.key, "in_care", bool(pupil.in_care), record.in_care, Kind.CARE)
    capitals = row.found(Code.CAPITALS_TIDIED) is not None
    for name in _NAMES:
        before, after = getattr(pupil, name), getattr(record, name)
        if after and (differs := how_names_differ(after, before, was_in_capitals=capitals)):
            yield FieldChange(pupil.key, name, before, after, differs)
    for name, legal in _PREFERRED:
        yield from _preferred_change(record, pupil, name, legal, was_in_capitals=capitals)


def lost_its_zeros(number: str, recorded: str) -> bool:
    """True for 3117 where 003117 is recorded: a spreadsheet took the zeros."""
    return len(number) < len(recorded) and recorded.isdigit() and number == recorded.lstrip("0")


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
    known = list(pupil.guardians)
    for after in without_kept_apart(record.guardians, pupil.kept_apart):
        before = _among(known, after)
        if before is not None:
            known.remove(before)
            if _reached_otherwise(before, after):
                yield GuardianChange(pupil.key, before, after)
        elif _among(pupil.former_guardians, after) is None:
            yield GuardianChange(pupil.key, None, after)
    for before in known:
        yield GuardianChange(pupil.key, before, None)


def without_kept_apart(listed: Iterable[Guardian], kept_apart: Collection[Guardian]) -> Iterator[Guardian]:
    """Those adults whom no court keeps from the child; none of them is reached at the address of one it does."""
    addresses = {one.email for one in kept_apart if one.email}
    for one in listed:
        if not one.order and _among(kept_apart, one) is None:
            yield replace(one, email="") if one.email in addresses else one


def _among(adults: Iterable[Guardian], wanted: Guardian) -> Guardian | None:
    """This adult among those of one child: by the whole name first, then whatever the title."""
    alike = [one for one in adults if is_same_adult(one, wanted)]
    whole = without_marks(wanted.name).casefold()
    return next(
        (one for one in alike if without_marks(one.name).casefold() == whole), next(iter(alike), None)
    )


def is_same_adult(one: Guardian, other: Guardian) -> bool:
    """The same name, with titles that can be one person's: Mr and Mrs Sam Reeve are two."""
    (title, name), (other_title, other_name) = _title_and_name(one), _title_and_name(other)
    return name == other_name and {_TITLES.get(title, ""), _TITLES.get(other_title, "")} != {"m", "f"}


def _title_and_name(guardian: Guardian) -> tuple[str, str]:
    name = without_marks(guardian.name).casefold()
    first, space, rest = name.partition(" ")
    title = first.rstrip(".")
    return (title, rest) if space and title in _TITLES else ("", name)


def _reached_otherwise(before: Guardian, after: Guardian) -> bool:
    """Silence in the file takes no address away, and says nothing of who is responsible."""
    responsibility = after.has_responsibility
    if responsibility is not None and responsibility != before.has_responsibility:
        return True
    return is_tied_otherwise(before, after) or any(
        getattr(after, part) and getattr(after, part) != getattr(before, part)
        for part in ("email", "telephone")
    )


def is_tied_otherwise(before: Guardian, after: Guardian) -> bool:
    """Another relationship to the child; "Foster Carer" is no other than "Foster carer"."""
    return bool(after.relationship) and after.relationship.casefold() != before.relationship.casefold()

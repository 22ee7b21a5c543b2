"""Writing the adults of families as a file gives them. Two children with the same adult have one adult."""

from collections.abc import Iterable

from schoolgate.people.models import School
from schoolgate.pupils.importing.names import without_marks
from schoolgate.pupils.importing.plan import GuardianChange
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.models import Adult, Responsibility

ROWS_AT_ONCE = 2000


def add_adults(school: School, new: Iterable[tuple[int, Guardian]]) -> None:
    """Tie each adult to the pupil. Whether they may answer for the child is for the office to say."""
    wanted = list(new)
    if not wanted:
        return
    known = {
        _key(adult.name, adult.email, adult.telephone): adult for adult in Adult.objects.filter(school=school)
    }
    missing: dict[tuple[str, str], Adult] = {}
    for _, guardian in wanted:
        key = _key(guardian.name, guardian.email, guardian.telephone)
        if key not in known and key not in missing:
            missing[key] = Adult(
                school=school, name=guardian.name, email=guardian.email, telephone=guardian.telephone
            )
    Adult.objects.bulk_create(missing.values(), batch_size=ROWS_AT_ONCE)
    known |= missing
    Responsibility.objects.bulk_create(
        (
            Responsibility(
                pupil_id=pupil,
                adult=known[_key(guardian.name, guardian.email, guardian.telephone)],
                relationship=guardian.relationship,
                has_responsibility=guardian.has_responsibility,
                position=guardian.place,
            )
            for pupil, guardian in wanted
        ),
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )


def change_adults(school: School, changes: Iterable[GuardianChange]) -> None:
    """Take new addresses, add who is new, and write no more to who is gone."""
    changes = list(changes)
    add_adults(school, ((one.pupil, one.after) for one in changes if one.before is None and one.after))
    for one in changes:
        if one.before is None:
            continue
        tie = (
            Responsibility.objects.filter(pupil_id=one.pupil, adult__name=one.before.name)
            .select_related("adult")
            .first()
        )
        if tie is None:
            continue
        if one.after is None:
            _write_no_more(tie)
        else:
            _reach_otherwise(tie, one.after)


def _write_no_more(tie: Responsibility) -> None:
    tie.may_be_written_to = tie.may_answer = False
    tie.save(update_fields=["may_be_written_to", "may_answer"])


def _reach_otherwise(tie: Responsibility, after: Guardian) -> None:
    """A new address ends the leave to answer until the office has looked: a link to it could say yes."""
    tie.relationship = after.relationship or tie.relationship
    if after.has_responsibility is not None:
        tie.has_responsibility = after.has_responsibility
        # Only whoever is responsible for the child may answer.
        tie.may_answer = tie.may_answer and after.has_responsibility
    if after.email and after.email != tie.adult.email:
        tie.may_answer = False
    tie.adult.email = after.email or tie.adult.email
    tie.adult.telephone = after.telephone or tie.adult.telephone
    tie.adult.save(update_fields=["email", "telephone"])
    tie.save(update_fields=["relationship", "may_answer", "has_responsibility"])


def _key(name: str, email: str, telephone: str) -> tuple[str, str]:
    return without_marks(name).casefold(), email or telephone

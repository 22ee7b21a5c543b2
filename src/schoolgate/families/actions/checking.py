"""A person who speaks a language has read what families read in it; and that this was said in error."""

from datetime import date

from schoolgate.audit.event_types import EventType
from schoolgate.families import queries
from schoolgate.families.language import languages
from schoolgate.families.models import LanguageCheck
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_say_checked,
    records=EventType.FAMILY_LANGUAGE_CHECKED,
    in_person=True,
)
def say_language_checked(
    actor: Actor, school: School, *, code: str, checked_by: str, checked_on: date
) -> Done:
    """Say who has read it, and when. It counts for these lines; after another wording somebody reads it again."""
    made = LanguageCheck.objects.create(
        school=school,
        code=code,
        digest=languages()[code].digest,
        checked_by=checked_by.strip(),
        checked_on=checked_on,
        said_at=actor.now,
        said_by=actor.person,
    )
    return Done(made, {"code": code})


@action(
    may=Permission.CONSENT_MAINTAIN,
    unless=queries.refusals_to_withdraw_check,
    records=EventType.FAMILY_LANGUAGE_UNCHECKED,
    in_person=True,
)
def withdraw_language_check(actor: Actor, check: LanguageCheck) -> Done:
    """Nobody has checked it after all: the English counts again, and stands beside it."""
    check.withdrawn_at, check.withdrawn_by = actor.now, actor.person
    check.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return Done(check, {"code": check.code})

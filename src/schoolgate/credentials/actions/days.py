"""The code of a day: made by the office, signed by whoever is here for a day, ended at midnight or before."""

from schoolgate.audit.event_types import EventType
from schoolgate.credentials import day_codes
from schoolgate.credentials.models import DayCode, DayEntry
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.people.queries import today_of


@action(
    may=Permission.DAY_CODE_MAKE,
    unless=day_codes.refusals_to_make,
    records=EventType.DAY_CODE_MADE,
    in_person=True,
)
def make_day_code(actor: Actor, school: School) -> Done:
    """A code for today, with the lines that bind as they stand now."""
    code = DayCode.objects.create(
        school=school,
        on=today_of(actor.now),
        lines=day_codes.lines_of(school),
        made_by=actor.person,
        made_at=actor.now,
    )
    return Done(code, {"on": code.on})


@action(
    may=Permission.DAY_CODE_MAKE,
    unless=day_codes.refusals_to_end,
    records=EventType.DAY_CODE_ENDED,
    in_person=True,
)
def end_day_code(actor: Actor, code: DayCode) -> Done:
    """Nobody signs with it any more; who has signed, has."""
    code.ended_at = actor.now
    code.save(update_fields=["ended_at"])
    return Done(code)


@action(may=Permission.DAY_CODE_SIGN, unless=day_codes.refusals_to_sign, records=EventType.DAY_CODE_SIGNED)
def sign_for_a_day(actor: Actor, code: DayCode, *, name: str, comes_from: str = "", agreed: bool) -> Done:
    """Somebody without a login says that the lines bind them today. The same name twice is one entry."""
    DayEntry.objects.get_or_create(
        school=code.school,
        code=code,
        name=day_codes.plain_name(name)[:80],
        defaults={"comes_from": day_codes.plain_name(comes_from)[:80], "signed_at": actor.now},
    )
    return Done(code)

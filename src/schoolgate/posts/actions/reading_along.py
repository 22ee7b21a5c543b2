"""The noticeboard by e-mail: asked for, confirmed, ended. Nobody is signed in, so the clock does it for them."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.posts import reading_along
from schoolgate.posts.models import Reader


@action(may=Permission.FAMILY_TELL, unless=reading_along.refusals_to_ask, records=EventType.READER_ASKED)
def ask_to_read(actor: Actor, school: School, *, email: str) -> Done:
    """Somebody wants the weekly e-mail; nothing is sent before they confirm by the link they get."""
    reader, _is_new = Reader.objects.get_or_create(
        school=school, email=email.lower(), ended_at=None, defaults={"asked_at": actor.now}
    )
    return Done(reader)


@action(
    may=Permission.FAMILY_TELL, unless=reading_along.refusals_to_confirm, records=EventType.READER_CONFIRMED
)
def confirm_reading(actor: Actor, reader: Reader) -> Done:
    """From now on they get the weekly e-mail."""
    reader.confirmed_at = actor.now
    reader.save(update_fields=["confirmed_at"])
    return Done(reader)


@action(may=Permission.FAMILY_TELL, unless=reading_along.refusals_to_end, records=EventType.READER_ENDED)
def end_reading(actor: Actor, reader: Reader) -> Done:
    """They get no more e-mail, and their address is forgotten."""
    reader.ended_at, reader.email = actor.now, f"ended-{reader.pk}@invalid.example"
    reader.save(update_fields=["ended_at", "email"])
    return Done(reader)

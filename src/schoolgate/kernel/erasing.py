"""Erasing the words of an entry in the trail; the entry itself, and the proof that it stood there, stay."""

from schoolgate.audit.erasing import erasure_of
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.rules.refusals import Control, Refusal


def refusals_to_erase(actor: Actor, event: Event, *, reason: str) -> list[Refusal]:
    """An erasure stays, what is gone is gone, and a reason is given."""
    if event.type == EventType.DETAIL_ERASED:
        return [Refusal(Control.STATE, "What an erasure says is the proof of it.", "It stays.")]
    if not EventDetail.objects.filter(pk=event.pk).exists():
        return [Refusal(Control.STATE, "These words were erased already.", "Nothing is left to do.")]
    if not reason.strip():
        return [
            Refusal(
                Control.STATE,
                "There is no reason.",
                "Say why; without a name, for it is kept.",
                about="reason",
            )
        ]
    return []


@action(
    may=Permission.DETAIL_ERASE, unless=refusals_to_erase, records=EventType.DETAIL_ERASED, in_person=True
)
def erase_detail(actor: Actor, event: Event, *, reason: str) -> Done:
    """Erase what this entry says about people. Recording the erasure is what deletes the words."""
    return Done(event, erasure_of(event, reason))

"""Erasing what an event says about people, while the log stays whole and says so.

The action `erase_detail` records `detail.erased` about the event, with `erasure_of` as its detail; recording
that event is what deletes the words. There is no other way: the database refuses every other DELETE.
"""

from collections.abc import Mapping
from typing import Any

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail

SUBJECT_TYPE = Event._meta.label_lower


class CannotBeErased(ValueError):
    """There are no such words, or they must stay; the message says which."""


def erasure_of(event: Event, reason: str) -> dict[str, str]:
    """The detail of the event that erases this one: why, and the commitment that pins down what was erased.

    `reason` is kept for ever and must not itself tell of anybody.
    """
    return {"commitment": event.commitment, "reason": reason}


def carry_out(erasure: Event, detail: Mapping[str, Any]) -> None:
    """Delete the words that this recorded erasure names, in the same transaction, or raise CannotBeErased."""
    erased = None
    if erasure.subject_type == SUBJECT_TYPE and erasure.subject_id.isdecimal():
        erased = Event.objects.filter(pk=erasure.subject_id, log_id=erasure.log_id).first()
    if erased is None:
        raise CannotBeErased(f"there is no event {erasure.subject_id} in this log")
    if erased.type == EventType.DETAIL_ERASED:
        raise CannotBeErased("what an erasure says is the proof of it and stays")
    if detail.get("commitment") != erased.commitment:
        raise CannotBeErased("an erasure has to pin down what it erases (see erasure_of)")
    EventDetail.objects.filter(pk=erased.pk).delete()


def erasures_of(event_ids: list[int], log_key: str) -> dict[int, Event]:
    """The event that erased each of these, where one did; one query."""
    erasures = Event.objects.filter(
        log_id=log_key,
        type=EventType.DETAIL_ERASED,
        subject_type=SUBJECT_TYPE,
        subject_id__in=[str(event_id) for event_id in event_ids],
    ).select_related("detail")
    return {int(erasure.subject_id): erasure for erasure in erasures.order_by("-id")}

"""What follows an event: handlers registered by the nouns, queued in the transaction of the event.

A handler takes `(event, now)`, may call the network and may call actions (each in its own transaction), and is
safe to run twice. `clockwork` runs them.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.adding import add
from schoolgate.kernel.models import FollowUp

Handler = Callable[[Event, datetime], None]

HANDLERS: dict[str, Handler] = {}
_WANTED: dict[EventType, list[str]] = defaultdict(list)
_NUDGES: list[Callable[[Sequence[int]], None]] = []


def follows(*types: EventType) -> Callable[[Handler], Handler]:
    """Register a handler for these types of event. Its name is stored, so renaming it needs a migration."""

    def register(handler: Handler) -> Handler:
        name = f"{handler.__module__.removeprefix('schoolgate.')}.{handler.__name__}"
        HANDLERS[name] = handler
        for type_ in types:
            if name not in _WANTED[type_]:
                _WANTED[type_].append(name)
        return handler

    return register


def wanted_after(type_: EventType) -> tuple[str, ...]:
    """The names of the handlers that follow events of this type."""
    return tuple(_WANTED.get(type_, ()))


def nudge_with(nudge: Callable[[Sequence[int]], None]) -> None:
    """Tell the kernel how to wake the worker when follow-ups were queued (clockwork does, at start)."""
    _NUDGES[:] = [nudge]


def queue_follow_ups(events: Sequence[Event], now: datetime) -> None:
    """Queue what follows these events, in the caller's transaction."""
    rows = [
        FollowUp(event=event, handler=name, not_before=now)
        for event in events
        for name in _WANTED.get(EventType(event.type), ())
    ]
    if not rows:
        return
    add(*rows)
    queued = [row.pk for row in rows]
    for nudge in _NUDGES:
        nudge(queued)

"""The page of events: what can stand in the trail, which action records it, what follows it."""

from collections import defaultdict

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import ACTIONS
from schoolgate.kernel.follow_ups import HANDLERS, wanted_after
from schoolgate.reports.generated.everything import load_everything
from schoolgate.reports.generated.tables import code, page, table
from schoolgate.reports.trail.seeing import Reader
from schoolgate.reports.trail.words import what_happened

KEEPER = Reader(is_keeper=True, sees_pupils=True)


def events_page() -> str:
    """docs/generated/events.md"""
    load_everything()
    recorded_by: dict[str, list[str]] = defaultdict(list)
    for action in ACTIONS.values():
        recorded_by[action.records.value].append(code(action.name))
    rows = (
        (
            code(type_.value),
            what_happened(Event(type=type_.value), KEEPER),
            ", ".join(sorted(recorded_by[type_.value])) or "–",
            ", ".join(code(name) for name in wanted_after(type_)) or "–",
        )
        for type_ in EventType
    )
    return page(
        "Events",
        f"{len(EventType)} types of event. {len(HANDLERS)} functions follow them; each is safe to run twice.",
        table(("event", "in words", "recorded by", "what follows"), rows),
    )

"""Who sees how much of the trail.

A restriction gives nothing away: to all but its keepers, a child restricted, a child put on hold and a consent
withdrawn are one and the same line, without a name, without who recorded it, and nothing that follows only one of
them is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.concerns.models import Concern
from schoolgate.concerns.queries import readable_by
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.models import Recall
from schoolgate.rules.refusals import Control

ONLY_KEEPERS = frozenset(
    {
        EventType.PUPIL_UNRESTRICTED,
        EventType.RESTRICTED_LIST_READ,
        EventType.FAMILY_TOLD,
        EventType.PUPIL_DECIDER_SAID,
        EventType.PUPIL_HOLD_ENDED,
        EventType.PUPIL_HOLDS_READ,
    }
)
ALIKE_TO_OTHERS = frozenset({EventType.PUPIL_RESTRICTED, EventType.CONSENT_WITHDRAWN, EventType.PUPIL_HELD})
# Why something did not go out or came down may be somebody's protection.
CAUSE_IS_CLOSED = frozenset(
    {
        EventType.POST_HELD,
        EventType.POST_TAKEN_DOWN,
        EventType.DELIVERY_REFUSED,
        EventType.COPY_TAKEN_DOWN,
        EventType.COPY_LOOKED_AT,
        EventType.COPY_LEFT_UP,
        EventType.PUPIL_RECALLED,
        EventType.DUTY_DONE,
        EventType.DETAIL_ERASED,
    }
)
OF_WORRIES = "concern."
OF_PICTURES = "picture:"
ABOUT_PUPILS = frozenset(
    {"roll", "pupil", "adult", "consent", "look_up", "picture", "family", "restricted_list"}
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What this person may see of the trail."""

    is_keeper: bool
    sees_pupils: bool
    # The worries that are for this reader; nothing is said of any other, nor that there is one.
    worries: QuerySet[Concern] = field(default_factory=Concern.objects.none)

    @classmethod
    def of(cls, actor: Actor) -> "Reader":
        return cls(actor.may(Permission.PUPIL_RESTRICT), actor.may(Permission.PUPIL_READ), readable_by(actor))

    def may_see(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """Those of these events that are for this reader at all."""
        numbers = (
            self.worries.order_by().annotate(number_words=Cast("pk", CharField())).values("number_words")
        )
        events = events.exclude(Q(type__startswith=OF_WORRIES) & ~Q(subject_id__in=numbers))
        # A picture that was reported is told of only where its report is for this reader.
        pictures = self.worries.order_by().filter(because_of__startswith=OF_PICTURES)
        reported = pictures.annotate(picture=Substr("because_of", len(OF_PICTURES) + 1)).values("picture")
        events = events.exclude(Q(type=EventType.PICTURE_REPORTED) & ~Q(subject_id__in=reported))
        if self.is_keeper:
            return events
        # A hold of which nothing was called back would be a line with nothing after it, which no other has.
        called_back = Recall.objects.filter(because_of_event=OuterRef("pk"))
        return events.exclude(type__in=ONLY_KEEPERS).exclude(
            Q(type=EventType.PUPIL_HELD) & ~Exists(called_back)
        )

    def sees_who(self, event: Event) -> bool:
        """Whether it may be said who did it and to what."""
        return self.is_keeper or event.type not in ALIKE_TO_OTHERS

    def sees_detail(self, event: Event) -> bool:
        """Whether the words of the event are for this reader."""
        if self.is_keeper:
            return True
        if event.type in ALIKE_TO_OTHERS | CAUSE_IS_CLOSED:
            return False
        return self.sees_pupils or noun_of(event.type) not in ABOUT_PUPILS

    def controls(self, event: Event) -> Sequence[str]:
        """The controls an event is evidence for, as this reader may know them."""
        if self.is_keeper:
            return list(event.controls)
        if event.type == EventType.PUPIL_HELD:
            return [Control.CONSENT_FOR_EVERY_USE.value]
        alike = {Control.RESTRICTED_NEVER_SHOWN.value: Control.CONSENT_FOR_EVERY_USE.value}
        return list(dict.fromkeys(alike.get(control, control) for control in event.controls))

    def searched_by_name(self) -> Q:
        """The events in which a search for a person or a subject may look."""
        return Q() if self.is_keeper else ~Q(type__in=ALIKE_TO_OTHERS)

    def searched_by_words(self) -> Q:
        """The events in whose details a search may look."""
        if self.is_keeper:
            return Q()
        found = ~Q(type__in=ALIKE_TO_OTHERS | CAUSE_IS_CLOSED)
        if not self.sees_pupils:
            for noun in ABOUT_PUPILS:
                found &= ~Q(type__startswith=f"{noun}.")
        return found


def noun_of(type_: str) -> str:
    """What an event is about: "post" of "post.approved"."""
    return type_.partition(".")[0]

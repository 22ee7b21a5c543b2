"""What follows events of posts, accounts and consents. Each handler is safe to run twice."""

from datetime import datetime

from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.people.models import School
from schoolgate.posts.actions.deciding import hold_post
from schoolgate.posts.models import Delivery, Post, PostTarget, Recall
from schoolgate.posts.publishing.calling_back import call_back, write_to_family
from schoolgate.posts.publishing.removing import remove, sweep
from schoolgate.posts.publishing.sending import send
from schoolgate.posts.publishing.starting import start
from schoolgate.posts.publishing.states import NOT_PUBLIC
from schoolgate.posts.publishing.staying_out import call_back_grown_up, call_back_visitor
from schoolgate.pupils.models import Answer, Pupil
from schoolgate.rules.consents import Said
from schoolgate.rules.posts.states import WILL_GO_OUT, State


@follows(EventType.POST_APPROVED, EventType.POST_RELEASED, EventType.NOTICE_USED)
def publish_if_due(event: Event, now: datetime) -> None:
    """What was decided goes out at once where its time has come."""
    start(int(event.subject_id), now)


@follows(EventType.POSTS_RESUMED)
def publish_what_waited(event: Event, now: datetime) -> None:
    """After a stop, what is still in time goes out; the clock would find it too, a little later."""
    school = _school_of(event)
    for post_id in Post._base_manager.filter(school=school, state__in=WILL_GO_OUT).values_list(
        "pk", flat=True
    ):
        start(post_id, now)


@follows(EventType.DELIVERY_CLAIMED)
def send_claimed(event: Event, now: datetime) -> None:
    """The network call of a delivery, after the transaction that claimed it."""
    send(int(event.subject_id), now)


@follows(EventType.DELIVERY_FAILED, EventType.DELIVERY_REFUSED, EventType.DELIVERY_CONFIRMED)
def hold_what_went_nowhere(event: Event, now: datetime) -> None:
    """Sweep what was left behind; a post that reached no place at all goes back to its author."""
    delivery = Delivery._base_manager.select_related("post__school__trust").get(pk=int(event.subject_id))
    if delivery.state not in NOT_PUBLIC:
        return
    sweep(delivery.pk, now)
    post = delivery.post
    with scope(school=post.school):
        deliveries = Delivery.objects.filter(post=post, digest=post.digest)
        if deliveries.exclude(state=Delivery.State.NOT_SENT).exists():
            return
        if deliveries.count() < PostTarget.objects.filter(post=post).count():
            return
        if post.state in WILL_GO_OUT | {State.GOING_OUT}:
            try:
                hold_post(clock(post.school, now), post, because=delivery.last_words)
            except Refused:
                return  # Somebody tried it again meanwhile.


@follows(EventType.COMPROMISE_SUSPECTED)
def hold_after_a_compromise(event: Event, now: datetime) -> None:
    """Somebody may have broken into the account: whatever would go there is held, and waits for a new look."""
    school = _school_of(event)
    with scope(school=school):
        account = int(event.subject_id)
        waits = Post.objects.filter(targets__account=account, state__in=WILL_GO_OUT).distinct()
        for post in waits:
            try:
                hold_post(
                    clock(school, now), post, because="Somebody may have broken into an account it is for."
                )
            except Refused:
                continue  # It was changed or decided otherwise meanwhile.


@follows(EventType.POST_TAKEN_DOWN)
def remove_copies(event: Event, now: datetime) -> None:
    """Remove what a machine can, at once."""
    coming_down = Delivery._base_manager.filter(
        post_id=int(event.subject_id), state=Delivery.State.COMING_DOWN
    )
    for delivery_id in coming_down.values_list("pk", flat=True):
        remove(delivery_id, now)


@follows(EventType.CONSENT_WITHDRAWN)
def call_back_after_a_withdrawal(event: Event, now: datetime) -> None:
    """A no that comes after a yes reaches everything that is public, and the family hears of it."""
    call_back(_pupil_of(event), event, now, always=True, tells_family=True)


@follows(EventType.CONSENT_ANSWERED)
def call_back_after_an_answer(event: Event, now: datetime) -> None:
    """A first no can reach something public too, where no yes was needed. (A withdrawal has its own event.)"""
    withdrawn = Event.objects.filter(
        log_id=event.log_id,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        type=EventType.CONSENT_WITHDRAWN,
        at=event.at,
    )
    if not withdrawn.exists():
        call_back(_pupil_of(event), event, now, always=False, tells_family=True)


@follows(EventType.PUPIL_RESTRICTED)
def call_back_after_a_restriction(event: Event, now: datetime) -> None:
    """The same as after a withdrawal; only that nobody is written to: whom it is safe to tell, its keepers know."""
    call_back(_pupil_of(event), event, now, always=True, tells_family=False)


@follows(EventType.PUPIL_HELD)
def call_back_after_a_hold(event: Event, now: datetime) -> None:
    """The same again, in the same words. Of a child whom nobody had allowed before and who is nowhere seen, nothing is
    made: twenty children whom a first file marks would be told by twenty tasks."""
    pupil = _pupil_of(event)
    with scope(school=pupil.school):
        before = Answer.objects.filter(pupil=pupil, said=Said.YES, recorded_at__lt=event.at)
        was_allowed = before.exists()
    call_back(pupil, event, now, always=was_allowed, tells_family=False)


@follows(EventType.PERSON_PICTURE_ANSWERED)
def call_back_what_shows_a_grown_up(event: Event, now: datetime) -> None:
    """Somebody with a post here asked to stay out: what is public and shows them comes down, as for a pupil."""
    call_back_grown_up(_school_of(event), int(event.subject_id), event, now)


@follows(EventType.WISH_NOTED)
def call_back_what_shows_a_visitor(event: Event, now: datetime) -> None:
    """Somebody asked not to be shown and gave a name: what is public and shows a visitor of that name comes down."""
    call_back_visitor(_school_of(event), int(event.subject_id), now)


@follows(EventType.FAMILY_TOLD)
def tell_family_by_letter(event: Event, now: datetime) -> None:
    """The letter itself."""
    recall = Recall._base_manager.select_related("school", "pupil").filter(pk=int(event.subject_id)).first()
    if recall is not None:
        with scope(school=recall.school):
            write_to_family(recall, "result" if recall.result_told_at == event.at else "found", now)


def _school_of(event: Event) -> School:
    return School.objects.select_related("trust").get(pk=int(event.log_id.partition(":")[2]))


def _pupil_of(event: Event) -> Pupil:
    return Pupil._base_manager.select_related("school__trust").get(pk=int(event.subject_id))

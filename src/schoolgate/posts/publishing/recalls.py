"""Reads for calling a pupil's pictures back: where the pupil can be seen or read of, and what stands of it now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from schoolgate.duties.models import Duty
from schoolgate.kernel.actor import Actor
from schoolgate.media.models import Appearance
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import Delivery, Look, Recall
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.pupils.givers import answers_in_confidence
from schoolgate.pupils.models import Adult, Pupil
from schoolgate.pupils.naming import names_in
from schoolgate.pupils.queries import standings
from schoolgate.rules.consents import Channel, Medium
from schoolgate.rules.posts.showing import policy_lets_show
from schoolgate.rules.refusals import Control, Refusal

# The family hears of the result once everything was looked at; and after this long in any case.
RESULT_AT_LATEST = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Shown:
    """A delivery that may be public and shows or names the pupil."""

    delivery: Delivery
    in_picture: bool
    in_words: bool
    in_film: bool = False


def where_shown(pupil: Pupil) -> list[Shown]:
    """Every delivery that may be public in which this pupil can be recognised, or is named. Uncovered faces only."""
    recognisable = Appearance.objects.filter(
        pupil=pupil, is_covered=False, picture__in_posts__post=OuterRef("post_id")
    )
    in_film = recognisable.exclude(picture__film="")
    recognisable = recognisable.filter(picture__film="")
    spoken_of = Q()
    for name in {
        pupil.preferred_forename,
        pupil.legal_forename,
        pupil.preferred_surname,
        pupil.legal_surname,
    } - {""}:
        spoken_of |= Q(post__text__icontains=name) | Q(post__title__icontains=name)
    live = (
        Delivery.objects.filter(state__in=MAY_BE_PUBLIC, post__school_id=pupil.school_id)
        .annotate(in_picture=Exists(recognisable), in_film=Exists(in_film))
        .filter(Q(in_picture=True) | Q(in_film=True) | spoken_of)
        .select_related("post__school", "account")
        .order_by("pk")
    )
    found = [Shown(one, one.in_picture, _is_named(pupil, one), one.in_film) for one in live]
    return [one for one in found if one.in_picture or one.in_film or one.in_words]


def _is_named(pupil: Pupil, delivery: Delivery) -> bool:
    post = delivery.post
    return any(pupil.pk in found.pupil_ids for found in names_in(post.school, f"{post.title}\n{post.text}"))


def no_longer_allowed(pupil: Pupil, now: datetime) -> list[Delivery]:
    """The deliveries that show or name this pupil where that is not allowed (any more). Judged as the gate judges."""
    standing = standings([pupil.pk])[pupil.pk]
    policy = current_policy(pupil.school)

    def allowed(medium: Medium, delivery: Delivery) -> bool:
        on = today_of(delivery.sent_at or now)
        return policy_lets_show(standing, medium, Channel(delivery.account.channel), policy, on)

    return [
        one.delivery
        for one in where_shown(pupil)
        if (one.in_picture and not allowed(Medium.PHOTO, one.delivery))
        or (one.in_film and not allowed(Medium.VIDEO, one.delivery))
        or (one.in_words and not allowed(Medium.NAME, one.delivery))
    ]


def published_since(pupil: Pupil) -> date | None:
    """Since when we know what was published at this school."""
    first = Delivery.objects.filter(post__school_id=pupil.school_id).aggregate(first=Min("sent_at"))["first"]
    return today_of(first) if first else None


def refusals_to_recall(actor: Actor, pupil: Pupil, *, event_id: int, **_: object) -> list[Refusal]:
    if Recall.objects.filter(because_of_event_id=event_id).exists():
        return [Refusal(Control.STATE, "This was called back already.", "Nothing is left to do.")]
    return []


def refusals_to_tell_family(actor: Actor, recall: Recall, *, what: str) -> list[Refusal]:
    told_at = recall.family_told_at if what == "found" else recall.result_told_at
    if not recall.tells_family or told_at is not None:
        return [Refusal(Control.STATE, "There is nothing to tell the family.", "Nothing is left to do.")]
    return []


def to_be_told(pupil: Pupil) -> QuerySet[Adult]:
    """The adults who may answer for this pupil and may be written to; nobody where the pupil answers in confidence."""
    if answers_in_confidence(pupil):
        return Adult.objects.none()
    return (
        Adult.objects.filter(
            responsibilities__pupil=pupil,
            responsibilities__may_answer=True,
            responsibilities__may_be_written_to=True,
        )
        .exclude(email="")
        .order_by("pk")
        .distinct()
    )


def older_looked_through(recall: Recall) -> Duty | None:
    """The task to look through older posts, if it is done."""
    return Duty.objects.filter(about=f"recall:{recall.pk}", done_at__isnull=False).first()


def result_is_known(recall: Recall, now: datetime) -> bool:
    """Everything came down (or cannot) and was looked at again a day later, and what is older was looked through."""
    if now - recall.asked_at >= RESULT_AT_LATEST:
        return True
    deliveries = Delivery.objects.filter(taken_down_for__recall=recall)
    if deliveries.filter(left_up_at=None).exclude(state=Delivery.State.DOWN).exists():
        return False
    if Look.objects.filter(copy__delivery__in=deliveries, looked_at__isnull=True).exists():
        return False
    return older_looked_through(recall) is not None


def how_many_still_up(recall: Recall) -> int:
    """Posts of this recall that could not be seen to be gone everywhere."""
    deliveries = Delivery.objects.filter(taken_down_for__recall=recall).exclude(state=Delivery.State.DOWN)
    return deliveries.values("post_id").distinct().count()


def cannot_come_down(recall: Recall) -> bool:
    """Whether somebody said of one of them that it cannot be taken down."""
    left = Delivery.objects.filter(taken_down_for__recall=recall, left_up_at__isnull=False)
    return left.exclude(state=Delivery.State.DOWN).exists()

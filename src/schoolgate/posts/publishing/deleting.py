"""What follows when a picture was deleted at once: it comes down where it went, and whoever has to do with it hears."""

import json
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.follow_ups import follows
from schoolgate.media.models import Picture
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import Person
from schoolgate.policies.queries import current_policy
from schoolgate.posts import noticeboard
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Approval, Delivery, Post, PostPicture, TakeDown
from schoolgate.rules.school_time.quiet_hours import when_staff_may_be_written_to


@follows(EventType.PICTURE_DELETED, EventType.PICTURE_REPORTED)
def take_down_where_it_was(event: Event, now: datetime) -> None:
    """Every post that went out with it comes down; our own copies of it are deleted without waiting for that."""
    picture = _picture_of(event)
    with scope(school=picture.school):
        for post in Post.objects.filter(pictures__picture=picture).select_related("school__trust").distinct():
            for name in copies_of(post):
                noticeboard.delete_copy(post.school_id, name)
            try:
                take_down_post(clock(picture.school, now), post, why=TakeDown.Why.MISTAKE)
            except Refused:
                continue  # It is down, or coming down already.


def copies_of(post: Post) -> list[str]:
    """The names of every copy that was made of the pictures of this post for our own noticeboard."""
    pictures = PostPicture._base_manager.filter(post=post).count()
    ours = Delivery._base_manager.filter(post=post, account__connector="noticeboard").order_by("pk")
    return [name for delivery in ours for name in noticeboard.picture_names(delivery, pictures)]


@follows(EventType.PICTURE_DELETED)
def tell_author_picture_is_deleted(event: Event, now: datetime) -> None:
    """Whoever wrote or decided the post hears that a picture is gone, not why. Of a picture that was reported to the
    safeguarding lead nobody hears from us."""
    picture = _picture_of(event)
    with scope(school=picture.school):
        quiet = current_policy(picture.school).setting("quiet_hours")
        for post in Post.objects.filter(pk__in=_posts_of(event)).select_related("school", "author"):
            letters.take_back(f"post:{post.pk}:to_decide:")
            decided = Approval.objects.filter(
                Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=event.at), post=post
            )
            people = Person.objects.filter(Q(pk__in=decided.values("by")) | Q(pk=post.author_id)).exclude(
                pk=_who_did(event)
            )
            letters.write(
                f"post:{post.pk}:picture_deleted:{event.pk}",
                [Recipient(f"person:{one.pk}", one.email) for one in people],
                _words(post),
                now=now,
                not_before=when_staff_may_be_written_to(now, quiet),
            )
    letters.send_due(now)


def _words(post: Post) -> Words:
    return Words(
        _("A picture was deleted from a post"),
        (
            _("A colleague deleted a picture from a post of %(school)s, because it could be misunderstood.")
            % {"school": post.school.name},
            _("It is gone from everywhere here. A post that was out with it comes down. See it here:"),
        ),
        post.get_absolute_url(),
    )


def _picture_of(event: Event) -> Picture:
    return Picture._base_manager.select_related("school__trust").get(pk=int(event.subject_id))


def _posts_of(event: Event) -> list[int]:
    detail = EventDetail.objects.filter(pk=event.pk).first()
    return json.loads(detail.words).get("posts", []) if detail is not None else []


def _who_did(event: Event) -> int:
    number = event.actor_id.partition(":")[2]
    return int(number) if number.isdecimal() else 0

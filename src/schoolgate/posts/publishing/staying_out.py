"""Grown-ups who asked to stay out: what is public and shows them comes down, and they hear how much it was.

Judged afresh as the gate judges, so it is safe to run twice. What went out where no machine knows of it is for its
author to look at.
"""

from collections import defaultdict
from contextlib import suppress
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.media.models import Appearance
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import Person, School
from schoolgate.posts.actions.flagging import flag_post
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Delivery, Post, TakeDown
from schoolgate.posts.publishing.states import MAY_BE_PUBLIC
from schoolgate.pupils.grown_ups import said_by
from schoolgate.rules.consents import Channel, Said
from schoolgate.rules.posts.showing import a_grown_up_may_be_shown
from schoolgate.rules.posts.states import HAS_LEFT
from schoolgate.rules.wishes import is_about
from schoolgate.wishes.models import Wish

IS_A_NO = frozenset({Said.NO, Said.WITHDRAWN, Said.OBJECTED})


def call_back_grown_up(school: School, person_id: int, event: Event, now: datetime) -> None:
    """Take down whatever may no longer show this grown-up, and tell them."""
    actor = clock(school, now)
    with scope(school=school):
        if not IS_A_NO & set(said_by(person_id).values()):
            return
        found: dict[int, list[int]] = defaultdict(list)
        for delivery in where_no_longer_allowed(person_id):
            found[delivery.post_id].append(delivery.pk)
        for post_id, deliveries in sorted(found.items()):
            with suppress(Refused):  # It is coming down already.
                take_down_post(actor, _post(post_id), why=TakeDown.Why.RECALL, delivery_ids=deliveries)
        for post in _known_to_its_author_only(person_id):
            with suppress(Refused):  # Somebody was asked already.
                flag_post(actor, post)
        if found:
            _tell(actor, person_id, event, len(found))


def call_back_visitor(school: School, wish_id: int, now: datetime) -> None:
    """Take down whatever shows a visitor who can be the one who asked. A wish without a name finds nobody."""
    with scope(school=school):
        wish = Wish.objects.filter(pk=wish_id, ended_at__isnull=True).exclude(name="").first()
        if wish is None:
            return
        visitors = Appearance.objects.filter(kind=Appearance.Kind.VISITOR, is_covered=False)
        pictures = {one.picture_id for one in visitors if is_about(wish.name, one.visitor_words)}
        live = Delivery.objects.filter(state__in=MAY_BE_PUBLIC, post__pictures__picture__in=pictures)
        for post_id in sorted(set(live.values_list("post_id", flat=True))):
            with suppress(Refused):  # It is coming down already.
                take_down_post(clock(school, now), _post(post_id), why=TakeDown.Why.RECALL)


def shown_in(person_id: int) -> QuerySet[Delivery]:
    """What may be public and shows this grown-up with nothing over them, the newest first."""
    inside = Appearance.objects.filter(
        person=person_id, is_covered=False, picture__in_posts__post=OuterRef("post_id")
    )
    live = Delivery.objects.filter(Exists(inside), state__in=MAY_BE_PUBLIC)
    return live.select_related("post__school", "account").order_by("-pk")


def where_no_longer_allowed(person_id: int) -> list[Delivery]:
    """Of what may be public, whatever may not show this grown-up there. Three queries."""
    said, live = said_by(person_id), list(shown_in(person_id))
    agreed = _agreed_in(person_id, [one.post_id for one in live])
    return [
        one
        for one in live
        if not a_grown_up_may_be_shown(said, Channel(one.account.channel), agreed=one.post_id in agreed)
    ]


def _agreed_in(person_id: int, posts: list[int]) -> set[int]:
    """The posts in every picture of which the author was told that they agreed."""
    inside = Appearance.objects.filter(person=person_id, is_covered=False, picture__in_posts__post__in=posts)
    told = inside.values_list("picture__in_posts__post", "visitor_agreed")
    return {post for post, _yes in told} - {post for post, agreed in told if not agreed}


def _known_to_its_author_only(person_id: int) -> list[Post]:
    """Posts that are up in a place that shows them against their word, with no delivery that could be called back."""
    said = said_by(person_id)
    inside = Appearance.objects.filter(
        person=person_id, is_covered=False, picture__in_posts__post=OuterRef("pk")
    )
    followed = Delivery.objects.filter(post=OuterRef("pk"))
    posts = Post.objects.filter(Exists(inside), ~Exists(followed), state__in=HAS_LEFT)
    return [
        post
        for post in posts.select_related("school").prefetch_related("targets__account").order_by("pk")
        if any(
            not a_grown_up_may_be_shown(said, Channel(target.account.channel), agreed=True)
            for target in post.targets.all()
        )
    ]


def _post(post_id: int) -> Post:
    return Post.objects.select_related("school__trust").get(pk=post_id)


def _tell(actor: Actor, person_id: int, event: Event, number: int) -> None:
    person = Person.objects.get(pk=person_id)
    known = ngettext(
        "We know of %(number)s post that shows you where you no longer want it. We are taking it down now.",
        "We know of %(number)s posts that show you where you no longer want it. We are taking them down now.",
        number,
    ) % {"number": number}
    rest = _("A person looks where our program cannot reach. What was printed cannot be called back.")
    page = reverse("posts:shows_me", args=[actor.school.slug])
    words = Words(_("Your answer about pictures of you"), (known, rest), page)
    letters.write(
        f"stays-out:{event.pk}", [Recipient(f"person:{person.pk}", person.email)], words, now=actor.now
    )
    letters.send_due(actor.now)

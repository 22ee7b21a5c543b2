"""Grown-ups who asked to stay out: what is public and shows them comes down, and they hear how much it was.

Judged afresh as the gate judges, so it is safe to run twice. What went out where no machine knows of it is for its
author to look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
from schoolgate.rules.consents import Channel, Medium, Said
from schoolgate.rules.posts.showing import a_grown_up_may_be_shown
from schoolgate.rules.posts.states import HAS_LEFT
from schoolgate.rules.wishes import is_about
from schoolgate.wishes.models import Wish

Seen = tuple[Medium, bool]
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
    seen = _how_seen(person_id, [one.post_id for one in live])
    return [one for one in live if not _may_show(said, seen[one.post_id], [Channel(one.account.channel)])]


def _may_show(said: Mapping[str, Said], seen: Iterable[Seen], channels: Iterable[Channel]) -> bool:
    """As the gate judges it, of every picture and video of a post, in each of these places."""
    return all(
        a_grown_up_may_be_shown(said, channel, agreed=agreed, medium=medium)
        for medium, agreed in seen
        for channel in channels
    )


def _how_seen(person_id: int, posts: list[int]) -> dict[int, list[Seen]]:
    """How each of these posts shows them: in a picture or a video, and whether its author was told that they agreed."""
    inside = Appearance.objects.filter(person=person_id, is_covered=False, picture__in_posts__post__in=posts)
    seen: dict[int, list[Seen]] = defaultdict(list)
    for post, film, agreed in inside.values_list(
        "picture__in_posts__post", "picture__film", "visitor_agreed"
    ).order_by("pk"):
        seen[post].append((Medium.VIDEO if film else Medium.PHOTO, agreed))
    return seen


def _known_to_its_author_only(person_id: int) -> list[Post]:
    """Posts that are up in a place that shows them against their word, with no delivery that could be called back."""
    said = said_by(person_id)
    inside = Appearance.objects.filter(
        person=person_id, is_covered=False, picture__in_posts__post=OuterRef("pk")
    )
    followed = Delivery.objects.filter(post=OuterRef("pk"))
    posts = Post.objects.filter(Exists(inside), ~Exists(followed), state__in=HAS_LEFT)
    found = list(posts.select_related("school").prefetch_related("targets__account").order_by("pk"))
    seen = _how_seen(person_id, [post.pk for post in found])
    return [
        post
        for post in found
        if not _may_show(
            said,
            [(medium, True) for medium, _agreed in seen[post.pk]],
            [Channel(target.account.channel) for target in post.targets.all()],
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

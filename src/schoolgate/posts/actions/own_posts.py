"""An author looks again at own posts that are up; the clock asks for it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.audit.event_types import EventType
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Done, action, nothing_refuses
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person, School
from schoolgate.posts import own_posts as queries
from schoolgate.posts.models import OwnLook, Post
from schoolgate.posts.own_posts import OWN_POSTS


@action(
    may=Permission.POST_WRITE,
    unless=queries.refusals_to_look_through,
    records=EventType.POST_LOOKED_THROUGH,
    in_person=True,
)
def look_at_own_post(actor: Actor, post: Post, *, said: str) -> Done:
    """Say of one's own post that it stays, or is written anew. The last one does the duty."""
    OwnLook.objects.create(post=post, by=actor.person, said=said, looked_at=actor.now)
    if not queries.own_to_look_through(actor).exists():
        _close(actor, [post.author_id], said=_("Looked through."))
    return Done(post, {"said": said}, (OWN_POSTS,))


@action(may=Permission.ASK_IN_TIME, unless=nothing_refuses, records=EventType.POSTS_ASKED_ABOUT)
def ask_authors(
    actor: Actor, school: School, *, authors: Sequence[Person], finished: Collection[int], due_at: datetime
) -> Done:
    """Put it on the Today of these authors; whose posts have all come down meanwhile owes nothing any more."""
    link = reverse("posts:own", args=[school.slug])
    for author in authors:
        Duty.objects.get_or_create(
            school=school,
            key=OWN_POSTS,
            about=f"person:{author.pk}",
            done_at=None,
            defaults={
                "what": _("Look through your posts that are up: keep, write anew or take down"),
                "link": link,
                "closes_itself": True,
                "owed_by": author,
                "due_at": due_at,
            },
        )
    _close(actor, finished, said=_("Nothing of theirs is up any more."))
    return Done(school, {"asked": [one.pk for one in authors], "done": list(finished)}, (OWN_POSTS,))


def _close(actor: Actor, authors: Collection[int], *, said: str) -> None:
    Duty.objects.filter(
        school=actor.school, key=OWN_POSTS, owed_by__in=list(authors), done_at__isnull=True
    ).update(done_at=actor.now, done_by=actor.person, outcome=said)

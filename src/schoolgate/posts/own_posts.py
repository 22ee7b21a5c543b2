"""Which posts their authors look through again, how often, and what stands against saying so."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School, Term
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import OwnLook, Post
from schoolgate.rules.duties.periods import Every, Period, period_of
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control, Refusal

OWN_POSTS = "duty.own_posts_looked_at"


def looking_period(school: School, now: datetime) -> Period | None:
    """The half term, term or year in which authors look through their posts now; None in the holidays."""
    every = Every(current_policy(school).setting("own_posts_looked_at_every"))
    on = today_of(now)
    terms = list(Term.objects.filter(school=school).values_list("first_on", "last_on"))
    return period_of(every, on, terms, since=on)


def posts_to_look_through(school: School, now: datetime) -> QuerySet[Post]:
    """Posts that are up since before this period, at which their authors have not looked in it. The oldest first."""
    period = looking_period(school, now)
    if period is None:
        return Post.objects.none()
    began = datetime.combine(period.first_on, datetime.min.time(), tzinfo=LONDON)
    looked = OwnLook.objects.filter(post=OuterRef("pk"), by=OuterRef("author"), looked_at__gte=began)
    return Post.objects.filter(~Exists(looked), school=school, state=State.UP, up_at__lt=began).order_by(
        "up_at", "pk"
    )


def own_to_look_through(actor: Actor) -> QuerySet[Post]:
    """Those of one author."""
    return posts_to_look_through(actor.school, actor.now).filter(author=actor.person)


def refusals_to_look_through(actor: Actor, post: Post, *, said: str) -> list[Refusal]:
    """Only its author looks again, and only at what is up."""
    if post.author_id != actor.person_id:
        return [_refusal("Somebody else wrote this post.", "Its author looks after it.")]
    if post.state != State.UP:
        return [_refusal("This post is not up any more.", "There is nothing to look after.")]
    if said not in OwnLook.Said.values:
        return [_refusal("It is not said what becomes of it.", "Keep it, write it anew, or take it down.")]
    return []


def _refusal(words: str, next_step: str) -> Refusal:
    return Refusal(Control.STATE, words, next_step)

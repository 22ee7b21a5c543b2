"""Asking somebody senior about a post before it goes anywhere, and answering."""

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts import queries
from schoolgate.posts.models import Post
from schoolgate.rules.refusals import Control

HOLDS = (Control.OPEN_QUESTION_HOLDS.value,)
_FIELDS = ["question", "asked_by", "asked_at", "question_answer", "answered_by", "answered_at"]


@action(may=Permission.POST_WRITE, unless=queries.refusals_to_ask, records=EventType.POST_ASKED_ABOUT)
def ask_first(actor: Actor, post: Post, *, words: str) -> Done:
    """Ask somebody senior. Until it is answered the post is neither sent nor approved nor published."""
    post.question, post.asked_by, post.asked_at = words.strip(), actor.person, actor.now
    post.question_answer, post.answered_by, post.answered_at = "", None, None
    post.save(update_fields=_FIELDS)
    return Done(post, {"question": post.question}, HOLDS)


@action(may=Permission.POST_APPROVE, unless=queries.refusals_to_answer, records=EventType.POST_ASKED_ANSWERED)
def answer_first(actor: Actor, post: Post, *, answer: str) -> Done:
    """Write down the answer; it stays with the post."""
    post.question_answer, post.answered_by, post.answered_at = answer.strip(), actor.person, actor.now
    post.save(update_fields=_FIELDS)
    return Done(post, {"answer": post.question_answer}, HOLDS)

"""What only a person can judge: answered once, with a reason where the answer is not the usual one."""

from collections.abc import Sequence
from dataclasses import dataclass

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.posts.actions.changing import answered
from schoolgate.posts.changing import refusals_to_change
from schoolgate.posts.models import JudgementAnswer, Post
from schoolgate.rules.refusals import Control


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the key of the question, the words it is about where a machine stumbled over them."""

    question: str
    is_yes: bool
    about: str = ""
    why: str = ""


@action(may=Permission.POST_WRITE, unless=refusals_to_change, records=EventType.POST_JUDGED)
def answer_questions(actor: Actor, post: Post, *, answers: Sequence[Answer]) -> Done:
    """Answer questions about the content as it stands."""
    for one in answers:
        JudgementAnswer.objects.update_or_create(
            post=post,
            question=one.question,
            about=one.about,
            defaults={
                "is_yes": one.is_yes,
                "why": one.why,
                "answered_by": actor.person,
                "answered_at": actor.now,
            },
        )
    answered(actor, post)
    return Done(
        post,
        {"answers": [[one.question, one.about, one.is_yes, one.why] for one in answers]},
        (Control.JUDGEMENT_ANSWERED.value,),
    )

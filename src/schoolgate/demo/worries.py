"""Worries of the first school: one that nobody has read, one handed over, one closed, one about the headteacher."""

from datetime import datetime, timedelta

from schoolgate.concerns import queries
from schoolgate.concerns.actions import (
    close_concern,
    hand_concern_over,
    look_at_concern,
    note_on_concern,
    raise_concern,
)
from schoolgate.concerns.codes import code_of, digest_of
from schoolgate.concerns.models import Concern
from schoolgate.demo.loading import Stage
from schoolgate.kernel.actor import Actor, clock
from schoolgate.people.queries import actor_of
from schoolgate.rules.concerns import About, Matter


def tell_worries(stage: Stage, now: datetime) -> None:
    """By the real actions, as strangers, families and colleagues would tell them; all of it is invented."""
    days = timedelta(days=1)
    handed = _told(
        stage,
        now - 9 * days,
        Matter.MISUSE,
        About.FAMILY,
        what="A page in the school’s name sells raffle tickets. We never made it.",
        place="facebook.example/our-school-raffle",
    )
    reader = _reader(stage, handed, now - 8 * days)
    look_at_concern(reader, handed)
    hand_concern_over(
        reader,
        handed,
        to="The platform and Action Fraud",
        reference="AF-20417",
        told="Thank you. We have reported the page. Please do not buy anything there.",
    )
    closed = _told(
        stage,
        now - 16 * days,
        Matter.CONTACT,
        About.PUPIL,
        what="A pupil of Year 6 asked to follow my private account. I said no and tell you, as we should.",
        who="A colleague",
    )
    reader = _reader(stage, closed, now - 15 * days)
    look_at_concern(reader, closed)
    note_on_concern(reader, closed, words="Spoke with the class about private accounts.")
    close_concern(
        reader, closed, outcome="Spoken with pupil and family.", told="Thank you. You did the right thing."
    )
    _told(
        stage,
        now - 2 * days,
        Matter.WORRY,
        About.HEADTEACHER,
        what="The head’s own account argues with parents about parking.",
    )
    _told(
        stage,
        now - timedelta(hours=3),
        Matter.WORRY,
        About.PUPIL,
        what="Somebody in the Year 5 chat tells a child every evening that nobody likes her.",
        place="a group chat of the class",
        at_what_time="since last week",
        who="A mother. I would rather not say more.",
    )


def _reader(stage: Stage, concern: Concern, then: datetime) -> Actor:
    """The first of those for whom it is by the school's policy."""
    return actor_of(queries.readers_of(concern, then)[0], stage.school, then)


def _told(stage: Stage, then: datetime, matter: Matter, about: About, **words: str) -> Concern:
    code = code_of(f"demo:{stage.plan.slug}:{then.isoformat()}")
    made: Concern = raise_concern(
        clock(stage.school, then),
        stage.school,
        matter=matter,
        about=about,
        in_danger=False,
        code_digest=digest_of(code),
        **words,
    ).subject
    return made

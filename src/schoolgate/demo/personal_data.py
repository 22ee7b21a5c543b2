"""What the data protection lead of the first school did: complaints, a hold, a correction, a copy."""

from datetime import datetime, timedelta

from schoolgate.demo.loading import Stage
from schoolgate.kernel.actor import Actor, clock
from schoolgate.people.queries import actor_of
from schoolgate.personal_data.actions.complaining import (
    acknowledge_complaint,
    answer_complaint,
    make_data_complaint,
    say_whose_records,
    set_controller,
)
from schoolgate.personal_data.actions.giving import give_copy, hold_data
from schoolgate.personal_data.actions.putting_right import correct_data
from schoolgate.personal_data.codes import code_for, digest_for
from schoolgate.personal_data.models import DataComplaint
from schoolgate.pupils.models import Pupil


def look_after_data(stage: Stage, now: datetime) -> None:
    """By the real actions; all of it is invented."""
    days = timedelta(days=1)

    def lead(then: datetime) -> Actor:
        return actor_of(stage.cast["data_protection"], stage.school, then)

    set_controller(
        lead(now - 60 * days),
        stage.school,
        who="trust",
        registration="Z0000000",
        officer="dpo@meadow.example",
    )
    answered = _complained(
        stage, now - 40 * days, "family", "My new address went to my child’s other parent."
    )
    acknowledge_complaint(lead(now - 38 * days), answered, says_now="We look into it this week and ring you.")
    answer_complaint(
        lead(now - 30 * days),
        answered,
        upheld=True,
        outcome="You were right. A list was sent to the wrong person. It was deleted.",
    )
    waiting = _complained(
        stage, now - 6 * days, "staff", "A photo of me is still on the website. I left in July."
    )
    somebody = stage.cast["teacher"].pk
    say_whose_records(lead(now - 5 * days), waiting, kind="person", number=somebody)
    first, second, *_rest = Pupil.objects.filter(school=stage.school).order_by("pk")
    give_copy(lead(now - 12 * days), stage.school, kind="pupil", number=first.pk, asked_as="parent", rows=40)
    correct_data(
        lead(now - 5 * days),
        stage.school,
        kind="pupil",
        number=first.pk,
        field="middle_names",
        value="Grace",
        asked_as="parent",
    )
    hold_data(lead(now - 3 * days), stage.school, kind="pupil", number=second.pk, why="complaint")


def _complained(stage: Stage, then: datetime, comes_from: str, words: str) -> DataComplaint:
    made: DataComplaint = make_data_complaint(
        clock(stage.school, then),
        stage.school,
        comes_from=comes_from,
        about_the_lead=False,
        words=words,
        reach="",
        code_digest=digest_for(code_for(f"demo:{stage.plan.slug}:{then.isoformat()}")),
    ).subject
    return made

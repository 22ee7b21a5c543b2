"""Breaches of the first school: one that was closed, one that still has to be decided."""

from datetime import datetime, timedelta

from schoolgate.breaches import actions
from schoolgate.demo.loading import Stage
from schoolgate.demo.posting import as_part


def report_breaches(stage: Stage, now: datetime) -> None:
    """By the real actions; all of it is invented."""
    days = timedelta(days=1)
    teacher = as_part(stage, "office", now - 12 * days)
    wrong_list = actions.report_breach(
        teacher,
        stage.school,
        what="A list with names of a trip went to the families of the other class.",
        risks=["disclosure"],
        meant="accident",
        found_at=now - 12 * days - timedelta(hours=2),
        at_once="Asked everybody to delete it",
    ).subject
    head = as_part(stage, "head", now - 11 * days)
    actions.describe_breach(
        head,
        wrong_list,
        risks=["disclosure"],
        meant="accident",
        effects="First names and classes were seen by thirty families of the school.",
        people_many=28,
    )
    actions.decide_about_ico(
        head, wrong_list, decided="not_needed", reason="First names only, seen by families of the school."
    )
    actions.decide_about_people(head, wrong_list, decided="tell", reason="They would rather hear it from us.")
    actions.say_people_told(head, wrong_list)
    actions.close_breach(head, wrong_list, lessons="Lists go out by the class address book only.")
    actions.report_breach(
        as_part(stage, "office", now - timedelta(hours=5)),
        stage.school,
        what="A memory stick with pictures of the book fair is missing.",
        risks=["loss"],
        meant="accident",
    )

"""The policy is looked at again: by head and board together, after a law changed, for what was learned."""

from datetime import timedelta

import pytest

from schoolgate.duties.actions import do_duty
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.registers.actions import write_entry
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.duties_in_time import hears, owed, stands_on_today
from tests.clauses.stage import Stage

DAY = timedelta(days=1)


@scene
def head_and_board_each_sign_off_the_review(stage: Stage) -> None:
    """Each owes it within the year; the word of one leaves the other's open; late, the other and the board hear."""
    chair = make.make_person(stage.school, Role.CHAIR, forename="Kit")
    boards = owed(stage, "with_the_board", days=300)
    heads = Duty.objects.get(key=stage.row.instance, task="in_time")
    assert boards.due_at.date() == heads.due_at.date() == stage.cast.now.date() + timedelta(days=334)
    stands_on_today(stage, boards, chair)
    stands_on_today(stage, heads, stage.cast.head)
    with pytest.raises(Refused, match=r"gate\.state"):
        do_duty(stage.as_actor(stage.cast.head), boards, outcome="Both of us")
    stage.does(do_duty, stage.cast.head, heads, outcome="Stays as it is")
    boards.refresh_from_db()
    assert boards.done_at is None
    hears(stage, boards, stage.cast.head, days=2)
    stage.does(do_duty, chair, boards, outcome="Looked at it on 3 November; it stays")
    assert "Looked at it on 3 November" in stage.page(chair, "review_agenda")


@scene
def a_change_of_the_law_starts_a_review(stage: Stage) -> None:
    """Whoever writes down the change starts it: with an owner and a day, passed up when late, with its result."""
    chair = make.make_person(stage.school, Role.CHAIR, forename="Kit")
    today = stage.cast.now.date()
    law = {"title": "Keeping children safe", "edition": "2027", "changed_on": today.isoformat()}
    stage.does(write_entry, stage.cast.head, stage.school, register="laws", answers=law, clause="")
    duty = owed(stage, "for_a_law")
    assert duty.owed_by_role == Role.HEADTEACHER
    assert duty.due_at.date() == today + 42 * DAY
    stands_on_today(stage, duty, stage.cast.head)
    agenda = stage.page(stage.cast.head, "review_agenda")
    assert stage.row.clause in agenda
    assert "Keeping children safe, 2027" in agenda
    hears(stage, duty, chair, days=9)
    stage.does(do_duty, stage.cast.head, duty, outcome="Nothing of it touches our policy")
    assert "Nothing of it touches our policy" in stage.page(stage.cast.head, "review_agenda")


@scene
def what_was_learned_is_on_the_next_agenda(stage: Stage) -> None:
    """A lesson waits for the next review, or asks for one; both stand on the agenda, and the result with its day."""
    for what, when in (("Say earlier who answers", "next_review"), ("The form is never found", "soon")):
        lesson = {"what": what, "came_of": "worry", "when": when}
        stage.does(
            write_entry, stage.cast.head, stage.school, register="policy_lessons", answers=lesson, clause=""
        )
    duty = owed(stage, "for_a_lesson")
    assert Duty.objects.filter(task="for_a_lesson").count() == 1
    agenda = stage.page(stage.cast.governor, "review_agenda")
    assert stage.row.clause in agenda
    assert "Say earlier who answers" in agenda
    assert "The form is never found" in agenda
    stands_on_today(stage, duty, stage.cast.head)
    stage.does(do_duty, stage.cast.head, duty, outcome="The form stands on the first page now")
    assert "The form stands on the first page now" in stage.page(stage.cast.governor, "review_agenda")

"""What a review of the policy looks at: for headteacher, governors and trust, on one page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.registers.actions import write_entry
from schoolgate.registers.duty_subjects import laws, lessons
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt, read

pytestmark = pytest.mark.django_db
HOME = "/schools/oakfield/practice/review"


@pytest.fixture
def cast(settings):
    settings.FIXED_NOW = make.NOW
    found = assemble()
    adopt(found, "AE")
    with scope(school=found.oakfield):
        yield found


def learn(cast, number: int, when: str = "next_review") -> None:
    answers = {"what": f"Lesson {number}", "came_of": "every_day", "when": when}
    write_entry(
        cast.as_actor(cast.head), cast.oakfield, register="policy_lessons", answers=answers, clause=""
    )


def queries_of_the_page(cast) -> int:
    client = cast.browse_as(cast.governor)
    client.get(HOME)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(HOME).status_code == 200
    return len(asked)


def test_it_takes_as_many_queries_for_thirty_lessons_as_for_three(cast):
    assert "Nobody has written anything down yet" in read(
        cast.browse_as(cast.head).get(HOME).content.decode()
    )
    for number in range(3):
        learn(cast, number)
    few = queries_of_the_page(cast)
    for number in range(27):
        learn(cast, number)
    assert queries_of_the_page(cast) <= few


def test_only_what_cannot_wait_and_what_changed_asks_for_a_review(cast):
    learn(cast, 1)
    learn(cast, 2, "soon")
    law = {"title": "An act of one’s own"}
    write_entry(cast.as_actor(cast.head), cast.oakfield, register="laws", answers=law, clause="")
    today = make.NOW.date()
    assert len(lessons(cast.oakfield, today)) == 1
    assert laws(cast.oakfield, today) == []


def test_it_is_not_for_everybody(cast):
    assert cast.browse_as(cast.jo).get(HOME).status_code in (403, 404)

"""The queue's rows are those of django-tasks-db, written with fewer steps."""

import pytest
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from schoolgate.clockwork.tasks import nudge, run_follow_ups

pytestmark = pytest.mark.django_db


def test_a_task_stands_in_the_queue_as_django_tasks_db_would_have_put_it_there(django_assert_num_queries):
    with django_assert_num_queries(1):
        nudge([1, 2])
    ours = DBTaskResult.objects.get()
    theirs = DatabaseBackend("default", {}).enqueue(run_follow_ups, [[1, 2]], {}).db_result
    own = ("id", "enqueued_at")
    assert {**_columns(ours), **dict.fromkeys(own)} == {**_columns(theirs), **dict.fromkeys(own)}
    assert ours.pk != theirs.pk
    assert ours.enqueued_at is not None
    assert set(DBTaskResult.objects.ready()) == {ours, theirs}


def test_what_was_queued_can_be_found_by_its_id():
    queued = run_follow_ups.enqueue([])
    assert run_follow_ups.get_result(queued.id).args == [[]]


def _columns(row: DBTaskResult) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

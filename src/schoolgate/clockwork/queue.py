"""The queue of tasks in the database: django-tasks-db's, but that its row is added as every action adds its rows."""

from typing import Any
from uuid import uuid4

from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from schoolgate.kernel.adding import add


class Queue(DatabaseBackend):
    """Nearly every action queues one task, and Django's `create` took a tenth of the whole request."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Queue it in the caller's transaction; one query."""
        self.validate_task(task)
        row: Any = DBTaskResult(
            id=uuid4(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or get_date_max(),  # so it stands there for "at once"
            backend_name=self.alias,
        )
        add(row)
        queued = row.task_result
        task_enqueued.send(type(self), task_result=queued)
        return queued

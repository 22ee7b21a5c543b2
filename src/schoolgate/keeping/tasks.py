"""What the clock asks of the worker, so that a worker that died is noticed before something waits for it."""

from django_tasks import task

from schoolgate.keeping.installation import worker_was_seen
from schoolgate.web.door import moment


@task()
def say_that_you_are_there() -> None:
    """The worker writes down that it is alive."""
    worker_was_seen(moment())

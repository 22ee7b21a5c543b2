"""Tasks of the queue. A task is only a nudge: a follow-up's row says whether there is anything to do."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django_tasks import task

from schoolgate.clockwork import follow_ups
from schoolgate.kernel.beside import long_work_goes_beside


@task()
def run_follow_ups(follow_up_ids: list[int]) -> None:
    """Run these follow-ups now; one that fails is put off and does not stop the others."""
    with long_work_goes_beside():
        for follow_up_id in follow_up_ids:
            follow_ups.run(follow_up_id, datetime.now(UTC))


def nudge(follow_up_ids: Sequence[int]) -> None:
    """Queue one nudge for these, in the transaction that queued them."""
    run_follow_ups.enqueue(list(follow_up_ids))

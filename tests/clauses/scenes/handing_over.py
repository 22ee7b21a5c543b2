"""What somebody who leaves holds is passed on while they are still here, as many days before as the policy gives."""

from datetime import timedelta

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.credentials.models import Leaving
from schoolgate.people.actions.appointing import end_appointment
from schoolgate.people.queries import today_of
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def a_leaver_passes_things_on_while_still_here(stage: Stage) -> None:
    """Jo leaves in two weeks: passing on is due five days before, and stands so on the page."""
    last_on = stage.cast.now.date() + timedelta(days=14)
    stage.does(end_appointment, stage.cast.head, stage.cast.jo.appointments.get(), last_on=last_on)
    run_all(stage.cast.now)
    leaving = Leaving.objects.get(person=stage.cast.jo)
    assert today_of(leaving.due_at) == last_on - timedelta(days=stage.policy.setting("leaver_handover_days"))
    assert leaving.due_at.date() < last_on
    assert "passed on by" in stage.page(stage.cast.head, "credentials:leaver", leaving_id=leaving.pk)
    assert stage.is_cited()

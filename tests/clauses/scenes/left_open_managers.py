"""Managers: who of their own people has signed and what is late with them, and nobody else's."""

from datetime import timedelta

from schoolgate.duties.models import Duty
from schoolgate.duties.reminding import remind_everybody
from schoolgate.kernel.permissions import Role
from schoolgate.moments.followers import ask_at
from schoolgate.staffing.models import LineManager
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def a_manager_sees_their_own_people(stage: Stage) -> None:
    """Lee answers for Nia: he reads that she has not signed, is told when she is late, and reads of nobody else."""
    lee, school = stage.cast.lee, stage.school
    nia = make.make_person(school, Role.STAFF, forename="Nia", surname="Wold")
    other = make.make_person(school, Role.STAFF, forename="Ola", surname="Finch")
    before = stage.page(lee, "rights:signatures")
    assert "Nia Wold" not in before
    LineManager.objects.create(school=school, person=nia, manager=lee, since=stage.cast.now)
    ask_at(school, stage.cast.now)
    duty = Duty.objects.get(key="duty.read_and_sign", owed_by=nia)
    remind_everybody(duty.due_at + timedelta(days=1))
    stage.settings.FIXED_NOW = duty.due_at + timedelta(days=1)
    assert "Somebody is late at" in stage.today(lee)
    page = stage.page(lee, "rights:signatures")
    assert "Nia Wold" in page
    assert "overdue since" in page
    assert stage.row.clause in page
    for somebody in (other, stage.cast.jo):
        assert somebody.surname not in page.partition("Who has signed")[2]
    Duty.objects.filter(owed_by=nia).delete()
    assert "Ola Finch" in stage.page(stage.cast.head, "rights:signatures")

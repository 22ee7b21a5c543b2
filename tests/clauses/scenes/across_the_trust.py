"""The trust's people see of each school how many have read and signed."""

from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment, Person
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def the_trust_reads_each_schools_share(stage: Stage) -> None:
    """Nia has not signed: a trustee reads the share of each school, whoever leads the schools her name too;
    those of one school do not find the page."""
    nia = make.make_person(stage.school, Role.STAFF, forename="Nia", surname="Wold")
    trustee, leads = _of_the_trust(stage, Role.TRUSTEE), _of_the_trust(stage, Role.EXECUTIVE_HEADTEACHER)
    page = stage.page(trustee, "practice_trust")
    for school in (stage.school, stage.cast.elmsgate):
        assert school.name in page
    line = page.partition("Who has read and signed all")[2].partition(stage.school.name)[2]
    assert "%" in line[:80]
    assert "Wold" not in page
    assert str(nia) in stage.page(leads, "practice_trust")
    assert stage.row.clause in page, "no clause asks for it"
    for other in (stage.cast.head, stage.cast.governor, stage.cast.jo):
        stage.may_not_open(other, "practice_trust")


def _of_the_trust(stage: Stage, role: Role) -> Person:
    """Somebody with a post of the trust, and none at a school."""
    person = make.make_person(stage.school, forename="Una", surname=f"Reed-{role.value}")
    Appointment.objects.create(
        person=person, role=role, trust=stage.school.trust, first_on=stage.cast.now.date()
    )
    return person

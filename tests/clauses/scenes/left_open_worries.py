"""Worries about a child: the safeguarding lead's, and the deputy's where the lead is away."""

from schoolgate.concerns.actions import close_concern, look_at_concern, note_on_concern
from schoolgate.concerns.queries import readers_of
from schoolgate.kernel.permissions import Role
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.scenes.concerns import heard, reads, told
from tests.clauses.stage import Stage


@scene
def a_deputy_acts_when_the_lead_is_away(stage: Stage) -> None:
    """The lead is away: the deputy is written to as well, reads it and does what is to be done, without asking."""
    deputy = make.make_person(stage.school, Role.DEPUTY_SAFEGUARDING_LEAD, forename="Una", surname="Reed")
    concern = told(stage, "jo")
    assert f"person:{deputy.pk}" in heard(concern)
    stage.does(look_at_concern, deputy, concern)
    stage.does(note_on_concern, deputy, concern, words="Spoke with the child.")
    stage.does(close_concern, deputy, concern, outcome="The family is helped.", told="It is dealt with.")
    assert "Spoke with the child." in stage.page(deputy, "concerns:concern", concern_id=concern.pk)
    assert stage.cast.safeguarding in readers_of(concern, stage.cast.now)
    assert stage.row.clause in stage.page(deputy, "concerns:concerns")


@scene
def a_danger_to_a_child_is_the_leads(stage: Stage) -> None:
    """A worry about a pupil goes to the safeguarding lead's own list; the headteacher and others do not find it."""
    concern = told(stage, "jo")
    lead, head = stage.cast.safeguarding, stage.cast.head
    assert set(readers_of(concern, stage.cast.now)) == {lead}
    assert concern.number in stage.page(lead, "concerns:concerns")
    for other in (head, stage.cast.deputy, stage.cast.office):
        assert not reads(stage, other, concern)
        assert concern.number not in stage.today(other)
    stage.does(look_at_concern, lead, concern)
    stage.does(close_concern, lead, concern, outcome="We spoke with them.", told="It is dealt with.")
    assert stage.row.clause in stage.page(lead, "concerns:concerns")


@scene
def a_senior_leader_looks_first(stage: Stage) -> None:
    """A senior leader has it on Today with the time by which to look; who looked first, and when, stays with it."""
    leader = make.make_person(stage.school, Role.SENIOR_LEADER, forename="Bea", surname="Crane")
    concern = told(stage, "jo", matter="abuse", about="staff")
    assert f"Read a worry: {concern.number}" in stage.today(leader)
    page = stage.page(leader, "concerns:concern", concern_id=concern.pk)
    assert "To be read tomorrow by 16:30" in page
    assert stage.row.clause in page
    stage.does(look_at_concern, leader, concern)
    concern.refresh_from_db()
    assert concern.first_looked_at == stage.cast.now
    page = stage.page(leader, "concerns:concern", concern_id=concern.pk)
    assert "Bea Crane" in page.partition("Who has read it")[2]

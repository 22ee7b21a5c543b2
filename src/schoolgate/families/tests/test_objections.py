"""A no with a reason to what the school does as its task: stopped at once, decided by the data protection lead."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.families.actions.keying import key_answer_in
from schoolgate.families.actions.objections import decide_objection
from schoolgate.families.models import Objection
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.notifications.models import Letter
from schoolgate.pupils.answering import bases_of, basis_of
from schoolgate.pupils.models import ConsentNow
from schoolgate.rules.consents import Basis, Said

USE, WHY = "photo.display", "Somebody must not find us here."
HOME = "/schools/oakfield/families/objections"


@pytest.fixture
def grace(family, cast):
    """Grace, who says no to pictures on the walls and why."""
    assert basis_of(USE, bases_of(cast.oakfield)) is Basis.PUBLIC_TASK
    return family.link()


def objects(grace, pupil, why=WHY, said="no"):
    return grace.post(do="save", why=why, **{f"a-{pupil.pk}-{USE}": said})


def now_of(pupil):
    return ConsentNow.objects.get(pupil=pupil, use=USE).said


def test_it_is_stopped_at_once_and_the_reason_goes_to_the_lead_alone(grace, family, cast):
    assert "Why do you say no? You do not have to say." in grace.get()
    assert objects(grace, family.amara).status_code == 302
    assert now_of(family.amara) == "objected"
    told = Objection.objects.get()
    assert (told.words, told.uses, told.adult) == (WHY, [USE], family.grace)
    assert "We have stopped, and you get an answer here." in grace.get()
    assert "you said why" not in family.link(family.dan).get()
    assert WHY not in Event.objects.get().detail.words
    lead = cast.browse_as(cast.dpo)
    assert "Decide about an objection" in lead.get("/today").content.decode()
    assert WHY in lead.get(f"{HOME}/{told.pk}").content.decode()
    assert cast.browse_as(cast.office).get(f"{HOME}/{told.pk}").status_code == 403


def test_without_a_reason_the_no_stands_and_nobody_decides_and_a_reason_can_follow(grace, family):
    objects(grace, family.amara, why=" ")
    assert now_of(family.amara) == "objected"
    assert not Objection.objects.exists()
    assert objects(grace, family.amara).status_code == 200  # It takes something back: it is shown first.
    assert grace.post(do="confirm", why=WHY, **{f"a-{family.amara.pk}-{USE}": "no"}).status_code == 302
    assert Objection.objects.get().words == WHY


def test_it_stays_a_no_or_the_school_goes_on_and_says_why(grace, family, cast):
    objects(grace, family.amara)
    lead, page = cast.browse_as(cast.dpo), f"{HOME}/{Objection.objects.get().pk}"
    assert lead.post(page, {"is_upheld": "no", "grounds": " "}).status_code == 409
    assert now_of(family.amara) == "objected"
    grounds = "The board of the fire wardens must show every class."
    assert lead.post(page, {"is_upheld": "no", "grounds": grounds}).status_code == 302
    assert now_of(family.amara) == "not_answered"
    assert grounds in grace.get()
    letter = Letter.objects.get(occasion__startswith="objection:")
    assert "Amara" not in letter.text
    assert grounds not in letter.text
    assert lead.post(page, {"is_upheld": "yes"}).status_code == 409
    assert "the school goes on" in lead.get(HOME).content.decode()


def test_anothers_no_and_anothers_objection_hold_as_before(grace, family, cast):
    objects(grace, family.amara)
    objects(family.link(family.dan), family.amara)
    lead = cast.as_actor(cast.dpo)
    for one in Objection.objects.all():
        assert now_of(family.amara) == "objected"
        decide_objection(lead, one, is_upheld=one.adult == family.grace, grounds="It must.")
    assert now_of(family.amara) == "objected"


def test_whoever_says_yes_takes_it_back(grace, family):
    objects(grace, family.amara)
    grace.proves().says(family.amara, Said.YES, USE)
    assert Objection.objects.get().outcome == "taken_back"
    assert "you said why" not in grace.get()


def test_the_office_keys_in_a_reason_that_came_on_paper_and_each_refusal_changes_nothing(family, cast):
    office = cast.as_actor(cast.office)
    given = {"adult": family.dan.pk, "how": "paper", "answers": {USE: Said.NO}}
    key_answer_in(office, family.amara, words=WHY, **given)
    found = Objection.objects.get()
    with pytest.raises(Refused):
        decide_objection(office, found, is_upheld=True)
    with pytest.raises(NotHere):
        decide_objection(cast.as_actor(cast.stranger, cast.farrow), found, is_upheld=True)
    assert Objection.objects.get().decided_at is None
    decide_objection(cast.as_actor(cast.dpo), found, is_upheld=True)
    assert now_of(family.amara) == "objected"

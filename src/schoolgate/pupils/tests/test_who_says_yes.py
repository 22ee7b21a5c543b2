"""Whose yes counts for a pupil: who understands answers alone, else a parent; and any no counts."""

from datetime import date

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.policies.actions import adopt_policy
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.understanding import assess_pupil
from schoolgate.pupils.models import Adult, Answer, Pupil, Responsibility, Understanding
from schoolgate.rules.consents import Capacity, Said
from schoolgate.rules.policy.adoption import PaperSignature
from tests.make import make_pupil

USE = "photo.website"
TODAY = date(2026, 11, 17)
TALKED = "Ms Keene talked it through on 3 March."


@pytest.fixture
def amara(cast) -> Pupil:
    return make_pupil(cast.oakfield)


def says(cast, pupil, said, capacity=Capacity.PARENT, by="Ms Okello"):
    given = {"given_by": by, "capacity": capacity, "evidence": "Form", "answered_on": TODAY}
    return record_answer(cast.as_actor(cast.office), pupil, answers={USE: said}, **given)


def refused(do) -> str:
    with pytest.raises(Refused) as found:
        do()
    assert {one.control for one in found.value.refusals} == {"noun.consents.giver"}
    return found.value.refusals[0].words


def test_a_pupils_yes_counts_once_somebody_wrote_down_that_they_understand(cast, amara):
    words = refused(lambda: says(cast, amara, Said.YES, Capacity.PUPIL, "Amara"))
    assert words == "The pupil has not been assessed as understanding what it means."
    assert not Answer.objects.exists()
    assess_pupil(cast.as_actor(cast.safeguarding), amara, understands=True, because=TALKED)
    says(cast, amara, Said.YES, Capacity.PUPIL, "Amara")
    assert Answer.objects.get().said == Said.YES


def test_then_a_parents_yes_counts_no_more_but_a_parents_no_does(cast, amara):
    assess_pupil(cast.as_actor(cast.dpo), amara, understands=True, because=TALKED)
    assert "answers alone" in refused(lambda: says(cast, amara, Said.YES))
    says(cast, amara, Said.NO)
    assess_pupil(cast.as_actor(cast.dpo), amara, understands=False, because="Asked again in June.")
    says(cast, amara, Said.YES)
    assert Understanding.objects.count() == 2


def test_an_adult_not_known_to_have_responsibility_says_no_yes(cast, amara):
    aunt = Adult.objects.create(school=cast.oakfield, name="Ann Okello")
    tie = Responsibility.objects.create(pupil=amara, adult=aunt, may_answer=False)
    assert "parental responsibility" in refused(lambda: says(cast, amara, Said.YES, by=" ann OKELLO"))
    says(cast, amara, Said.NO, by="Ann Okello")
    withdraw_consent(cast.as_actor(cast.office), amara, uses=[USE])
    tie.may_answer = True
    tie.save()
    says(cast, amara, Said.YES, by="Ann Okello")


def test_a_no_of_one_parent_stands_until_that_parent_says_yes(cast, amara):
    says(cast, amara, Said.NO, by="Ben Okello")
    assert "Somebody else of the family said no" in refused(lambda: says(cast, amara, Said.YES))
    says(cast, amara, Said.YES, by="Ben Okello")
    says(cast, amara, Said.YES)


def test_ones_own_no_in_between_does_not_lift_the_no_of_the_other(cast, amara):
    says(cast, amara, Said.NO, by="Ben Okello")
    says(cast, amara, Said.NO)
    assert "Somebody else of the family said no" in refused(lambda: says(cast, amara, Said.YES))


def test_where_the_policy_asks_a_parent_no_pupil_answers_alone(cast, amara):
    policy = policy_to_adopt(cast.oakfield, "AC")
    signed = [PaperSignature(role, "Una Reed", TODAY) for role in policy.setting("policy_signatories")]
    head = cast.as_actor(cast.head)
    checks = policy.setting("adoption_checks")
    adopt_policy(head, cast.oakfield, code="AC", checks=checks, on_paper=signed)
    assess_pupil(cast.as_actor(cast.dpo), amara, understands=True, because=TALKED)
    assert "parental responsibility" in refused(lambda: says(cast, amara, Said.YES, Capacity.PUPIL, "Amara"))
    says(cast, amara, Said.YES)


def test_an_assessment_says_what_it_rests_on_and_is_recorded_once(cast, amara):
    assess = {"understands": True}
    with pytest.raises(Refused):
        assess_pupil(cast.as_actor(cast.dpo), amara, because=" ", **assess)
    with pytest.raises(Refused):
        assess_pupil(cast.as_actor(cast.jo), amara, because=TALKED, **assess)
    with pytest.raises(NotHere):
        assess_pupil(cast.as_actor(cast.stranger, cast.farrow), amara, because=TALKED, **assess)
    assert not Understanding.objects.exists()
    assess_pupil(cast.as_actor(cast.dpo), amara, because=TALKED, **assess)
    event = Event.objects.get(type="pupil.assessed")
    assert "Keene" not in event.detail.words


def test_by_its_page(cast, amara):
    office = cast.browse_as(cast.office)
    home = f"/schools/oakfield/pupils/{amara.pk}"
    assert "Somebody with parental responsibility answers." in office.get(home).content.decode()
    sent = {"understands": "yes", "because": TALKED}
    assert office.post(f"{home}/understanding", sent).status_code == 302
    assert "answers alone" in office.get(home).content.decode()
    assert cast.browse_as(cast.jo).get(f"{home}/understanding").status_code == 403

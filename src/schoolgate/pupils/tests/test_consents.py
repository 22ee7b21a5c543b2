"""Recording answers, taking a yes back, the restricted list: the five habits for each verb."""

import json
from datetime import date, timedelta

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.pupils.actions.adults import change_adult
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.restrictions import lift_restriction, read_restricted_list, restrict_pupil
from schoolgate.pupils.models import Adult, Answer, ConsentNow, Pupil, Responsibility, Restriction
from schoolgate.pupils.queries import standings
from schoolgate.rules.consents import Capacity, Said, may_be_shown
from schoolgate.rules.refusals import Control
from tests.cast import Cast
from tests.make import NOW, consents, make_pupil

WEBSITE, SOCIAL = "photo.website", "photo.social"
TODAY = date(2026, 11, 17)


@pytest.fixture
def amara(cast: Cast) -> Pupil:
    return make_pupil(cast.oakfield)


def say_yes(cast: Cast, pupil: Pupil, *uses: str, **given):
    return record_answer(
        cast.as_actor(given.pop("who", cast.office)),
        pupil,
        answers=dict.fromkeys(uses, Said.YES),
        **{
            "given_by": "Ms Okello",
            "capacity": Capacity.PARENT,
            "evidence": "Form of September",
            "answered_on": TODAY,
            **given,
        },
    )


def may(pupil: Pupil, use: str) -> bool:
    return may_be_shown(standings([pupil.pk])[pupil.pk], use, TODAY)


def refused_by(do) -> set[Control]:
    with pytest.raises(Refused) as refused:
        do()
    return {one.control for one in refused.value.refusals}


class TestRecordAnswer:
    def test_a_yes_is_written_down_with_who_when_and_where(self, cast: Cast, amara: Pupil):
        say_yes(cast, amara, WEBSITE, answered_on=TODAY - timedelta(days=3))
        answer = Answer.objects.get()
        assert (answer.given_by, answer.capacity, answer.evidence) == (
            "Ms Okello",
            Capacity.PARENT,
            "Form of September",
        )
        assert answer.answered_at.date() == TODAY - timedelta(days=3)
        assert (answer.recorded_at, answer.recorded_by) == (NOW, cast.office)
        assert may(amara, WEBSITE)
        assert not may(amara, SOCIAL)

    def test_it_records_one_event_that_names_nobody(self, cast: Cast, amara: Pupil):
        say_yes(cast, amara, WEBSITE, SOCIAL)
        event = Event.objects.get()
        assert event.type == EventType.CONSENT_ANSWERED
        assert "Okello" not in event.detail.words

    def test_the_history_is_never_overwritten(self, cast: Cast, amara: Pupil):
        say_yes(cast, amara, WEBSITE)
        record_answer(cast.as_actor(cast.office), amara, answers={WEBSITE: Said.NO}, answered_on=TODAY)
        assert list(Answer.objects.order_by("pk").values_list("said", flat=True)) == [Said.YES, Said.NO]
        assert ConsentNow.objects.get().said == Said.NO

    def test_a_no_in_place_of_a_yes_is_a_withdrawal_too(self, cast: Cast, amara: Pupil):
        say_yes(cast, amara, WEBSITE, SOCIAL)
        record_answer(
            cast.as_actor(cast.office),
            amara,
            answers={WEBSITE: Said.NO, "photo.press": Said.NO},
            answered_on=TODAY,
        )
        event = Event.objects.get(type=EventType.CONSENT_WITHDRAWN)
        assert json.loads(event.detail.words) == {"uses": [WEBSITE]}
        assert event.subject_id == str(amara.pk)

    def test_a_yes_of_an_older_day_does_not_undo_a_no(self, cast: Cast, amara: Pupil):
        no_on = TODAY - timedelta(days=3)
        record_answer(cast.as_actor(cast.office), amara, answers={WEBSITE: Said.NO}, answered_on=no_on)
        older = no_on - timedelta(days=1)
        assert refused_by(lambda: say_yes(cast, amara, WEBSITE, answered_on=older)) == {
            Control.CONSENT_FOR_EVERY_USE
        }
        say_yes(cast, amara, SOCIAL, answered_on=older)
        say_yes(cast, amara, WEBSITE, answered_on=no_on)
        assert may(amara, WEBSITE)

    @pytest.mark.parametrize(
        "missing",
        [{"given_by": " "}, {"evidence": ""}, {"capacity": ""}, {"capacity": Capacity.SCHOOL_RECORD}],
    )
    def test_a_yes_of_nobody_is_refused_and_changes_nothing(self, cast: Cast, amara: Pupil, missing: dict):
        assert refused_by(lambda: say_yes(cast, amara, WEBSITE, **missing)) == {Control.CONSENT_FOR_EVERY_USE}
        assert not Answer.objects.exists()

    def test_a_no_needs_no_proof(self, cast: Cast, amara: Pupil):
        record_answer(cast.as_actor(cast.office), amara, answers={WEBSITE: Said.NO}, answered_on=TODAY)
        assert ConsentNow.objects.get().said == Said.NO

    def test_an_answer_of_tomorrow_is_refused(self, cast: Cast, amara: Pupil):
        assert refused_by(lambda: say_yes(cast, amara, WEBSITE, answered_on=TODAY + timedelta(days=1)))
        assert not Answer.objects.exists()

    def test_nothing_answered_is_refused(self, cast: Cast, amara: Pupil):
        assert refused_by(lambda: say_yes(cast, amara))

    def test_a_teacher_may_not(self, cast: Cast, amara: Pupil):
        assert refused_by(lambda: say_yes(cast, amara, WEBSITE, who=cast.jo)) == {Control.PERMISSION}
        assert not Answer.objects.exists()

    def test_another_schools_pupil_is_not_here(self, cast: Cast):
        with pytest.raises(NotHere):
            say_yes(cast, make_pupil(cast.elmsgate), WEBSITE)


class TestWithdrawConsent:
    def test_it_counts_at_once_and_records_one_event(self, cast: Cast, amara: Pupil):
        consents(amara, WEBSITE, SOCIAL)
        withdraw_consent(cast.as_actor(cast.office), amara, uses=[WEBSITE])
        assert not may(amara, WEBSITE)
        assert may(amara, SOCIAL)
        event = Event.objects.get()
        assert event.type == EventType.CONSENT_WITHDRAWN
        assert json.loads(event.detail.words) == {"uses": [WEBSITE]}

    def test_where_a_use_is_a_public_task_it_is_an_objection(self, cast: Cast, amara: Pupil):
        withdraw_consent(cast.as_actor(cast.office), amara, uses=["photo.display", WEBSITE])
        said = dict(ConsentNow.objects.values_list("use", "said"))
        assert said == {"photo.display": Said.OBJECTED, WEBSITE: Said.WITHDRAWN}
        assert not may(amara, "photo.display")

    def test_nothing_chosen_is_refused(self, cast: Cast, amara: Pupil):
        assert refused_by(lambda: withdraw_consent(cast.as_actor(cast.office), amara, uses=[]))
        assert not Event.objects.exists()

    def test_a_teacher_may_not(self, cast: Cast, amara: Pupil):
        consents(amara, WEBSITE)
        do = lambda: withdraw_consent(cast.as_actor(cast.jo), amara, uses=[WEBSITE])  # noqa: E731
        assert refused_by(do) == {Control.PERMISSION}
        assert may(amara, WEBSITE)

    def test_another_schools_pupil_is_not_here(self, cast: Cast):
        with pytest.raises(NotHere):
            withdraw_consent(cast.as_actor(cast.office), make_pupil(cast.elmsgate), uses=[WEBSITE])


class TestRestrictedList:
    def test_a_child_on_the_list_is_shown_nowhere_whatever_the_family_said(self, cast: Cast, amara: Pupil):
        consents(amara)
        restrict_pupil(cast.as_actor(cast.safeguarding), amara, reason="Court order", source="Police")
        assert not any(may(amara, use) for use in (WEBSITE, SOCIAL, "photo.display"))
        event = Event.objects.get()
        assert (event.type, event.subject_id) == (EventType.PUPIL_RESTRICTED, str(amara.pk))
        assert "Court" not in event.detail.words

    def test_a_child_is_on_the_list_once(self, cast: Cast, amara: Pupil):
        restrict_pupil(cast.as_actor(cast.safeguarding), amara, reason="Court order")
        do = lambda: restrict_pupil(cast.as_actor(cast.head), amara, reason="Again")  # noqa: E731
        assert refused_by(do) == {Control.STATE}
        assert Restriction.objects.count() == 1

    def test_a_reason_is_needed(self, cast: Cast, amara: Pupil):
        assert refused_by(lambda: restrict_pupil(cast.as_actor(cast.head), amara, reason="  "))
        assert not Restriction.objects.exists()

    def test_what_the_family_answered_holds_again_afterwards(self, cast: Cast, amara: Pupil):
        consents(amara, WEBSITE)
        consents(amara, SOCIAL, said=Said.NO)
        restrict_pupil(cast.as_actor(cast.safeguarding), amara, reason="Court order")
        entry = Restriction.objects.get()
        lift_restriction(cast.as_actor(cast.safeguarding), entry, because="Order ended")
        assert may(amara, WEBSITE)
        assert not may(amara, SOCIAL)
        assert Event.objects.filter(type=EventType.PUPIL_UNRESTRICTED).count() == 1
        do = lambda: lift_restriction(cast.as_actor(cast.safeguarding), entry, because="Again")  # noqa: E731
        assert refused_by(do) == {Control.STATE}

    @pytest.mark.parametrize("who", ["office", "deputy", "jo", "volunteer", "governor"])
    def test_only_its_keepers_touch_or_read_it(self, cast: Cast, amara: Pupil, who: str):
        actor = cast.as_actor(getattr(cast, who))
        assert refused_by(lambda: restrict_pupil(actor, amara, reason="x")) == {Control.PERMISSION}
        assert refused_by(lambda: read_restricted_list(actor, cast.oakfield)) == {Control.PERMISSION}
        assert not Restriction.objects.exists()

    def test_every_look_is_recorded(self, cast: Cast):
        read_restricted_list(cast.as_actor(cast.safeguarding), cast.oakfield)
        assert Event.objects.get().type == EventType.RESTRICTED_LIST_READ

    def test_another_schools_child_is_not_here(self, cast: Cast):
        with pytest.raises(NotHere):
            restrict_pupil(cast.as_actor(cast.head), make_pupil(cast.elmsgate), reason="x")


class TestChangeAdult:
    @pytest.fixture
    def tie(self, amara: Pupil) -> Responsibility:
        adult = Adult.objects.create(school=amara.school, name="Ms Okello", email="okello@example.org")
        return Responsibility.objects.create(pupil=amara, adult=adult)

    def change(self, cast: Cast, tie: Responsibility, *, who=None, **said: bool):
        return change_adult(
            cast.as_actor(who or cast.office),
            tie.pupil,
            tie=tie.pk,
            **{"may_answer": True, "may_be_written_to": True, **said},
        )

    def test_it_says_who_may_answer_and_records_one_event(self, cast: Cast, tie: Responsibility):
        self.change(cast, tie)
        tie.refresh_from_db()
        assert tie.may_answer
        event = Event.objects.get()
        assert event.type == EventType.ADULT_CHANGED
        assert "Okello" not in event.detail.words

    def test_who_is_not_written_to_cannot_be_asked(self, cast: Cast, tie: Responsibility):
        assert refused_by(lambda: self.change(cast, tie, may_be_written_to=False))
        tie.refresh_from_db()
        assert not tie.may_answer

    def test_a_teacher_may_not(self, cast: Cast, tie: Responsibility):
        assert refused_by(lambda: self.change(cast, tie, who=cast.jo)) == {Control.PERMISSION}

    def test_another_schools_family_is_not_here(self, cast: Cast, tie: Responsibility):
        elsewhere = cast.as_actor(cast.head_elsewhere, cast.elmsgate)
        with pytest.raises(NotHere):
            change_adult(elsewhere, tie.pupil, tie=tie.pk, may_answer=True, may_be_written_to=True)

    def test_its_page(self, cast: Cast, tie: Responsibility):
        office = cast.browse_as(cast.office)
        address = f"/schools/oakfield/pupils/{tie.pupil_id}/adults/{tie.pk}"
        assert "parental responsibility" in office.get(address).content.decode()
        office.post(address, {"may_answer": "on", "may_be_written_to": "on"})
        tie.refresh_from_db()
        assert tie.may_answer

"""What a file left open is settled once, by the office."""

from pathlib import Path

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.people.queries import today_of
from schoolgate.pupils import import_queries
from schoolgate.pupils.actions.consents import record_answer
from schoolgate.pupils.actions.questions import settle_question
from schoolgate.pupils.models import Answer, ConsentNow, OfficeQuestion, Pupil
from schoolgate.rules.consents import Said
from schoolgate.rules.refusals import Control
from tests.cast import Cast
from tests.make import NOW, consents

HEADER = "Adno,UPN,Surname,Forename,DOB,Year,Class,Photo Website,Photo Social Media"
PETRA = "008001,X938990121601,Aldous,Petra,12/03/2019,Year 3,3A"
WEBSITE = "photo.website"


def a_file(*rows: str) -> bytes:
    return "\r\n".join([HEADER, *rows, ""]).encode()


def settle(cast: Cast, question: OfficeQuestion, answer: str, who=None, **given):
    return settle_question(cast.as_actor(who or cast.office), question, answer=answer, **given)


@pytest.fixture
def contradicted(cast: Cast, bring_in) -> OfficeQuestion:
    """The file says yes, here stands a withdrawal."""
    bring_in(a_file(f"{PETRA},Y,Y"))
    consents(Pupil.objects.get(), WEBSITE, said=Said.WITHDRAWN)
    bring_in(a_file(f"{PETRA},Y,Y"))
    return OfficeQuestion.objects.get()


@pytest.fixture
def held(cast: Cast, bring_in, open_rolls: Path) -> dict[str, OfficeQuestion]:
    """The questions of the list in which everything goes wrong, by the first thing found in the row."""
    bring_in(open_rolls / "errors.csv")
    rows = OfficeQuestion.objects.filter(about=OfficeQuestion.About.ROW)
    return {row.findings[0]["code"]: row for row in rows}


class TestAnAnswer:
    def test_no_leaves_what_stands_here(self, cast: Cast, contradicted: OfficeQuestion):
        settle(cast, contradicted, "no")
        contradicted.refresh_from_db()
        assert (contradicted.answer, contradicted.answered_by) == ("no", cast.office)
        assert ConsentNow.objects.get(use=WEBSITE).said == Said.WITHDRAWN
        assert Event.objects.filter(type=EventType.CONSENT_QUESTION_SETTLED).count() == 1

    def test_yes_is_somebodys_and_counts(self, cast: Cast, contradicted: OfficeQuestion):
        settle(cast, contradicted, "yes", given_by="Ms Aldous", evidence="Call of Monday")
        now = ConsentNow.objects.select_related("answer").get(use=WEBSITE)
        assert (now.said, now.answer.given_by) == (Said.YES, "Ms Aldous")

    def test_a_yes_of_nobody_is_refused_and_changes_nothing(self, cast: Cast, contradicted: OfficeQuestion):
        with pytest.raises(Refused):
            settle(cast, contradicted, "yes")
        contradicted.refresh_from_db()
        assert contradicted.answered_at is None
        assert ConsentNow.objects.get(use=WEBSITE).said == Said.WITHDRAWN

    @pytest.mark.parametrize("answer", ["no", "yes"])
    def test_the_same_file_does_not_ask_again(
        self, cast: Cast, contradicted: OfficeQuestion, wait_with, answer: str
    ):
        settle(cast, contradicted, answer, given_by="Ms Aldous", evidence="Call of Monday")
        again = wait_with(a_file(f"{PETRA},Y,Y"))
        assert import_queries.plan_of(again, today_of(NOW)).is_empty

    def test_a_question_is_settled_once(self, cast: Cast, contradicted: OfficeQuestion):
        settle(cast, contradicted, "no")
        with pytest.raises(Refused) as refused:
            settle(cast, contradicted, "no")
        assert refused.value.refusals[0].control is Control.STATE

    def test_a_newer_answer_overtakes_it(self, cast: Cast, contradicted: OfficeQuestion):
        pupil = Pupil.objects.get()
        actor = cast.as_actor(cast.office)
        record_answer(actor, pupil, answers={WEBSITE: Said.NO}, answered_on=today_of(NOW))
        contradicted.refresh_from_db()
        assert contradicted.answer == OfficeQuestion.Settled.OVERTAKEN

    def test_a_teacher_may_not(self, cast: Cast, contradicted: OfficeQuestion):
        with pytest.raises(Refused) as refused:
            settle(cast, contradicted, "no", who=cast.jo)
        assert refused.value.refusals[0].control is Control.PERMISSION

    def test_another_schools_question_is_not_here(self, cast: Cast, contradicted: OfficeQuestion):
        with pytest.raises(NotHere):
            settle_question(cast.as_actor(cast.head_elsewhere, cast.elmsgate), contradicted, answer="no")

    def test_words_that_nobody_knows_count_as_no_until_somebody_has_read_them(self, cast: Cast, bring_in):
        bring_in(a_file(f"{PETRA},Y,Y"))
        bring_in(a_file(f"{PETRA},ask mum,Y"))
        assert ConsentNow.objects.get(use=WEBSITE).said == Said.NO
        question = OfficeQuestion.objects.get(use=WEBSITE)
        assert question.words == "ask mum"
        assert not Event.objects.filter(type=EventType.CONSENT_WITHDRAWN).exists()
        settle(cast, question, "yes", given_by="Ms Aldous", evidence="Call of Monday")
        bring_in(a_file(f"{PETRA},ask mum,Y"))
        assert ConsentNow.objects.get(use=WEBSITE).said == Said.YES


class TestARow:
    def test_the_rows_in_order_are_imported_and_the_others_held(self, cast: Cast, held):
        on_roll = set(Pupil.objects.values_list("admission_number", flat=True))
        assert {"008001", "008013", "008014", "008026", "008045", ""} <= on_roll
        assert not {"008004", "008005", "008011", "008019", "008034", "008036", "008038"} & on_roll
        assert len(on_roll) == 22

    def test_no_yes_of_an_unclear_row_counts(self, cast: Cast, held):
        for number in ("008013", "008014", "008016"):
            said = ConsentNow.objects.filter(pupil__admission_number=number).values_list("said", flat=True)
            assert Said.YES not in said
        assert OfficeQuestion.objects.filter(about=OfficeQuestion.About.CONSENT).count() == 8

    def test_taking_a_row_adds_the_pupil_as_proposed(self, cast: Cast, held):
        settle(cast, held["excel_serial_date"], "taken")
        settle(cast, held["name_in_one_cell"], "taken")
        settle(cast, held["mojibake"], "taken")
        assert Pupil.objects.get(admission_number="008011").born_on.isoformat() == "2019-03-12"
        assert Pupil.objects.get(admission_number="008038").full_name == "Mungo Leighton"
        assert Pupil.objects.get(admission_number="008036").legal_forename == "Zoë"
        assert ConsentNow.objects.get(pupil__admission_number="008038", use=WEBSITE).said == Said.YES

    def test_a_name_can_be_put_right_while_taking_it(self, cast: Cast, held):
        settle(cast, held["formula_cell"], "taken", forename="Rae", surname="Rudge")
        assert Pupil.objects.get(admission_number="008019").full_name == "Rae Rudge"

    def test_two_pupils_with_one_upn_are_taken_without_it(self, cast: Cast, held):
        for question in OfficeQuestion.objects.filter(findings__0__code="duplicate_upn"):
            settle(cast, question, "taken")
        assert set(
            Pupil.objects.filter(admission_number__in=["008004", "008005"]).values_list("upn", flat=True)
        ) == {""}

    def test_what_the_file_said_goes_when_it_is_settled(self, cast: Cast, held):
        settle(cast, held["markup_in_cell"], "left_out")
        held["markup_in_cell"].refresh_from_db()
        assert held["markup_in_cell"].record == {}
        assert not Pupil.objects.filter(admission_number="008034").exists()
        assert not Answer.objects.filter(pupil__admission_number="008034").exists()

    def test_the_same_file_asks_nothing_again(self, cast: Cast, held, wait_with, open_rolls: Path):
        for question in OfficeQuestion.objects.filter(about=OfficeQuestion.About.ROW):
            settle(cast, question, "taken")
        again = wait_with(open_rolls / "errors.csv")
        plan = import_queries.plan_of(again, today_of(NOW))
        assert not (plan.row_questions)
        assert not (plan.consent_questions)
        assert not (plan.joiners)
        assert not (plan.changes)

    def test_a_row_whose_number_is_taken_by_now_is_refused(self, cast: Cast, held):
        Pupil.objects.filter(admission_number="008001").update(admission_number="008011")
        with pytest.raises(Refused):
            settle(cast, held["excel_serial_date"], "taken")
        assert Pupil.objects.filter(admission_number="008011").count() == 1


class TestToday:
    """What an import left open, and a file that waits, stand on the page of who can do something about it."""

    def test_the_office_sees_what_is_open(self, cast: Cast, contradicted: OfficeQuestion, wait_with):
        wait_with(a_file(f"{PETRA},Y,Y"))
        page = cast.browse_as(cast.office).get("/today").content.decode()
        assert "Settle what an import left open: roll.csv" in page
        assert "1 question" in page
        assert "Look through the roll and confirm it: roll.csv" in page
        assert "Petra" not in page

    def test_nothing_is_left_of_it_when_it_is_settled(self, cast: Cast, contradicted: OfficeQuestion):
        settle(cast, contradicted, "no")
        assert "roll.csv" not in cast.browse_as(cast.office).get("/today").content.decode()

    def test_a_teacher_sees_nothing_of_it(self, cast: Cast, contradicted: OfficeQuestion):
        assert "roll.csv" not in cast.browse_as(cast.jo).get("/today").content.decode()

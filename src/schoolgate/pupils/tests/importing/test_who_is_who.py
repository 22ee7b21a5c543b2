"""Who a row tells of, and what it may change: by numbers, never by name; the stricter answer wins."""

from dataclasses import replace
from datetime import date

import pytest

from schoolgate.pupils.importing.differences import differences
from schoolgate.pupils.importing.plan import ConsentKind, CurrentPupil, Kind, Plan
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.vocabulary import Guardian
from schoolgate.pupils.tests.importing.reading_rolls import AUTUMN, read, read_lines
from schoolgate.rules.consents import Said
from schoolgate.rules.roll import Leads, Recorded

PETRA = CurrentPupil(
    key=1,
    admission_number="008001",
    upn="X938990121601",
    legal_surname="Aldous",
    legal_forename="Petra",
    born_on=date(2019, 3, 12),
    year_group="2",
    class_name="2A",
)
WEBSITE, PRESS = "photo.website", "photo.press"


def line(
    number="008001", upn="X938990121601", name="Aldous,Petra", born="12/03/2019", website="", press=""
) -> str:
    return f"{number},{upn},{name},{born},Year 2,2A,{website},{press},"


def plan_of(*roll: CurrentPupil, lines=(), leads=Leads.HERE, **more) -> Plan:
    return differences(roll, read_lines(*lines), leads=leads, today=AUTUMN, **more)


def with_answer(said: Said, use: str = WEBSITE, **recorded) -> CurrentPupil:
    return replace(PETRA, consents={use: Recorded(said, mark="7", **recorded)})


def test_a_upn_finds_the_pupil_whatever_else_changed():
    plan = plan_of(PETRA, lines=[line(number="009999", name="Aldous-Birch,Petra")])
    assert {(one.field, one.after) for one in plan.changes} == {
        ("admission_number", "009999"),
        ("legal_surname", "Aldous-Birch"),
    }
    assert not plan.joiners


def test_an_admission_number_finds_the_pupil_without_a_upn():
    plan = plan_of(PETRA, lines=[line(upn="")])
    assert not (plan.joiners)
    assert not (plan.absent)
    assert not (plan.changes)


def test_a_former_upn_finds_the_pupil():
    header = "Adno,UPN,Former UPN,Legal Surname,Legal Forename,DOB"
    row = "009999,L938990121602,X938990121601,Aldous,Petra,12/03/2019"
    plan = differences([PETRA], read(f"{header}\n{row}\n"), leads=Leads.HERE, today=AUTUMN)
    assert {one.field for one in plan.changes} == {"upn", "former_upn", "admission_number"}


def test_a_name_alone_finds_nobody():
    plan = plan_of(PETRA, lines=[line(number="009999", upn="L938990121602")])
    assert len(plan.joiners) == 1
    assert plan.absent == [PETRA.key]


def test_a_number_of_another_child_is_asked_about():
    plan = plan_of(PETRA, lines=[line(upn="L938990121602", name="Birch,Tom", born="01/10/2019")])
    assert [question.codes for question in plan.row_questions] == [("number_of_another_pupil",)]
    assert not (plan.changes)
    assert not (plan.joiners)
    assert not (plan.absent)


def test_two_numbers_of_two_pupils_in_one_row_are_asked_about():
    tom = CurrentPupil(key=2, admission_number="008002", upn="L938990121602", legal_surname="Birch")
    plan = plan_of(PETRA, tom, lines=[line(number="008002")])
    assert plan.row_questions[0].codes == ("number_of_another_pupil",)
    assert not plan.absent


def test_a_temporary_upn_gives_way_to_the_permanent_one():
    plan = plan_of(replace(PETRA, upn="W93899012648C"), lines=[line()])
    assert [(one.field, one.after) for one in plan.changes] == [("upn", "X938990121601")]


class TestTheStricterWins:
    """A no counts at once; a yes against a no is a question; what leads decides only where nobody says no."""

    @pytest.mark.parametrize("leads", list(Leads))
    @pytest.mark.parametrize("said", [Said.NO, Said.WITHDRAWN, Said.OBJECTED])
    def test_a_yes_in_the_file_never_overcomes_a_no_here(self, said: Said, leads: Leads):
        plan = plan_of(with_answer(said), lines=[line(website="Y")], leads=leads)
        assert not plan.consents
        assert [(one.use, one.said_here) for one in plan.consent_questions] == [(WEBSITE, said)]

    @pytest.mark.parametrize("leads", list(Leads))
    def test_a_no_in_the_file_counts_at_once(self, leads: Leads):
        plan = plan_of(with_answer(Said.YES), lines=[line(website="N")], leads=leads)
        assert [(one.use, one.kind) for one in plan.consents] == [(WEBSITE, ConsentKind.WITHDRAWN)]
        assert not plan.consent_questions

    def test_a_no_that_the_family_has_since_answered_here_is_no_news_where_this_register_leads(self):
        answered = with_answer(Said.YES, file_said=Said.NO)
        assert not plan_of(answered, lines=[line(website="N")], leads=Leads.HERE).consents
        plan = plan_of(answered, lines=[line(website="N")], leads=Leads.MANAGEMENT_SYSTEM)
        assert plan.consents[0].kind is ConsentKind.WITHDRAWN

    def test_silence_in_the_file_takes_back_only_what_a_file_gave(self):
        given_here, given_by_file = with_answer(Said.YES), with_answer(Said.YES, came_by_file=True)
        assert not plan_of(given_here, lines=[line()], leads=Leads.HERE).consents
        assert plan_of(given_by_file, lines=[line()], leads=Leads.HERE).consents
        assert plan_of(given_here, lines=[line()], leads=Leads.MANAGEMENT_SYSTEM).consents

    def test_a_yes_where_nobody_answered_counts(self):
        plan = plan_of(PETRA, lines=[line(website="Y", press="Y")])
        assert [one.kind for one in plan.consents] == [ConsentKind.GRANTED] * 2

    def test_an_unclear_word_rests_the_yes_here_and_asks(self):
        plan = plan_of(with_answer(Said.YES), lines=[line(website="ask mum", press="Y")])
        assert [(one.use, one.kind) for one in plan.consents] == [(WEBSITE, ConsentKind.HELD)]
        assert {(one.use, one.words) for one in plan.consent_questions} == {(WEBSITE, "ask mum"), (PRESS, "")}

    def test_a_question_is_put_once(self):
        lines = [line(website="Y")]
        refused = with_answer(Said.NO)
        keys = {one.key for one in plan_of(refused, lines=lines).consent_questions}
        assert plan_of(refused, lines=lines, asked=keys).is_empty

    def test_a_new_no_here_makes_it_a_new_question(self):
        lines = [line(website="Y")]
        keys = {one.key for one in plan_of(with_answer(Said.NO), lines=lines).consent_questions}
        again = replace(PETRA, consents={WEBSITE: Recorded(Said.WITHDRAWN, mark="8")})
        assert plan_of(again, lines=lines, asked=keys).consent_questions

    def test_a_word_that_the_office_has_read_is_not_read_again(self):
        lines = [line(website="ask mum")]
        keys = {one.key for one in plan_of(with_answer(Said.YES), lines=lines).consent_questions}
        answered = replace(PETRA, consents={WEBSITE: Recorded(Said.YES, mark="9")})
        assert plan_of(answered, lines=lines, asked=keys).is_empty

    def test_a_row_that_is_rejected_still_says_no(self):
        plan = plan_of(with_answer(Said.YES), lines=[line(born="tbc", website="N", press="Y")])
        assert [(one.use, one.kind) for one in plan.consents] == [(WEBSITE, ConsentKind.WITHDRAWN)]
        assert not (plan.changes)
        assert not (plan.absent)

    def test_a_row_of_which_nobody_knows_whom_it_tells_changes_nothing(self):
        other = line(number="008009", name="Dunphy,Rosalind", website="N")
        plan = plan_of(with_answer(Said.YES), lines=[line(website="N"), other])
        assert not plan.consents
        assert len(plan.row_questions) == 2


class TestLeaving:
    """Nobody leaves because of a row that could not be read."""

    def test_who_is_not_in_the_file_is_absent_and_a_person_says_why(self):
        plan = plan_of(PETRA, lines=[line(number="009999", upn="L938990121602", name="Birch,Tom")])
        assert plan.absent == [PETRA.key]
        assert not plan.leavers

    @pytest.mark.parametrize(
        "broken",
        [
            "008001,X938990121601,Aldous, Jr,Petra,12/03/2019,Year 2,2A,Y,Y,",
            "008001,X938990121601,Aldous,Petra",
            "008001,X938990121601,Aldous,,12/03/2019,Year 2,2A,Y,Y,",
            "008001,,Al\0dous,Petra,12/03/2019,Year 2,2A,Y,Y,",
        ],
    )
    def test_who_stands_in_a_rejected_row_has_not_left(self, broken: str):
        other = line(number="009999", upn="L938990121602", name="Birch,Tom")
        plan = plan_of(PETRA, lines=[broken, other])
        assert not plan.absent

    def test_a_row_that_could_be_anybody_makes_leaving_unsure(self):
        assert plan_of(PETRA, lines=["\0\0\0", line(number="9", upn="", name="Birch,Tom")]).absent_is_unsure

    def test_unread_lines_make_leaving_unsure(self):
        result = read_lines(line(number="9", upn="", name="Birch,Tom"), '008001,X938990121601,"Aldous')
        plan = differences([PETRA], result, leads=Leads.HERE, today=AUTUMN)
        assert plan.absent == [PETRA.key]
        assert plan.absent_is_unsure

    def test_who_had_left_and_is_back_has_no_yes_from_before(self):
        left = replace(
            PETRA,
            left_on=date(2026, 7, 20),
            consents={
                WEBSITE: Recorded(Said.YES),
                PRESS: Recorded(Said.YES),
                "video.press": Recorded(Said.NO),
            },
        )
        plan = plan_of(left, lines=[line(press="Y")])
        assert plan.returned == [PETRA.key]
        assert {(one.use, one.kind) for one in plan.consents} == {
            (WEBSITE, ConsentKind.WITHDRAWN),
            (PRESS, ConsentKind.GRANTED),
        }

    def test_a_last_day_ahead_is_noted(self):
        result = _with_leaving("18/12/2026")
        plan = differences([PETRA], result, leads=Leads.HERE, today=AUTUMN)
        assert [one.left_on for one in plan.leavers] == [date(2026, 12, 18)]

    def test_who_left_before_is_not_taken_in(self):
        plan = differences([], _with_leaving("20/07/2026"), leads=Leads.HERE, today=AUTUMN)
        assert plan.is_empty


def _with_leaving(day: str) -> RowResult:
    header = "Adno,UPN,Surname,Forename,DOB,Year,Class,Leaving Date"
    return read(f"{header}\n008001,X938990121601,Aldous,Petra,12/03/2019,Year 2,2A,{day}\n")


class TestNames:
    """Only a name that changed is a changed name."""

    @pytest.mark.parametrize(
        ("recorded", "in_file"),
        [
            ("O'Neill", "O’Neill"),
            ("Zoë", "Zoe\u0308"),
            ("Aldous", "Aldous\u200b"),
            ("McAvoy", "MCAVOY"),
            ("Wójcik", "Wójcik "),
        ],
    )
    def test_another_spelling_of_the_same_letters_changes_nothing(self, recorded: str, in_file: str):
        pupil = replace(PETRA, legal_surname=recorded)
        assert not plan_of(pupil, lines=[line(name=f"{in_file},Petra")]).changes

    def test_a_preferred_name_that_the_file_leaves_out_stays(self):
        assert not plan_of(replace(PETRA, preferred_forename="Pet"), lines=[line()]).changes

    def test_a_row_that_a_person_took_is_compared_like_any_other(self):
        lines = ["008001,X938990121601,Aldous,<b>Petra</b>,12/03/2019,Year 2,2B,,,"]
        question = plan_of(PETRA, lines=lines).row_questions[0]
        plan = plan_of(PETRA, lines=lines, asked={question.key}, taken={question.key})
        assert Kind.CLASS in {one.kind for one in plan.changes}


class TestGuardians:
    """Adults come and go with the file; one whom we no longer write to is not brought back by it."""

    HEADER = (
        "Adno,UPN,Surname,Forename,DOB,Primary Guardian 1 full name,Primary Guardian 1 relationship,"
        "Primary Guardian 1 email,Primary Guardian 1 telephone"
    )
    MOTHER = Guardian(1, "Ms Ada Aldous", "Mother", "ada@example.org", "01632 960001")

    def plan(self, pupil: CurrentPupil, adult: str) -> Plan:
        row = f"008001,X938990121601,Aldous,Petra,12/03/2019,{adult}"
        return differences([pupil], read(f"{self.HEADER}\n{row}\n"), leads=Leads.HERE, today=AUTUMN)

    def test_a_new_address_is_a_change_and_silence_is_none(self):
        pupil = replace(PETRA, guardians=(self.MOTHER,))
        assert not self.plan(pupil, "Ms Ada Aldous,Mother,,").guardians
        changed = self.plan(pupil, "Ms Ada Aldous,Mother,new@example.org,").guardians
        assert [(one.before.email, one.after.email) for one in changed] == [
            ("ada@example.org", "new@example.org")
        ]

    def test_an_adult_who_is_no_longer_listed_is_gone(self):
        pupil = replace(PETRA, guardians=(self.MOTHER,))
        changes = self.plan(pupil, "Mr Cy Aldous,Father,cy@example.org,").guardians
        assert {(one.before and one.before.name, one.after and one.after.name) for one in changes} == {
            (None, "Mr Cy Aldous"),
            ("Ms Ada Aldous", None),
        }

    def test_an_adult_whom_we_may_not_write_to_is_not_brought_back(self):
        pupil = replace(PETRA, former_guardians=(self.MOTHER,))
        assert not self.plan(pupil, "Ms Ada Aldous,Mother,ada@example.org,").guardians

    def test_a_broken_address_is_left_out(self):
        plan = self.plan(PETRA, "Ms Ada Aldous,Mother,ada at example,")
        assert plan.guardians[0].after.email == ""


def test_a_number_without_the_zeros_that_excel_took_finds_the_pupil_and_changes_nothing():
    plan = plan_of(PETRA, lines=[line(number="8001", upn="")])
    assert (plan.joiners, plan.absent, plan.changes) == ([], [], [])


def test_a_number_that_came_without_its_zeros_has_them_from_the_next_file():
    plan = plan_of(replace(PETRA, admission_number="8001"), lines=[line(upn="")])
    assert [(one.field, one.after) for one in plan.changes] == [("admission_number", "008001")]


def test_zeros_are_not_guessed_where_two_pupils_could_be_meant():
    other = replace(PETRA, key=2, admission_number="08001", upn="")
    plan = plan_of(PETRA, other, lines=[line(number="8001", upn="")])
    assert len(plan.joiners) == 1


CARE = "Adno,UPN,Legal Surname,Legal Forename,DOB,Looked After,Photo Website"


def in_care(word: str, website: str, roll: CurrentPupil = PETRA) -> Plan:
    row = f"008001,X938990121601,Aldous,Petra,12/03/2019,{word},{website}"
    return differences([roll], read(f"{CARE}\n{row}\n"), leads=Leads.HERE, today=AUTUMN)


@pytest.mark.parametrize("word", ["Yes", "true", "Y", "Currently looked after"])
def test_for_a_child_in_care_a_yes_is_asked_about(word: str):
    plan = in_care(word, "Y")
    assert not plan.consents
    assert [question.use for question in plan.consent_questions] == [WEBSITE]
    assert [(one.field, one.after) for one in plan.changes] == [("in_care", True)]


def test_for_a_child_in_care_a_no_counts_at_once():
    assert [one.kind for one in in_care("Yes", "N").consents] == [ConsentKind.REFUSED]


@pytest.mark.parametrize("word", ["No", "false", ""])
def test_a_child_who_is_not_in_care_is_as_any_other(word: str):
    assert [one.kind for one in in_care(word, "Y").consents] == [ConsentKind.GRANTED]


def test_silence_about_care_leaves_a_child_in_care():
    plan = in_care("", "Y", replace(PETRA, in_care=True))
    assert not plan.changes
    assert [question.use for question in plan.consent_questions] == [WEBSITE]

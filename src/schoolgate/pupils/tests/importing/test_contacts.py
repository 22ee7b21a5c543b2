"""A list of contacts: who is responsible, who is new, and whom a court keeps away."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from schoolgate.pupils.importing.contact_differences import contact_differences
from schoolgate.pupils.importing.contacts import NO_WORDS_OF_ORDER, is_list_of_contacts, read_contacts
from schoolgate.pupils.importing.plan import CurrentPupil, Plan
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.sentences import sentence
from schoolgate.pupils.importing.vocabulary import Code, Guardian, Outcome
from schoolgate.pupils.tests.importing.reading_rolls import AUTUMN, expected_of, sheet_of

HEADER = (
    "Adno,Pupil Surname,Pupil Forename,Priority,Title,Forename,Surname,Relationship,"
    "Parental Responsibility,Court Order,Court Order Details,Email,Mobile"
)
JO = Guardian(1, "Ms Jo Aldous", "Mother", "jo@example.org", "07700 900001", True)
PETRA = CurrentPupil(
    key=1,
    admission_number="008001",
    legal_surname="Aldous",
    legal_forename="Petra",
    born_on=date(2019, 3, 12),
    guardians=(JO,),
)
JO_AS_IT_IS = "008001,Aldous,Petra,1,Ms,Jo,Aldous,Mother,Yes,,,jo@example.org,07700 900001"
AL = "008001,Aldous,Petra,2,Mr,Al,Reeve,Father,{pr},{order},{words},al@example.org,"


def read_lines(*lines: str) -> RowResult:
    return read_contacts(sheet_of("\n".join([HEADER, *lines, ""])), AUTUMN)


def plan_of(*lines: str, roll: CurrentPupil = PETRA) -> Plan:
    return contact_differences([roll], read_lines(*lines), AUTUMN)


def father(pr: str = "Yes", order: str = "", words: str = "") -> str:
    return AL.format(pr=pr, order=order, words=words)


def test_the_whole_list_is_read_as_expected(open_rolls: Path):
    path = open_rolls / "guardians.csv"
    sheet, expected = sheet_of(path), expected_of(path)
    result = read_contacts(sheet, AUTUMN)
    adults = [(row, row.pupil.guardians[0]) for row in result.rows]
    assert sheet.encoding == expected["encoding"]
    assert len(adults) == expected["rows"]
    assert sum(adult.has_responsibility is False for _, adult in adults) == expected["without_pr"]
    assert sum(not adult.email for _, adult in adults) == expected["without_email"]
    apart = [(row.line, row.pupil.admission_number, adult.email) for row, adult in adults if adult.order]
    assert apart == [(one["line"], one["pupil"], one["email"]) for one in expected["no_contact"]]
    assert set(result.counts) == {"ok", "warn"}
    assert result.counts["warn"] == len(apart)


def test_a_roll_is_no_list_of_contacts(open_rolls: Path):
    for name in (
        "sims_autumn.csv",
        "arbor_autumn.csv",
        "trust_roll.csv",
        "errors.csv",
        "bromcom_autumn.xlsx",
    ):
        assert not is_list_of_contacts(sheet_of(open_rolls / name).header), name
    assert is_list_of_contacts(sheet_of(open_rolls / "guardians.csv").header)


def test_the_same_list_again_changes_nothing():
    assert plan_of(JO_AS_IT_IS).is_empty


def test_an_adult_who_is_new_is_added_with_their_responsibility():
    plan = plan_of(JO_AS_IT_IS, father(pr="No"))
    assert [(one.before, one.after.name, one.after.has_responsibility) for one in plan.guardians] == [
        (None, "Mr Al Reeve", False)
    ]


def test_whoever_is_not_responsible_any_more_is_a_change():
    plan = plan_of(JO_AS_IT_IS.replace("Mother,Yes", "Mother,No"))
    assert [(one.before.has_responsibility, one.after.has_responsibility) for one in plan.guardians] == [
        (True, False)
    ]


def test_silence_about_responsibility_changes_nothing():
    assert plan_of(JO_AS_IT_IS.replace("Mother,Yes", "Mother,")).is_empty


def test_whoever_has_a_court_order_is_kept_apart_and_added_nowhere():
    plan = plan_of(JO_AS_IT_IS, father(order="Yes", words="No contact"))
    assert [(one.pupil, one.adult.name, one.adult.order) for one in plan.kept_apart] == [
        (1, "Mr Al Reeve", "No contact")
    ]
    assert not plan.guardians


def test_whoever_is_on_the_roll_and_has_a_court_order_now_is_kept_apart_without_a_word():
    known = replace_guardians(JO, Guardian(2, "Al Reeve", "Father", "al@example.org"))
    plan = plan_of(JO_AS_IT_IS, father(order="Yes"), roll=known)
    assert [one.adult.name for one in plan.kept_apart] == ["Mr Al Reeve"]
    assert not plan.guardians  # what ties them to the child goes with that, and no preview names them
    assert plan.kept_apart[0].adult.order == NO_WORDS_OF_ORDER


def test_a_couple_of_one_name_are_two_adults():
    one, other = Guardian(1, "Mrs Sam Reeve"), Guardian(2, "Mr Sam Reeve")
    roll = replace_guardians(one, other)
    lines = [JO_AS_IT_IS.replace("Ms,Jo,Aldous", f"{title},Sam,Reeve") for title in ("Mr", "Mrs")]
    assert not [
        change for change in plan_of(*lines, roll=roll).guardians if None in (change.before, change.after)
    ]
    assert plan_of(lines[0], roll=roll).guardians[-1].before == one


def test_another_title_makes_no_other_adult():
    assert plan_of(JO_AS_IT_IS.replace("Ms,", "Mrs,")).is_empty


def test_capitals_make_no_other_relationship():
    assert plan_of(JO_AS_IT_IS.replace("Mother", "MOTHER")).is_empty
    assert not plan_of(JO_AS_IT_IS.replace("Mother", "Aunt")).is_empty


def test_any_word_but_a_plain_no_counts_as_an_order():
    for said in ("Yes", "see file", "pending?", "Y", "x"):
        assert plan_of(father(order=said)).kept_apart, said
    for said in ("", "No", "n", "False"):
        assert not plan_of(father(order=said)).kept_apart, said
    assert plan_of(father(order="No", words="Must not collect")).kept_apart


def test_no_list_brings_back_whoever_is_kept_apart():
    apart = replace(PETRA, kept_apart=(Guardian(0, "Mr Al Reeve", "", "al@example.org"),))
    plan = plan_of(JO_AS_IT_IS, father(), roll=apart)
    assert plan.is_empty


def test_nobody_is_reached_at_the_address_of_one_who_is_kept_apart():
    apart = replace(PETRA, kept_apart=(Guardian(0, "Mr Al Reeve", "", "shared@example.org"),), guardians=())
    line = JO_AS_IT_IS.replace("jo@example.org", "shared@example.org")
    assert [one.after.email for one in plan_of(line, roll=apart).guardians] == [""]


def test_the_words_of_an_order_stand_in_no_finding():
    row = read_lines(father(order="Yes", words="Must not collect from school")).rows[0]
    assert row.outcome is Outcome.WARN
    found = row.found(Code.COURT_ORDER)
    assert "collect" not in repr(row.findings)
    assert "kept apart" in sentence(found)


def test_a_pupil_who_is_not_on_the_roll_is_said():
    plan = plan_of(JO_AS_IT_IS.replace("008001", "009999"))
    assert plan.strangers == [2]
    assert not plan.guardians


def test_a_number_that_belongs_to_a_child_of_another_name_changes_nothing():
    plan = plan_of(JO_AS_IT_IS.replace("Aldous,Petra", "Brock,Ann"))
    assert (plan.strangers, plan.guardians) == ([2], [])


def test_a_pupil_of_whom_the_list_says_nothing_keeps_their_adults():
    other = replace(PETRA, key=2, admission_number="008002", guardians=(JO,))
    plan = contact_differences([PETRA, other], read_lines(JO_AS_IT_IS), AUTUMN)
    assert plan.is_empty
    assert not plan.absent


def test_a_row_without_a_number_or_a_name_is_rejected():
    rows = read_lines(JO_AS_IT_IS.replace("008001", ""), JO_AS_IT_IS.replace("Ms,Jo,Aldous", ",,")).rows
    assert [(row.outcome, row.codes) for row in rows] == [
        (Outcome.REJECT, ["no_number"]),
        (Outcome.REJECT, ["no_name_of_adult"]),
    ]


def test_a_word_for_responsibility_that_nobody_knows_is_left_out():
    row = read_lines(JO_AS_IT_IS.replace("Mother,Yes", "Mother,shared?")).rows[0]
    assert row.codes == ["unknown_responsibility"]
    assert row.pupil.guardians[0].has_responsibility is None


def replace_guardians(*guardians: Guardian) -> CurrentPupil:
    return replace(PETRA, guardians=guardians)

"""A transfer file of any version is read; what a supplier adds is not believed; a hostile one is refused."""

import json
from pathlib import Path

import pytest

from schoolgate.pupils.importing.differences import differences
from schoolgate.pupils.importing.plan import CurrentPupil
from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.sentences import file_sentence, sentence
from schoolgate.pupils.importing.vocabulary import Code, FileRefused, Outcome
from schoolgate.pupils.tests.importing.reading_rolls import AUTUMN, expected_of, read, sheet_of
from schoolgate.rules.roll import Leads
from tests.rolls.numbers import upn_is_valid

NAME = "9389901_CTF_XXXXXXX_001.xml"
PUPIL = (
    "<Pupil><UPN>X938990121601</UPN><Surname>Aldous</Surname><Forename>Petra</Forename>"
    "<DOB>2019-03-12</DOB><BasicDetails><NCyearActual>3</NCyearActual></BasicDetails>{more}</Pupil>"
)


def file_of(*more: str, root: str = "<CTfile>", header: str = "<CTFversion>24.0</CTFversion>") -> str:
    pupils = "".join(PUPIL.format(more=one) for one in more or ("",))
    return f"{root}<Header>{header}</Header><CTFpupilData>{pupils}</CTFpupilData></CTfile>"


def refused(source: bytes | str) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        sheet_of(source)
    what, then = file_sentence(caught.value.problem)
    assert what
    assert then
    return caught.value


@pytest.fixture(scope="module")
def path(open_rolls: Path) -> Path:
    return open_rolls / NAME


@pytest.fixture(scope="module")
def result(path: Path) -> RowResult:
    return read(path)


class TestWhole:
    """The file of the invented school."""

    def test_no_pupil_is_lost(self, path: Path, result: RowResult):
        expected = expected_of(path)
        assert len(result.rows) == expected["pupils"]
        for row, one in zip(result.rows, expected["rows"], strict=True):
            assert row.pupil.upn == (one["upn"] if upn_is_valid(one["upn"]) else "")
            assert bool(row.pupil.in_care) is one["in_care"]
            former = one["former_upn"]
            assert row.pupil.former_upn == (former if upn_is_valid(former) else "")

    def test_whoever_has_no_number_is_named_and_not_guessed_at(self, path: Path, result: RowResult):
        expected = expected_of(path)
        without = [
            one["id"]
            for row, one in zip(result.rows, expected["rows"], strict=True)
            if row.outcome is Outcome.REJECT
        ]
        assert set(expected["no_upn"]) < set(without)
        assert all(row.found(Code.NO_NUMBER) for row in result.rows if row.outcome is Outcome.REJECT)

    def test_of_whoever_is_left_out_it_is_not_said_that_they_were_found_or_imported(self, result: RowResult):
        for row in (row for row in result.rows if row.outcome is Outcome.REJECT):
            said = " ".join(sentence(finding, row_is_left_out=True) for finding in row.findings)
            assert "UPN" in said
            assert "Add one of the two and import again." in said
            assert "is imported" not in said
            assert "is found" not in said

    def test_no_consent_is_taken_from_it(self, result: RowResult):
        assert not result.uses
        assert not any(row.pupil.consents for row in result.rows)

    def test_children_in_care_are_said(self, path: Path, result: RowResult):
        found = [row for row in result.rows if row.found(Code.IN_CARE)]
        assert len(found) == len(expected_of(path)["looked_after"]) == 3
        assert "who may answer" in sentence(found[0].found(Code.IN_CARE))

    def test_contacts_come_with_their_responsibility(self, open_rolls: Path, result: RowResult):
        families = json.loads((open_rolls / "truth/families.json").read_text(encoding="utf-8"))
        pupils = json.loads((open_rolls / "truth/pupils_autumn.json").read_text(encoding="utf-8"))
        by_upn = {one["upn"]: one for one in pupils if one["upn"]}
        compared = 0
        for row in result.rows:
            if row.pupil.upn:
                theirs = families[by_upn[row.pupil.upn]["family"]]["contacts"]
                found = [(one.email, one.has_responsibility) for one in row.pupil.guardians]
                assert found == [(one["email"], one["parental_responsibility"]) for one in theirs]
                compared += len(found)
        assert compared > 450

    def test_a_former_surname_is_kept_to_recognise_the_child_by(self, result: RowResult):
        assert [row.pupil.former_surname for row in result.rows if row.pupil.former_surname] == ["Marchbanks"]

    def test_a_file_about_some_pupils_makes_nobody_leave(self, result: RowResult):
        other = CurrentPupil(key=1, admission_number="1", legal_surname="Else", legal_forename="Ann")
        plan = differences([other], result, leads=Leads.HERE, today=AUTUMN)
        assert not plan.absent


def test_only_a_full_file_can_tell_who_has_left():
    full = file_of(header="<CTFversion>18.0</CTFversion><DocumentQualifier>full</DocumentQualifier>")
    assert sheet_of(full).tells_of_everyone
    assert not sheet_of(file_of()).tells_of_everyone


def test_a_supplier_who_says_that_photographs_are_allowed_is_not_believed():
    claim = '<sup:Extra xmlns:sup="urn:x"><sup:PhotoConsent>Y</sup:PhotoConsent><Surname>Changed</Surname></sup:Extra>'
    row = read(file_of(claim)).rows[0]
    assert (row.pupil.legal_surname, row.pupil.consents) == ("Aldous", {})


@pytest.mark.parametrize("version", ["6.0", "13.0", "19.0", "24.0", "31.5"])
def test_any_version_is_read(version: str):
    assert read(file_of(header=f"<CTFversion>{version}</CTFversion>")).counts == {"ok": 1}


def test_a_file_that_is_all_in_one_namespace_is_read():
    assert read(file_of(root='<CTfile xmlns="urn:supplier">')).counts == {"ok": 1}


def test_an_older_encoding_is_read():
    source = '<?xml version="1.0" encoding="windows-1252"?>' + file_of().replace("Petra", "Zoë")
    assert read(source.encode("cp1252")).rows[0].pupil.legal_forename == "Zoë"
    assert (
        read(source.replace("windows-1252", "utf-16").encode("utf-16")).rows[0].pupil.legal_forename == "Zoë"
    )


def test_the_hostile_file_is_refused_before_anything_is_expanded(open_rolls: Path):
    path = open_rolls / "ctf_hostile.xml"
    assert [str(refused(path.read_bytes()).problem.code)] == expected_of(path)["codes"]


@pytest.mark.parametrize("padding", [0, 5_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_wherever_it_hides(padding: int, encoding: str):
    comments = "\n".join("<!-- x -->" for _ in range(padding))
    source = f'{comments}<!DOCTYPE CTfile [<!ENTITY a "b">]>{file_of()}'
    assert refused(source.encode(encoding)).problem.code is Code.XML_DOCTYPE


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<CTfile></CTfile>", Code.NO_PUPILS),
        ("<rss><channel/></rss>", Code.OTHER_XML),
        ("<CTfile><CTFpupilData><Pupil><UPN>X9389", Code.DAMAGED_FILE),
        ("<CTfile>&nbsp;</CTfile>", Code.DAMAGED_FILE),
        ("<CTfile>" + "<a>" * 100_000, Code.TOO_HARD),
        ("<html><body>Sign in</body></html>", Code.WRONG_KIND),
    ],
)
def test_what_is_no_transfer_file_is_refused(source: str, code: Code):
    assert refused(source).problem.code is code


def test_a_cell_of_a_megabyte_is_kept_nowhere():
    row = read(file_of().replace("Aldous", "N" * 1_048_576)).rows[0]
    assert row.found(Code.OVERSIZE_CELL)
    assert row.outcome is Outcome.ASK

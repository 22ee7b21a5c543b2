"""A trust's file is parted among its schools, and no row is lost without a word."""

import io
from pathlib import Path

import pytest

from schoolgate.pupils.importing.columns import known_headings
from schoolgate.pupils.importing.parting import Parting, part_sheet
from schoolgate.pupils.importing.reading import FileRefused, read_file
from schoolgate.pupils.importing.rows import read_rows
from schoolgate.pupils.importing.vocabulary import Code, Outcome
from schoolgate.pupils.tests.importing.reading_rolls import AUTUMN, expected_of, mapping_of, sheet_of

HEADER = "School Name,LAESTAB,Pupil Ref,UPN,Surname,Forename,DOB,NC Year,Reg"


@pytest.fixture(scope="module")
def parting(open_rolls: Path) -> Parting:
    return part_sheet(sheet_of(open_rolls / "trust_roll.csv"))


@pytest.fixture(scope="module")
def expected(open_rolls: Path) -> dict:
    return expected_of(open_rolls / "trust_roll.csv")


def parted(*lines: str) -> Parting:
    return part_sheet(sheet_of("\n".join([HEADER, *lines, ""])))


def rows_of(parting: Parting, key: str):
    part = next(one for one in parting.parts if one.key == key)
    sheet = read_file(io.BytesIO(parting.file_of(part)), known_headings)
    return read_rows(sheet, mapping_of(sheet), AUTUMN).rows


def test_every_school_has_its_pupils(parting: Parting, expected: dict):
    on_two = {ref for one in expected["dual_registered"] for ref in one["rows"] if "-D" in ref}
    wanted = {one["laestab"]: one["pupils"] for one in expected["schools"]}
    found = {
        part.code: sum(record.cells[2] not in on_two for record in part.records) for part in parting.parts
    }
    assert found == wanted
    assert {part.code: part.name for part in parting.parts} == {
        one["laestab"]: one["name"] for one in expected["schools"]
    }


def test_rows_and_children_are_counted(parting: Parting, expected: dict):
    assert (parting.rows, parting.children) == (expected["data_rows"], expected["pupils"])
    assert parting.without_upn == expected["upn_missing"]
    assert parting.wrong_upns == len(expected["upn_invalid"])
    assert not parting.without_school


def refs(parting: Parting, lines: tuple[int, ...]) -> list[str]:
    by_line = {record.line: record.cells[2] for record in parting.sheet.records}
    return sorted(by_line[line] for line in lines)


@pytest.mark.parametrize(("key", "is_same"), [("dual_registered", True), ("upn_conflicts", False)])
def test_who_stands_there_twice_is_found(parting: Parting, expected: dict, key: str, is_same: bool):
    found = {one.upn: refs(parting, one.lines) for one in parting.twice if one.is_same_child is is_same}
    assert found == {one["upn"]: sorted(one["rows"]) for one in expected[key]}


def test_a_child_on_two_rolls_comes_in_at_both_with_a_word(parting: Parting, expected: dict):
    dual = expected["dual_registered"][0]
    for one in (part for part in parting.parts if any(r.cells[3] == dual["upn"] for r in part.records)):
        row = next(row for row in rows_of(parting, one.key) if row.pupil and row.pupil.upn == dual["upn"])
        assert row.outcome is Outcome.WARN
        assert row.found(Code.ON_TWO_ROLLS).more != one.name


def test_a_upn_of_two_children_holds_both_rows(parting: Parting, expected: dict):
    wrong = expected["upn_conflicts"][0]
    held = [
        row
        for part in parting.parts
        if any(record.cells[3] == wrong["upn"] for record in part.records)
        for row in rows_of(parting, part.key)
        if row.found(Code.UPN_OF_ANOTHER_SCHOOL)
    ]
    assert sorted(row.pupil.admission_number for row in held) == sorted(wrong["rows"])
    assert {row.outcome for row in held} == {Outcome.ASK}


def test_a_file_of_one_school_is_refused_here():
    with pytest.raises(FileRefused) as caught:
        part_sheet(sheet_of("Adno,UPN,Surname,Forename\n1,,Ames,Una\n"))
    assert caught.value.problem.code is Code.NO_SCHOOLS


def test_a_row_that_names_no_school_is_said():
    parting = parted("Ash,938/1,1,,Ames,Una,12/03/2019,3,3A", ",,2,,Bell,Vic,12/03/2019,3,3A")
    assert parting.without_school == [3]
    assert parting.rows == 2


def test_names_alone_part_a_file_too():
    source = HEADER.replace("LAESTAB", "Other") + "\nAsh School,,1,,Ames,Una,12/03/2019,3,3A\n"
    source += "ASH school,,2,,Bell,Vic,12/03/2019,3,3A\n"
    parting = part_sheet(sheet_of(source))
    assert [(part.key, len(part.records)) for part in parting.parts] == [("Ash School", 2)]


def test_a_broken_row_goes_to_its_school_and_is_rejected_there():
    parting = parted("Ash,938/1,1,,Ames,Una,12/03/2019,3,3A", "Ash,938/1,2,,Bell")
    assert [row.codes for row in rows_of(parting, "938/1")][1] == ["missing_field"]


def test_a_letter_that_was_lost_stays_a_lost_letter():
    source = (HEADER + "\nAsh,938/1,1,,Zo\udc81,Uná,12/03/2019,3,3A\n").encode(
        "cp1252", errors="surrogateescape"
    )
    parting = part_sheet(sheet_of(source))
    row = rows_of(parting, "938/1")[0]
    assert row.found(Code.BAD_ENCODING)
    assert row.pupil.legal_forename == "Uná"

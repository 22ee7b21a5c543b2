"""The exports of school programs are read as they were meant, whatever their program made of them."""

import json
import unicodedata
from pathlib import Path

import pytest

from schoolgate.pupils.importing.rows import RowResult
from schoolgate.pupils.importing.sentences import sentence
from schoolgate.pupils.importing.vocabulary import Code, Weight
from schoolgate.pupils.tests.importing.reading_rolls import AUTUMN, SPRING, expected_of, read, sheet_of
from schoolgate.rules.roll import InFile

PHOTOS = {
    "photo_display": "photo.display",
    "photo_website": "photo.website",
    "photo_social": "photo.social",
    "photo_press": "photo.press",
}
VIDEOS = ["video.display", "video.website", "video.social", "video.press"]
UPN_CODES = {
    "missing": "upn_missing",
    "wrong_check_letter": "upn_bad_check_letter",
    "wrong_length": "upn_bad_length",
    "bad_character": "upn_bad_character",
}
COLUMNS = {
    "legal_surname": {"Legal Surname", "Legal Last Name"},
    "legal_forename": {"Legal Forename", "Legal First Name"},
    "name": {"Legal Last Name", "Legal First Name"},
    "upn": {"UPN"},
    "dob": {"DOB"},
    "class": {"Reg Group"},
    "year": {"Year Group"},
    "consents": {"Parental Consent"},
}
ALL = ["sims_autumn", "sims_spring", "arbor_autumn", "arbor_spring"]
SIMS, ARBOR = ALL[:2], ALL[2:]


@pytest.fixture
def export(request: pytest.FixtureRequest, open_rolls: Path) -> tuple[Path, RowResult]:
    path = open_rolls / f"{request.param}.csv"
    return path, read(path, SPRING if "spring" in request.param else AUTUMN)


@pytest.mark.parametrize("name", ALL)
def test_encoding_delimiter_header_and_columns_are_found(open_rolls: Path, name: str):
    path = open_rolls / f"{name}.csv"
    sheet, expected = sheet_of(path), expected_of(path)
    assert (sheet.encoding, sheet.delimiter) == (expected["encoding"], expected["delimiter"])
    assert sheet.header_line == expected["header_line"]
    assert list(sheet.header) == expected["columns"]
    assert len(sheet.records) == expected["data_rows"]


@pytest.mark.parametrize("export", SIMS, indirect=True)
def test_the_consents_of_each_row_of_a_list_are_those_ticked(export: tuple[Path, RowResult]):
    path, result = export
    by_line = {row.line: row.pupil for row in result.rows}
    for row in expected_of(path)["rows"]:
        pupil = by_line[row["line"]]
        assert pupil.admission_number == row["id"]
        granted = {use for use, answer in pupil.consents.items() if answer is InFile.YES}
        photos = {PHOTOS[key] for key in row["granted"] if key in PHOTOS}
        videos = {video for video in VIDEOS if "video" in row["granted"] and _photo(video) in photos}
        assert granted == photos | videos, row
        assert set(pupil.consents.values()) <= {InFile.YES, InFile.NOT_TICKED}
        assert (pupil.left_on.isoformat() if pupil.left_on else None) == row["left"]


@pytest.mark.parametrize("export", ARBOR, indirect=True)
def test_the_consents_of_each_row_of_columns_are_the_words_in_them(export: tuple[Path, RowResult]):
    path, result = export
    by_line = {row.line: row.pupil for row in result.rows}
    for row in expected_of(path)["rows"]:
        pupil = by_line[row["line"]]
        assert pupil.admission_number == row["id"]
        for key, use in PHOTOS.items():
            assert pupil.consents[use] == row["consents"][key], row
        for video in VIDEOS:
            both = {row["consents"]["video"], pupil.consents[_photo(video)]}
            assert (pupil.consents[video] is InFile.YES) == (both == {"granted"}), row


def _photo(video: str) -> str:
    return video.replace("video", "photo")


@pytest.mark.parametrize("export", ALL, indirect=True)
def test_exactly_the_expected_upns_are_found_wanting(export: tuple[Path, RowResult]):
    path, result = export
    found = {
        (row.line, row.pupil.admission_number): code
        for row in result.rows
        for code in row.codes
        if code in UPN_CODES.values()
    }
    expected = {
        (problem["line"], problem["id"]): UPN_CODES[problem["status"]]
        for problem in expected_of(path)["upn_problems"]
        if problem["status"] != "temporary"
    }
    assert found == expected
    by_number = {row.pupil.admission_number: row.pupil for row in result.rows}
    for problem in expected_of(path)["upn_problems"]:
        kept = by_number[problem["id"]].upn
        assert kept == (problem["upn"] if problem["accept"] else "")


@pytest.mark.parametrize("export", SIMS, indirect=True)
def test_former_upns_are_kept_where_they_can_be_right(export: tuple[Path, RowResult]):
    path, result = export
    kept = {row.pupil.admission_number: row.pupil.former_upn for row in result.rows if row.pupil.former_upn}
    assert kept == {
        former["id"]: former["former_upn"] for former in expected_of(path)["former_upns"] if former["valid"]
    }


@pytest.mark.parametrize("export", SIMS, indirect=True)
def test_a_name_with_a_lost_letter_is_reported_and_kept_as_it_stands(export: tuple[Path, RowResult]):
    path, result = export
    by_number = {row.pupil.admission_number: row for row in result.rows}
    damaged = set()
    for name in expected_of(path)["lossy_names"]:
        row = by_number[name["id"]]
        kept = getattr(row.pupil, name["field"])
        # An empty preferred name is the legal one.
        assert kept in (name["in_file"], ""), name
        if "?" in kept:
            damaged.add(name["id"])
    findings = {row.pupil.admission_number: row.found(Code.DAMAGED_NAME) for row in result.rows}
    found = {number for number, finding in findings.items() if finding}
    assert found == damaged
    assert all("Excel workbook" in sentence(findings[number]) for number in found)
    assert len(found) >= 5


@pytest.mark.parametrize("export", ALL, indirect=True)
def test_what_is_only_untidy_is_tidied_without_a_word(export: tuple[Path, RowResult]):
    path, result = export
    by_number = {row.pupil.admission_number: row for row in result.rows}
    for one in expected_of(path)["tidied"]:
        # "Reception" has no space that could be doubled.
        if one["raw"] == "Reception":
            continue
        row = by_number[one["id"]]
        tidied = {finding.column for finding in row.findings if finding.weight is Weight.TIDIED}
        assert tidied & COLUMNS[one["field"]], one


@pytest.mark.parametrize("export", ALL, indirect=True)
def test_names_classes_years_and_births_are_those_of_the_school(
    export: tuple[Path, RowResult], open_rolls: Path
):
    path, result = export
    term = path.stem.split("_")[1]
    truth = {
        pupil["id"]: pupil
        for pupil in json.loads((open_rolls / f"truth/pupils_{term}.json").read_text(encoding="utf-8"))
    }
    lossy = {(one["id"], one["field"]) for one in expected_of(path).get("lossy_names", [])}
    compared = 0
    for row in result.rows:
        pupil, true = row.pupil, truth.get(row.pupil.admission_number)
        if true is None:  # the two leavers whom the spring report still lists
            assert pupil.left_on is not None
            continue
        assert (pupil.class_name, pupil.year_group) == (true["class"], true["year"])
        assert pupil.born_on.isoformat() == true["dob"]
        for field in ("legal_surname", "legal_forename", "middle_names"):
            if (true["id"], field) not in lossy:
                straight = unicodedata.normalize("NFC", true[field]).replace("’", "'")
                assert getattr(pupil, field) == straight
                compared += 1
    assert compared > 800


@pytest.mark.parametrize("export", ALL, indirect=True)
def test_nothing_in_a_school_export_is_rejected_or_asked(export: tuple[Path, RowResult]):
    _, result = export
    assert set(result.counts) <= {"ok", "warn"}
    assert not result.problems


def test_guardians_come_with_their_addresses(open_rolls: Path):
    result = read(open_rolls / "arbor_autumn.csv")
    adults = [adult for row in result.rows for adult in row.pupil.guardians]
    assert len(adults) == 531
    first = next(row.pupil for row in result.rows if row.pupil.admission_number == "003476").guardians
    assert [(one.place, one.name, one.relationship) for one in first] == [
        (1, "Miss Joanne Khan", "Mother"),
        (2, "Dr Andrew Kaczmarek", "Father"),
    ]
    assert first[0].email == "joanne.khan242@example.org"


def test_local_trips_are_no_matter_of_ours(open_rolls: Path):
    result = read(open_rolls / "arbor_autumn.csv")
    assert result.uses == {*PHOTOS.values(), *VIDEOS}

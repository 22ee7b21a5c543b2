"""The never-forget journal: flushed lines that lead to each other."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from schoolgate.keeping.journal import Journal
from tests.make import NOW


@pytest.fixture
def journal(tmp_path) -> Journal:
    return Journal(tmp_path / "never-forget")


def the_file(journal: Journal) -> Path:
    (found,) = journal.folder.glob("*.jsonl")
    return found


def test_lines_are_numbered_and_read_in_order(journal):
    for pupil in (7, 8, 9):
        journal.append("restricted", NOW, pupil=pupil)
    assert [(one.number, one.facts["pupil"]) for one in journal.entries()] == [(1, 7), (2, 8), (3, 9)]
    assert [one.number for one in journal.entries(after=2)] == [3]
    assert journal.last().number == 3
    assert journal.damage() == ""


def test_a_new_month_goes_on_in_a_file_of_its_own(journal):
    journal.append("leaving", NOW, delivery="a")
    journal.append("leaving", NOW + timedelta(days=40), delivery="b")
    assert len(list(journal.folder.glob("*.jsonl"))) == 2
    assert [one.number for one in journal.entries()] == [1, 2]
    assert journal.damage() == ""


def test_a_torn_line_is_passed_over_and_the_next_one_stands_by_itself(journal):
    journal.append("leaving", NOW, delivery="a")
    with the_file(journal).open("a") as file:
        file.write('{"n": 2, "at": "2026-11-17T10:0')
    assert journal.last().number == 1
    journal.append("leaving", NOW, delivery="b")
    assert [one.facts["delivery"] for one in journal.entries()] == ["a", "b"]
    assert journal.damage() == ""


def test_a_line_that_was_changed_or_taken_away_is_noticed(journal):
    for pupil in (7, 8, 9):
        journal.append("restricted", NOW, pupil=pupil)
    whole = the_file(journal).read_text().splitlines(keepends=True)
    the_file(journal).write_text("".join([whole[0], whole[2]]))
    assert "before line 3" in journal.damage()
    told = json.loads(whole[1])
    the_file(journal).write_text("".join([whole[0], json.dumps({**told, "pupil": 80}) + "\n", whole[2]]))
    assert "before line 2" in journal.damage()


def test_very_long_lines_are_read_from_the_end_too(journal):
    many = {str(pupil): {"photo.website": "no"} for pupil in range(5000)}
    journal.append("nos", NOW, pupils=many)
    journal.append("nos", NOW, pupils=many)
    assert journal.last().number == 2
    assert journal.last().facts["pupils"] == many


def test_several_processes_write_one_after_the_other(journal):
    code = (
        "import sys;from datetime import UTC,datetime;from pathlib import Path;"
        "from schoolgate.keeping.journal import Journal;"
        "journal,at=Journal(Path(sys.argv[1])),datetime(2026,11,17,tzinfo=UTC);"
        "[journal.append('leaving',at,who=sys.argv[2]) for _ in range(40)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, journal.folder, who]) for who in "ab"]
    assert [one.wait(60) for one in running] == [0, 0]
    assert [one.number for one in journal.entries()] == list(range(1, 81))
    assert journal.damage() == ""


def test_a_full_disk_is_said_and_what_was_written_stays(journal):
    journal.append("leaving", NOW, delivery="a")
    code = (
        "import resource,signal,sys;from datetime import UTC,datetime;from pathlib import Path;"
        "from schoolgate.keeping.journal import Journal;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE,(300,300));"
        "Journal(Path(sys.argv[1])).append('leaving',datetime(2026,11,17,tzinfo=UTC),delivery='b'*400)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, journal.folder], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "OSError" in ended.stderr
    assert [one.facts["delivery"] for one in journal.entries()] == ["a"]
    journal.append("leaving", NOW, delivery="c")
    assert [one.number for one in journal.entries()] == [1, 2]
    assert journal.damage() == ""

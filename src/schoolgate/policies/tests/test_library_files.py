"""The library's files: every clause cited exists, every policy resolves, nobody's name stands in them."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from schoolgate.policies.loading import HERE, library, read_library
from schoolgate.rules.policy import PolicyError, ResolvedPolicy, Source, resolve
from schoolgate.rules.refusals import Control

CODES = ["FS", "AC", "ST", "AS", "AE", "BE"]
COUNTS = {"AC": 195, "ST": 307, "AS": 159, "AE": 182, "BE": 194}
# Words of the names of the schools and people whose policies the library was learned from, hashed so that
# they do not stand here either.
NAMES = {
    "c465235bb8a2fa3c",
    "59caff829531adfd",
    "b0942022159de90c",
    "bd4f6d5147392714",
    "c63d78703790f39f",
    "5a0020dce0b9bdf1",
    "15f68f5af79844e5",
    "2ca14fb32c47a21b",
    "8bfb2cf204b18795",
}


@pytest.fixture(params=CODES)
def policy(request: pytest.FixtureRequest) -> ResolvedPolicy:
    return resolve(library()[request.param])


def test_the_library_holds_six_policies_the_fresh_school_first() -> None:
    assert list(library()) == CODES


def test_the_catalogue_holds_every_clause_of_the_five_policies() -> None:
    assert {code: len(library()[code].catalogue) for code in COUNTS} == COUNTS
    for code, policy in library().items():
        assert all(clause.startswith(f"{code}-") for clause in policy.catalogue)


def test_every_clause_is_laid_on_something() -> None:
    for code in COUNTS:
        policy = library()[code]
        assert {row.clause for row in policy.rows} == set(policy.catalogue)


def test_every_clause_cited_has_words_of_ours(policy: ResolvedPolicy) -> None:
    cited = {clause for each in policy.settings.values() for clause in each.clauses}
    cited |= {clause for each in policy.gates.values() for clause in each.clauses}
    cited |= {clause for question in policy.questions for clause in question.clauses}
    cited |= {clause for note in policy.stale for clause in note.clauses}
    assert sorted(clause for clause in cited if not policy.clauses[clause].words) == []


def test_every_setting_and_gate_has_clauses_or_says_that_the_policy_is_silent(policy: ResolvedPolicy) -> None:
    for key, setting in policy.settings.items():
        own = [clause for clause in setting.clauses if clause.startswith(f"{policy.code}-")]
        assert setting.clauses, key
        assert own or setting.source is Source.SILENT, key
    for key, gate in policy.gates.items():
        assert gate.clauses or gate.definition.promise, key


def test_whatever_can_be_asked_by_itself_is_a_meaning_with_words_for_it() -> None:
    definitions = library()["FS"].definitions
    keys = {question.key for question in definitions.questions}
    meanings = {meaning.key: meaning for question in definitions.questions for meaning in question.meanings}
    for key in set(definitions.settings["judgement_questions"].shape.choices) - keys:
        assert meanings[key].by_itself.endswith("?"), key


def test_every_control_of_the_program_is_a_gate_of_the_library() -> None:
    gates = {control.value for control in Control if control.value.startswith("gate.")}
    assert gates == set(library()["FS"].definitions.gates)


def test_every_gate_row_is_about_a_gate_that_exists() -> None:
    for policy in library().values():
        on_gates = {row.instance for row in policy.rows if row.instance.startswith("gate.")}
        assert on_gates <= set(policy.definitions.gates)


def test_every_row_about_a_setting_is_about_one_that_exists_and_that_the_policy_cites() -> None:
    for code, policy in library().items():
        for row in policy.rows:
            if row.instance.startswith("setting."):
                statement = policy.statements[row.instance.removeprefix("setting.")]
                assert row.clause in statement.clauses, (code, row)


def test_what_each_setting_serves_is_known_to_the_catalogue() -> None:
    known = {row.instance for policy in library().values() for row in policy.rows}
    for key, definition in library()["FS"].definitions.settings.items():
        assert set(definition.serves) <= known, key


def test_all_59_settings_of_the_map_are_there() -> None:
    settings = library()["FS"].definitions.settings.values()
    assert len([each for each in settings if not each.added]) == 59


def test_ten_lines_are_ten_and_read_as_sentences(policy: ResolvedPolicy) -> None:
    lines = policy.in_ten_lines()
    assert len(lines) == 10
    assert all(line.endswith(".") and line[0].isupper() and "{" not in line for line in lines)


def test_every_value_reads_as_a_sentence(policy: ResolvedPolicy) -> None:
    for key, setting in policy.settings.items():
        for words in (setting.in_words, setting.said_in_words):
            assert not words or (words.endswith(".") and "{" not in words), key


def test_every_clause_of_the_catalogue_has_its_words_in_one_short_sentence() -> None:
    for policy in library().values():
        for entry in policy.catalogue.values():
            assert re.search(r"[.?]$", entry.words), entry.id
            assert len(entry.words.split()) <= 26, entry.id


def test_no_name_of_a_school_or_person_the_library_was_learned_from_stands_in_it() -> None:
    found = set()
    for path in HERE.rglob("*.*"):
        for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower()):
            if hashlib.sha256(word.encode()).hexdigest()[:16] in NAMES:
                found.add((path.name, word))
    assert found == set()


def test_a_changed_library_does_not_change_an_adopted_policy(tmp_path: Path) -> None:
    copy = tmp_path / "library"
    shutil.copytree(HERE, copy)
    adopted = resolve(read_library(copy)["BE"]).to_document()
    path = copy / "be" / "policy.toml"
    path.write_text(path.read_text().replace('value = "if_controversial"', 'value = "before"'))
    assert resolve(read_library(copy)["BE"]).setting("second_reader") == "before"
    assert ResolvedPolicy.from_document(adopted).setting("second_reader") == "if_controversial"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("be/policy.toml", 'clauses = ["BE-143"]', 'clauses = ["BE-999"]', "BE-999"),
        ("be/policy.toml", "second_reader = {", "third_reader = {", "no such setting"),
        ("be/policy.toml", "{ value = 14,", "{ vlaue = 14,", "not vlaue"),
        ("be/served_by.csv", "may share views with people they know,may", "x,perhaps", "must, should or may"),
        (
            "as/served_by.csv",
            ",held,a_colleague_reads_it_first,",
            ",kept,a_colleague_reads_it_first,",
            "no way",
        ),
        (
            "as/served_by.csv",
            ",held,a_colleague_reads_it_first,",
            ",shown,a_colleague_reads_it_first,",
            "cannot be",
        ),
        ("as/served_by.csv", ",held,a_colleague_reads_it_first,", ",held,,", "has a scene"),
        ("as/served_by.csv", ",held,a_colleague_reads_it_first,", ",declined,,", "says why"),
        ("as/served_by.csv", ",held,a_colleague_reads_it_first,", ",open,,Because.", "says why"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, file: str, old: str, new: str, words: str) -> None:
    copy = tmp_path / "library"
    shutil.copytree(HERE, copy)
    path = copy / file
    before = path.read_text()
    assert old in before
    path.write_text(before.replace(old, new, 1))
    with pytest.raises(PolicyError, match=words):
        read_library(copy)


def test_each_policy_file_stays_readable() -> None:
    for path in HERE.rglob("*.toml"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 400, path.name

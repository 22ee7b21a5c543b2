"""Each language is a file; what it lacks is said in English, and is named."""

import shutil

import pytest

from schoolgate.families.checks import every_line_is_there
from schoolgate.families.language import FOLDER, Says, chosen, languages, read_language, read_languages

CODES = ["en", "ar", "cy", "pl", "ro", "ur"]


def test_the_languages_are_there():
    assert sorted(languages()) == sorted(CODES)
    assert [one.code for one in languages().values() if one.is_checked] == ["en"]
    assert {one.code for one in languages().values() if one.direction == "rtl"} == {"ar", "ur"}


@pytest.mark.parametrize("code", CODES)
def test_it_has_every_line_with_its_gaps_and_none_that_no_page_asks_for(code):
    language, english = languages()[code], languages()["en"]
    assert language.missing(english) == []
    assert language.unknown(english) == []


def test_no_line_is_in_english_by_mistake():
    english = languages()["en"].lines
    for code in CODES[1:]:
        same = [key for key, line in languages()[code].lines.items() if line == english[key]]
        assert not same, code


def test_every_line_is_short_enough_to_be_read():
    for line in languages()["en"].lines.values():
        for sentence in line.replace("?", ".").replace(":", ".").split("."):
            assert len(sentence.split()) <= 20, sentence


def test_nothing_is_wrong_when_the_program_starts():
    assert every_line_is_there(None) == []


@pytest.fixture
def with_a_gap(tmp_path):
    """Polish without a line, and with one whose gap is lost."""
    for code in ("en", "pl"):
        shutil.copy(FOLDER / f"{code}.toml", tmp_path)
    polish = tmp_path / "pl.toml"
    lines = [
        line for line in polish.read_text().splitlines() if not line.startswith(("save =", "for_whom ="))
    ]
    polish.write_text("\n".join([*lines, 'for_whom = "Tylko dla jednej osoby."']))
    return read_languages(tmp_path)


def test_a_missing_line_is_named_and_said_in_english(with_a_gap):
    polish = with_a_gap["pl"]
    assert polish.missing(with_a_gap["en"]) == ["for_whom", "save"]
    say = Says(polish)
    assert say("save") == '<span class="en" lang="en" dir="ltr">Save</span>'
    assert "Grace &lt;b&gt;" in say("for_whom", name="Grace <b>")
    assert say.plain("save") == "Save"


def test_another_language_is_another_file(tmp_path):
    for path in (FOLDER / "en.toml", FOLDER / "pl.toml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "pl.toml").rename(tmp_path / "uk.toml")
    assert list(read_languages(tmp_path)) == ["en", "uk"]
    assert read_language(tmp_path / "uk.toml").direction == "ltr"


def test_english_stands_beside_it_where_that_is_asked_for():
    say = Says(languages()["cy"], with_english=True)
    assert say("yes") == 'Ie <span class="en" lang="en" dir="ltr">Yes</span>'


@pytest.mark.parametrize(
    ("asked", "accepts", "code"),
    [
        ("ur", "pl", "ur"),
        ("", "pl-PL,en;q=0.8", "pl"),
        ("xx", "de,fr", "en"),
        ("", "", "en"),
        ("../en", "", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_browsers(asked, accepts, code):
    assert chosen(asked, accepts).code == code


def test_names_are_joined_as_the_language_joins_them_each_in_its_own_direction():
    for code, joined in (("en", "and"), ("ur", "اور")):
        said = Says(languages()[code]).listed(["Amara", "Nia", "Tobi <b>"])
        assert said == f"<bdi>Amara</bdi>, <bdi>Nia</bdi> {joined} <bdi>Tobi &lt;b&gt;</bdi>"
    english = Says(languages()["en"])
    assert english.listed(["Amara"]) == "<bdi>Amara</bdi>"
    title = english.plain("heading", children=english.listed(["D'Arcy", "Nia"]), school="St Anne's")
    assert title == "Photographs and videos of D'Arcy and Nia at St Anne's"

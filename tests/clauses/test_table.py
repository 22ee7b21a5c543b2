"""The page of the documentation says what the rows say, and every served control has a name and a page."""

import tomllib

import pytest
from django.urls import reverse

from schoolgate.policies.living import named, page_of
from schoolgate.policies.loading import HERE, library
from schoolgate.rules.policy import resolve
from tests.clauses import table
from tests.clauses.rows import FIVE, all_rows

SERVED = sorted({row.instance for row in all_rows() if row.lives.is_proved})


def test_the_page_of_the_documentation_is_made_from_the_rows() -> None:
    assert table.PAGE.read_text(encoding="utf-8") == table.written(), "python -m tests.clauses --table"


@pytest.mark.parametrize("code", FIVE)
def test_each_clause_stands_in_one_section(code: str) -> None:
    clauses = [clause for _title, inside in table.sections_of(code) for clause in inside]
    assert clauses == list(library()[code].catalogue)


@pytest.mark.parametrize("instance", SERVED)
def test_each_control_that_is_served_has_a_name_and_a_page_to_go_to(instance: str) -> None:
    title, sentence = named(resolve(library()["FS"]), instance)
    assert title != instance
    assert sentence
    assert reverse(page_of(instance).address, kwargs={"school_slug": "oakfield"})


def test_no_control_is_listed_on_two_pages() -> None:
    with (HERE / "pages.toml").open("rb") as file:
        listed = [control for page in tomllib.load(file).values() for control in page["controls"]]
    assert len(listed) == len(set(listed))

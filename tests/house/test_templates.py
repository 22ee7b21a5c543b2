"""What every page keeps: nothing inline, everything translatable, nothing unescaped."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house.program import PROGRAM, templates

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|<[a-z][^>{]*\s(style|on[a-z]+)=")
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")
# Escaped where they are made: the icons that a page builds from a fixed list.
SAFE_ON_PURPOSE = {"posts/jinja2/posts/compose/pictures.html"}
EVERY_TEMPLATE = templates()


def named(path: Path) -> str:
    return str(path.relative_to(PROGRAM))


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=named)
class TestEveryTemplate:
    """What holds for each."""

    def test_it_can_be_read(self, template: Path):
        name = str(template.relative_to(next(one for one in template.parents if one.name == "jinja2")))
        assert engines["jinja2"].get_template(name)

    def test_it_holds_no_script_and_no_style(self, template: Path):
        assert not INLINE.search(_without_jinja(template.read_text()))

    def test_it_lets_nothing_through_unescaped(self, template: Path):
        assert bool(UNESCAPED.search(template.read_text())) == (named(template) in SAFE_ON_PURPOSE)

    def test_every_word_can_be_translated(self, template: Path):
        assert not _bare_words(template.read_text())

    def test_a_form_that_changes_something_carries_its_token(self, template: Path):
        text = template.read_text()
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, flags=re.S | re.I):
            assert "csrf_input" in form


def _without_jinja(text: str) -> str:
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.S)
    text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", text, flags=re.S)
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text, flags=re.S)


def _bare_words(text: str) -> list[str]:
    """Words that stand in a template as they are, outside `_()` and `trans`."""
    text = re.sub(r"<(svg|script)\b.*?</\1>", "", _without_jinja(text), flags=re.S)
    said = re.findall(r'\s(?:alt|title|placeholder|aria-label)="([^"]*[A-Za-z]{3,}[^"]*)"', text)
    between = re.findall(r"[A-Za-z][A-Za-z'’]{2,}", re.sub(r"<[^>]*>", " ", text, flags=re.S))
    return [word for word in (*said, *between) if word not in {"Schoolgate", "nbsp", "middot"}]

"""Letters to families as an accessible PDF (PDF/UA): one to a sheet, in any language of the families' pages."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.contrib.staticfiles import finders

from schoolgate.families.easy_read import EASY_LINES
from schoolgate.families.language import ENGLISH, Language, Says, languages
from schoolgate.people.models import School
from schoolgate.pupils.answering import bases_of, basis_of
from schoolgate.pupils.lists import uses_of
from schoolgate.rules.consents import Basis, Channel, Medium, is_online, use_of
from schoolgate.web.qr_codes import drawn

_TEMPLATE = Path(__file__).with_name("letters.typ")
_FONTS = ("Atkinson Hyperlegible", "Noto Naskh Arabic", "Libertinus Serif")
# A name stands by itself, in its own direction, whatever runs around it.
_FIRST_STRONG, _POPPED = "\u2068", "\u2069"


def can_be_set_in(language: Language) -> bool:
    """Whether a typeface with the letters of this language is here: Latin always is, Arabic where set-up fetched it."""
    return language.direction == "ltr" or any(settings.PAPER_FONTS.glob("NotoNaskhArabic*.ttf"))


def letters_as_pdf(
    school: School,
    letters: Iterable[tuple[str, Sequence[str], str]],
    *,
    language: Language,
    easy: bool,
    now: datetime,
) -> bytes:
    """Letters (to whom, about which children, which address) as one document."""
    sides = [(say, asked_in(school, say, easy=easy)) for say in _sides(language)]
    made = [_letter(school, say, asks, letter, easy=easy) for letter in letters for say, asks in sides]
    return _set(Says(language), made, easy=easy, now=now)


def blank_as_pdf(school: School, *, language: Language, easy: bool, now: datetime) -> bytes:
    """The form of whoever joins: no name on it yet."""
    made = [_blank(school, say, asked_in(school, say, easy=easy), easy=easy) for say in _sides(language)]
    return _set(Says(language), made, easy=easy, now=now)


def _sides(language: Language) -> list[Says]:
    """Behind a translation that nobody has checked the same in English, whose words count."""
    return [Says(one) for one in (language, *(() if language.is_checked else (languages()[ENGLISH],)))]


def asked_in(school: School, say: Says, *, easy: bool = False) -> list[str]:
    """Every question that the school asks, as a line of a paper form; in Easy Read as short questions of its own."""
    bases = bases_of(school)
    uses = uses_of(school)
    return [
        (_easy_question if easy else _question)(
            say, medium, channel, is_task=basis_of(use, bases) is Basis.PUBLIC_TASK
        )
        for channel in Channel
        for medium in Medium
        if (use := use_of(medium, channel)) in uses
    ]


def _question(say: Says, medium: Medium, channel: Channel, *, is_task: bool) -> str:
    parts = [f"{say.plain(f'place_{channel}')}: {say.plain(medium)}."]
    if is_online(use_of(medium, channel)):
        parts.append(say.plain("everyone_sees"))
    if is_task:
        parts.append(say.plain("as_task"))
    return " ".join(parts)


def _easy_question(say: Says, medium: Medium, channel: Channel, *, is_task: bool) -> str:
    parts = [say.plain(f"easy_place_{channel}"), f"{say.plain(f'easy_{medium}')}."]
    if is_online(use_of(medium, channel)):
        parts.append(say.plain("easy_everyone"))
    if is_task:
        parts.append(say.plain("easy_task"))
    return " ".join(parts)


def _letter(
    school: School, say: Says, asks: list[str], letter: tuple[str, Sequence[str], str], *, easy: bool
) -> dict[str, Any]:
    to, children, address = letter
    return {
        **_same(say),
        "to": _by_itself(to),
        "lines": _lines(say, school, easy=easy),
        "scan": [_said(say.plain(key), "", easy=False) for key in ("letter_scan", "letter_alone")],
        "address": address,
        "square": str(drawn(address)),
        "alt": say.plain("letter_square"),
        "slip": say.plain("letter_slip"),
        "write": [],
        "asks": [{**_table(say, asks), "caption": _by_itself(child)} for child in children],
    }


def _blank(school: School, say: Says, asks: list[str], *, easy: bool) -> dict[str, Any]:
    return {
        **_same(say),
        "to": "",
        "lines": _lines(say, school, easy=easy),
        "scan": [],
        "address": "",
        "square": "",
        "alt": "",
        "slip": "",
        "write": [say.plain("letter_child"), say.plain("letter_class"), say.plain("letter_adult")],
        "asks": [{**_table(say, asks), "caption": ""}],
    }


def _same(say: Says) -> dict[str, Any]:
    return {
        "language": say.language.code,
        "direction": say.language.direction,
        "heading": say.plain("letter_heading"),
        "sign": say.plain("letter_sign"),
    }


def _table(say: Says, asks: list[str]) -> dict[str, Any]:
    return {"head": [say.plain("letter_what"), say.plain("yes"), say.plain("no")], "rows": asks}


def _lines(say: Says, school: School, *, easy: bool) -> list[dict[str, str]]:
    first = say.plain("letter_asks", school=_by_itself(school.name))
    keys = EASY_LINES if easy else (("intro", ""), ("if_no", ""), ("silence", ""))
    unchecked = [] if say.language.is_checked else [_said(say.plain("unchecked"), "", easy=False)]
    return [
        _said(first, "camera", easy=easy),
        *(_said(say.plain(key), picture, easy=easy) for key, picture in keys),
        *unchecked,
    ]


def _said(words: str, picture: str, *, easy: bool) -> dict[str, str]:
    return {"words": words, "picture": _drawing(picture) if easy and picture else ""}


@cache
def _drawing(name: str) -> str:
    found = finders.find(f"families/easy/{name}.svg")
    return Path(str(found)).read_text(encoding="utf-8") if found else ""


def _by_itself(value: str) -> str:
    return f"{_FIRST_STRONG}{value}{_POPPED}"


def _set(say: Says, letters: list[dict[str, Any]], *, easy: bool, now: datetime) -> bytes:
    told = {
        "title": say.plain("letter_heading"),
        "language": say.language.code,
        "easy": easy,
        "fonts": list(_FONTS),
        "letters": letters,
    }
    folders = [settings.PAPER_FONTS] if settings.PAPER_FONTS.is_dir() else []
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        sys_inputs={"told": json.dumps(told)},
        pdf_standards="ua-1",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=folders),
        timestamp=int(now.timestamp()),
    )
    return made

"""The languages of families' pages: a file each, found by itself; a line that is missing is said in English.

A file says whether a person has checked it. Until then the English counts, and stands one tap away.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import unescape
from pathlib import Path
from string import Formatter
from typing import Any

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "languages"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its own name, its name in English, which way it runs, whether a person has checked it."""

    code: str
    name: str
    english_name: str
    direction: str
    is_checked: bool
    lines: Mapping[str, str]

    def missing(self, english: "Language") -> list[str]:
        """The lines that are said in English because this file has them not, or with other gaps to fill."""
        return [key for key, line in english.lines.items() if _gaps(self.lines.get(key, "")) != _gaps(line)
                or not self.lines.get(key)]  # fmt: skip

    @property
    def digest(self) -> str:
        """Of every line, so that a check holds for the wording that was read and for no other."""
        return sha256(repr(sorted(self.lines.items())).encode()).hexdigest()

    def unknown(self, english: "Language") -> list[str]:
        """Lines that no page asks for."""
        return sorted(set(self.lines) - set(english.lines))


def read_language(path: Path) -> Language:
    """One file. KeyError for one that does not say what it has to."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        path.stem,
        raw["name"],
        raw["english_name"],
        raw["direction"],
        raw["checked_by_a_person"],
        {key: " ".join(str(line).split()) for key, line in raw["lines"].items()},
    )


def read_languages(folder: Path) -> dict[str, Language]:
    """All of a folder by their code, English first."""
    found = [read_language(path) for path in sorted(folder.glob("*.toml"))]
    return {one.code: one for one in sorted(found, key=lambda one: (one.code != ENGLISH, one.english_name))}


@cache
def languages() -> Mapping[str, Language]:
    """The languages there are. They do not change while the program runs."""
    return read_languages(FOLDER)


def others_than_english() -> list[Language]:
    return [one for one in languages().values() if one.code != ENGLISH]


def chosen(asked: str, accepts: str) -> Language:
    """The language that was asked for; else the first there is of those the browser prefers; else English."""
    known = languages()
    if asked in known:
        return known[asked]
    for part in accepts.split(","):
        code = part.partition(";")[0].strip().partition("-")[0].lower()
        if code in known:
            return known[code]
    return known[ENGLISH]


class Says:
    """The lines of a page in one language: `{{ say("heading", school=…) }}`. What is put in stands by itself, so that
    a name written from left to right does not turn a line that runs the other way."""

    def __init__(self, language: Language, *, with_english: bool = False) -> None:
        self.language = language
        self.english = languages()[ENGLISH]
        self.with_english = with_english and language.code != ENGLISH
        self._missing = set(language.missing(self.english))

    def __call__(self, key: str, **given: Any) -> SafeString:
        """A line, in English beside it where that was asked for."""
        english = _filled(self.english.lines[key], given)
        if key in self._missing:
            return _in_english(english)
        line = _filled(self.language.lines[key], given)
        return format_html("{} {}", line, _in_english(english)) if self.with_english else line

    def listed(self, several: Sequence[str]) -> SafeString:
        """ "Amara, Tobi and Nia", as this language joins them; each name stands by itself, in its own direction."""
        *others, last = (format_html("<bdi>{}</bdi>", one) for one in several)
        joined = format_html_join(", ", "{}", ((one,) for one in others))
        return _filled(self._line("and_last"), {"others": joined, "last": last}) if others else last

    def _line(self, key: str) -> str:
        return (self.english if key in self._missing else self.language).lines[key]

    def plain(self, key: str, **given: Any) -> str:
        """A line without marks, for a title."""
        bare = {gap: unescape(strip_tags(value)) for gap, value in given.items()}
        return self._line(key).format(**bare)


def _in_english(line: SafeString) -> SafeString:
    return format_html('<span class="en" lang="en" dir="ltr">{}</span>', line)


def _filled(line: str, given: Mapping[str, Any]) -> SafeString:
    parts = []
    for words, gap, _spec, _conversion in Formatter().parse(line):
        parts.append(format_html("{}", words))
        if gap:
            value = given[gap]
            parts.append(value if isinstance(value, SafeString) else format_html("<bdi>{}</bdi>", value))
    return format_html_join("", "{}", ((part,) for part in parts))


def _gaps(line: str) -> list[str]:
    return sorted(gap for _words, gap, _spec, _conversion in Formatter().parse(line) if gap)

"""What can be put right here, and what makes a value no better than the one that stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Correctable:
    """One column: its words, whether it is a day, how long it may be."""

    name: str
    title: str | Promise
    longest: int = 100
    is_day: bool = False
    may_be_empty: bool = False

    def read(self, value: str) -> Any:
        """The value as the column takes it. ValueError for a day that is none."""
        return date.fromisoformat(value.strip()) if self.is_day else value.strip()

    def wrong_with(self, row: Any, value: str) -> str:
        """What is wrong with it, in a sentence; nothing when it can be written."""
        if not value.strip():
            return "" if self.may_be_empty and getattr(row, self.name) else "There is nothing written."
        if len(value.strip()) > self.longest:
            return f"This is longer than {self.longest} letters."
        if self.name == "email" and "@" not in value:
            return "This is no e-mail address."
        try:
            read = self.read(value)
        except ValueError:
            return "This is not a day. Write it like 2018-05-17."
        return "This is what it says already." if read == getattr(row, self.name) else ""


def _by_name(*columns: Correctable) -> Mapping[str, Correctable]:
    return {one.name: one for one in columns}


CORRECTABLE: Mapping[str, Mapping[str, Correctable]] = {
    "pupil": _by_name(
        Correctable("legal_forename", _("Forename on the register")),
        Correctable("legal_surname", _("Surname on the register")),
        Correctable("preferred_forename", _("Forename as they are called"), may_be_empty=True),
        Correctable("preferred_surname", _("Surname as they are called"), may_be_empty=True),
        Correctable("middle_names", _("Middle names"), 200, may_be_empty=True),
        Correctable("born_on", _("Date of birth, like 2018-05-17"), is_day=True),
        Correctable("class_name", _("Class"), 40, may_be_empty=True),
        Correctable("year_group", _("Year group"), 20, may_be_empty=True),
    ),
    "adult": _by_name(
        Correctable("name", _("Name"), 160),
        Correctable("email", _("E-mail address"), 254, may_be_empty=True),
        Correctable("telephone", _("Telephone"), 40, may_be_empty=True),
    ),
    "person": _by_name(
        Correctable("title", _("Title"), 20, may_be_empty=True),
        Correctable("forename", _("Forename"), 80),
        Correctable("surname", _("Surname"), 80),
        Correctable("team", _("Team"), 80, may_be_empty=True),
    ),
}

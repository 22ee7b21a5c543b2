"""The readable half of a copy: what is held on somebody, in words that a parent reads, as a PDF."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.queries import LONDON, today_of
from schoolgate.personal_data.correctable import CORRECTABLE
from schoolgate.personal_data.gathering import Everything, Part
from schoolgate.personal_data.mentions import Mention
from schoolgate.personal_data.paper import as_pdf
from schoolgate.personal_data.subjects import Subject
from schoolgate.personal_data.withheld import left_out
from schoolgate.pupils.words import SAID_WORDS
from schoolgate.rules.consents import ALL_USES, CAPACITY_WORDS, use_words

_MOST_OF_A_TABLE = 200
# More columns than this do not fit beside each other on paper.
_MOST_COLUMNS = 6
# What is read first, and what it is called; any other table is called by what it is for.
_FIRST: Mapping[str, str | Promise] = {
    "pupils.pupil": gettext_lazy("Who the school has on its roll"),
    "pupils.adult": gettext_lazy("How the school reaches you"),
    "people.person": gettext_lazy("Who works here"),
    "pupils.consentnow": gettext_lazy("What counts now for pictures, videos and names"),
    "pupils.answer": gettext_lazy("Every answer for pictures, videos and names that was ever given"),
    "media.appearance": gettext_lazy("In which pictures and videos"),
    "showing.groupmember": gettext_lazy("In which clubs, trips and events"),
    "pupils.responsibility": gettext_lazy("Who answers for the child: how they stand to each other"),
    "people.appointment": gettext_lazy("Which posts, from when until when"),
    "families.familylink": gettext_lazy("Links that were sent, by which a family answers"),
    "personal_data.copygiven": gettext_lazy("Copies made before"),
    "personal_data.correction": gettext_lazy("What was put right"),
}
_COLUMNS: Mapping[str, str | Promise] = {
    "use": gettext_lazy("for what"),
    "uses": gettext_lazy("for what"),
    "said": gettext_lazy("answer"),
    "basis": gettext_lazy("lawful basis"),
    "capacity": gettext_lazy("answered by"),
    "asked_as": gettext_lazy("asked by"),
    "rows": gettext_lazy("how many things were in it"),
    "field": gettext_lazy("what"),
    "position": gettext_lazy("in which place on the list"),
    "copies_before": gettext_lazy("copies made before"),
    "from_roll": gettext_lazy("told to the management system"),
    "box": gettext_lazy("where in the picture or video"),
    "born_on": gettext_lazy("date of birth"),
    "upn": gettext_lazy("unique pupil number"),
}
_WORDS: Mapping[str, Mapping[Any, Any]] = {"said": SAID_WORDS, "capacity": CAPACITY_WORDS}


def as_document(subject: Subject, held: Everything, now: datetime) -> bytes:
    """What everything.json has, to read: what one is first, then the answers, then the rest."""
    sections = [_section(part, subject) for part in sorted(held.parts, key=_place)]
    if held.mentions:
        rows = [_named(one) for one in held.mentions[:_MOST_OF_A_TABLE]]
        sections.append(_listed(_("Words that name you"), rows, len(held.mentions)))
    if held.letters:
        rows = [_pairs(letter) for letter in held.letters[:_MOST_OF_A_TABLE]]
        sections.append(_listed(_("E-mails that were sent"), rows, len(held.letters)))
    did = _("%(number)s times something they did is written down, with its number and time.")
    counted = [
        *([did % {"number": len(held.did)}] if held.did else []),
        _("%(number)s entries of the trail are about them or were made by them.")
        % {"number": len(held.trail)},
        _(
            "%(number)s pictures and videos show them alone and lie beside this document; "
            "%(others)s show others too."
        )
        % {"number": len(held.pictures), "others": len(held.pictures_with_others)},
        _("Each of them stands in the file everything.json."),
    ]
    sections.append({"title": _("Besides"), "lines": counted, "rows": [], "more": 0})
    sections.append({"title": _("What this copy leaves out"), "lines": left_out(), "rows": [], "more": 0})
    sections.append({"title": _("What you can ask for"), "lines": _rights(), "rows": [], "more": 0})
    return as_pdf(
        _("Everything held on %(name)s") % {"name": subject.name},
        _("%(school)s, %(day)s") % {"school": subject.school.name, "day": f"{today_of(now):%-d %B %Y}"},
        sections,
        now,
    )


def _rights() -> list[str]:
    return [
        _("You can have what is wrong put right, ask for something to be erased, and object to a use."),
        _("You can complain to the school, and at any time to the Information Commissioner (ico.org.uk)."),
    ]


def _place(part: Part) -> int:
    return list(_FIRST).index(part.table) if part.table in _FIRST else len(_FIRST)


def _section(part: Part, subject: Subject) -> dict[str, Any]:
    title = _FIRST.get(part.table)
    lines = [part.purpose] if title else []
    lines.append(
        _("Kept: %(keeping)s. Seen by: %(seen_by)s. Because of: %(basis)s.")
        % {"keeping": part.keeping, "seen_by": part.seen_by, "basis": part.lawful_basis}
    )
    rows = part.rows[:_MOST_OF_A_TABLE]
    names = [name for name in _names_of(rows) if any(_is_told(row.get(name)) for row in rows)]
    if not names:
        lines.append(_("How many: %(number)s. More is not written down.") % {"number": len(part.rows)})
        rows = []
    head = [_column(name, subject) for name in names]
    told = [[_in_words(part.table, name, row.get(name)) for name in names] for row in rows]
    section = _listed(str(title or part.purpose), [], len(part.rows)) | {"lines": lines}
    if len(told) > 1 and len(names) <= _MOST_COLUMNS:
        return section | {"table": {"head": head, "rows": told}}
    return section | {
        "rows": [[[name, words] for name, words in zip(head, row, strict=True) if words] for row in told]
    }


def _listed(title: str, rows: list[list[list[str]]], many: int) -> dict[str, Any]:
    return {"title": title, "lines": [], "rows": rows, "more": max(0, many - _MOST_OF_A_TABLE)}


def _names_of(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns, without our own numbering of the rows."""
    return [name for name in next(iter(rows), {}) if name != "number"]


def _is_told(value: Any) -> bool:
    return value not in (None, "", [], {}, False)


def _column(name: str, subject: Subject) -> str:
    known = CORRECTABLE[subject.kind].get(name)
    if name in _COLUMNS:
        return str(_COLUMNS[name])
    if known is not None:
        return str(known.title).partition(",")[0]
    return name.removesuffix("_at").removesuffix("_on").replace("_", " ")


def _named(mention: Mention) -> list[list[str]]:
    """What the words are for, and the words."""
    pairs = [[str(mention.purpose), mention.words]]
    if not mention.is_certain:
        pairs.append([_("Not sure"), _("This may be about you or about somebody of the same name.")])
    return pairs


def _pairs(row: Mapping[str, Any]) -> list[list[str]]:
    """Column and value, in words; what is empty is left out."""
    return [
        [name.removesuffix("_at").replace("_", " "), _plain(value)]
        for name, value in row.items()
        if _is_told(value)
    ]


def _in_words(table: str, name: str, value: Any) -> str:
    """A value as people say it: the words of a choice, of a use, of a day."""
    if not _is_told(value):
        return ""
    if name == "use" and value in ALL_USES:
        return use_words(value)
    if name == "uses":
        return ", ".join(use_words(one) if one in ALL_USES else str(one) for one in value)
    if name in _WORDS and value in _WORDS[name]:
        return str(_WORDS[name][value])
    if name == "field":
        return next((str(one[value].title) for one in CORRECTABLE.values() if value in one), str(value))
    if name == "basis":
        return str(value).replace("_", " ")
    return str(_choices(table, name).get(value) or _plain(value))


def _choices(table: str, name: str) -> dict[Any, Any]:
    try:
        column = apps.get_model(table)._meta.get_field(name)
    except FieldDoesNotExist:
        return {}
    return dict(column.flatchoices) if isinstance(column, Field) else {}


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, list | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)

"""A copy of everything held on somebody: one ZIP with a document to read, the same as JSON, and their pictures."""

import io
import json
import zipfile
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from schoolgate.media.models import Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_bytes
from schoolgate.media.storing import PictureGone
from schoolgate.media.video.keeping import film_bytes
from schoolgate.people.queries import today_of
from schoolgate.personal_data.gathering import Everything
from schoolgate.personal_data.mentions import Mention
from schoolgate.personal_data.paper import as_pdf
from schoolgate.personal_data.subjects import Subject
from schoolgate.personal_data.withheld import left_out
from schoolgate.rules.posts.films import Film

_MOST_OF_A_TABLE = 200


def packed(subject: Subject, held: Everything, now: datetime) -> bytes:
    """The ZIP."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("everything.json", as_json(subject, held, now))
        pack.writestr("everything.pdf", as_document(subject, held, now))
        for pk in held.pictures:
            picture = Picture._base_manager.get(pk=pk)
            try:
                content = picture_bytes(picture, covers_of(picture))
            except PictureGone:
                continue  # Removed meanwhile.
            pack.writestr(zipfile.ZipInfo(f"pictures/{pk}.jpg"), content)
            if picture.film == Film.READY:  # A video only as it goes out: others in it are covered there.
                with suppress(PictureGone):
                    pack.writestr(zipfile.ZipInfo(f"pictures/{pk}.mp4"), film_bytes(picture))
    return file.getvalue()


def as_json(subject: Subject, held: Everything, now: datetime) -> str:
    """Exact, for a program: each table with what it is for, and its rows."""
    told = {
        "about": subject.name,
        "school": subject.school.name,
        "made_at": now,
        "tables": [
            {
                "table": part.table,
                "purpose": part.purpose,
                "lawful_basis": part.lawful_basis,
                "keeping": part.keeping,
                "seen_by": part.seen_by,
                "rows": part.rows,
            }
            for part in held.parts
        ],
        "did": held.did,
        "trail": held.trail,
        "letters": held.letters,
        "named_in_words": [
            {
                "table": one.table,
                "purpose": one.purpose,
                "number": one.number,
                "column": one.column,
                "words": one.words,
                "may_be_a_namesake": not one.is_certain,
            }
            for one in held.mentions
        ],
        "pictures": held.pictures,
        "pictures_with_others": held.pictures_with_others,
        "left_out": left_out(),
    }
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def as_document(subject: Subject, held: Everything, now: datetime) -> bytes:
    """The same to read, as a PDF that a screen reader reads too."""
    sections: list[dict[str, Any]] = [
        {
            "title": part.purpose,
            "lines": [
                _("Kept: %(keeping)s. Seen by: %(seen_by)s. Because of: %(basis)s.")
                % {"keeping": part.keeping, "seen_by": part.seen_by, "basis": part.lawful_basis}
            ],
            "rows": [_pairs(row) for row in part.rows[:_MOST_OF_A_TABLE]],
            "more": max(0, len(part.rows) - _MOST_OF_A_TABLE),
        }
        for part in held.parts
    ]
    if held.mentions:
        rows = [_named(one) for one in held.mentions[:_MOST_OF_A_TABLE]]
        more = max(0, len(held.mentions) - _MOST_OF_A_TABLE)
        sections.append({"title": _("Words that name you"), "lines": [], "rows": rows, "more": more})
    if held.letters:
        rows = [_pairs(letter) for letter in held.letters[:_MOST_OF_A_TABLE]]
        more = max(0, len(held.letters) - _MOST_OF_A_TABLE)
        sections.append({"title": _("E-mails that were sent"), "lines": [], "rows": rows, "more": more})
    counted = [
        _("%(number)s times something they did is written down, with its number and time.")
        % {"number": len(held.did)},
        _("%(number)s entries of the trail are about them or were made by them.")
        % {"number": len(held.trail)},
        _("%(number)s pictures show them alone and lie beside this document; %(others)s show others too.")
        % {"number": len(held.pictures), "others": len(held.pictures_with_others)},
        _("Each of them stands in the file everything.json."),
    ]
    sections.append({"title": _("Besides"), "lines": counted, "rows": [], "more": 0})
    sections.append({"title": _("What this copy leaves out"), "lines": left_out(), "rows": [], "more": 0})
    return as_pdf(
        _("Everything held on %(name)s") % {"name": subject.name},
        _("%(school)s, %(day)s") % {"school": subject.school.name, "day": f"{today_of(now):%-d %B %Y}"},
        sections,
        now,
    )


def _named(mention: Mention) -> list[list[str]]:
    """What the words are for, and the words."""
    pairs = [[str(mention.purpose), mention.words]]
    if not mention.is_certain:
        pairs.append([_("Not sure"), _("This may be about you or about somebody of the same name.")])
    return pairs


def _pairs(row: dict[str, Any]) -> list[list[str]]:
    """Column and value, in words; what is empty is left out."""
    return [
        [name.replace("_", " "), _in_words(value)]
        for name, value in row.items()
        if value not in (None, "", [], {})
    ]


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y %H:%M} UTC"
    if isinstance(value, list | dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)

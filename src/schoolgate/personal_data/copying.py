"""A copy of everything held on somebody: one ZIP with a document to read, the same as JSON, and their pictures."""

import io
import json
import zipfile
from contextlib import suppress
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder

from schoolgate.media.models import Picture
from schoolgate.media.queries import covers_of
from schoolgate.media.showing import picture_bytes
from schoolgate.media.storing import PictureGone
from schoolgate.media.video.keeping import film_bytes
from schoolgate.personal_data.document import as_document
from schoolgate.personal_data.gathering import Everything
from schoolgate.personal_data.subjects import Subject
from schoolgate.personal_data.withheld import left_out
from schoolgate.rules.posts.films import Film


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

"""Everything that is kept of a school, in files that need no Schoolgate to be read.

One ZIP: each table as CSV (for people) and as lines of JSON (exact), with what every column means; the pictures; the
trail with its words, its hashes and every signed checkpoint. Secrets (passwords, keys of accounts, addresses that
open something) stay here: their columns are named as left out. So do worries, for whoever takes the rest out may be
whom one is about: their tables are empty, and of their entries in the trail only place and hash are told.
"""

import csv
import io
import json
import shutil
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Max

from schoolgate.audit import keys
from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Checkpoint, Event, Log
from schoolgate.audit.notes import public_line
from schoolgate.keeping.installation import key_of
from schoolgate.keeping.whole_school import Model, people_of, rows_of, ways
from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.media.models import Picture
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureGone
from schoolgate.media.video.keeping import films, master
from schoolgate.people.models import Person, School

_AT_ONCE = 500
_OF_WHOM = "export.json"
_OF_WORRIES = "concern."
# What a spreadsheet would take for a formula is made plain text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
READ_ME = """Everything that Schoolgate kept of {school}, taken out on {day}.

export.json  which school this is, and up to which entry of its trail.
tables/      each table twice: .csv to look at, .jsonl exact. tables/README.json says what each table is for,
             how long it was kept, who saw it, and which kind of data each column holds.
pictures/    the pictures, by their number in tables/media.picture.
trail/       every entry of the trail in its order: its bytes, its words, its place and its hash (events.jsonl);
             every signed checkpoint (checkpoints.txt); the public keys they are signed with (keys.txt).

The trail proves itself: SHA-256 of a zero byte and the bytes of an entry is its leaf; the leaves in their order make
the Merkle tree of RFC 6962, whose root stands in the checkpoint of that size. The SHA-256 of an entry's salt and words
is the "commitment" within its bytes.
"""


def write_export(school: School, to: Path, now: datetime) -> dict[str, int]:
    """Write the ZIP; how many rows each table has."""
    counts: dict[str, int] = {}
    meanings: dict[str, Any] = {}
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", READ_ME.format(school=school.name, day=f"{now:%-d %B %Y}"))
        packed.writestr(_OF_WHOM, json.dumps({**_marks(school, now), "upto": _newest_entry(school)}))
        for model, rows in _tables(school):
            name = model._meta.label_lower
            counts[name] = _write_table(packed, name, model, rows)
            meanings[name] = _meaning(model)
        packed.writestr("tables/README.json", json.dumps(meanings, indent=1, ensure_ascii=False))
        counts["pictures"] = _write_pictures(packed, school)
        counts["trail"] = _write_trail(packed, f"school:{school.pk}")
    return counts


def refusal_to_remove_after(exported: Path, school: School, now: datetime) -> str:
    """Why this file is no export of the school as it is now; "" when it is."""
    again = f"Run `schoolgate export {school.slug}` first, and look into it."
    try:
        with zipfile.ZipFile(exported) as packed:
            told = json.loads(packed.read(_OF_WHOM))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        return f"{exported} is no export. {again}"
    if {name: told.get(name) for name in ("installation", "number")} != {
        name: _marks(school, now)[name] for name in ("installation", "number")
    }:
        return f"{exported} is the export of another school, {told.get('school')}. {again}"
    if _newest_entry(school) > told.get("upto", 0):
        return f"Something was done at {school.slug} after this export, and is not in it. {again}"
    return ""


def _marks(school: School, now: datetime) -> dict[str, Any]:
    return {
        "installation": key_of(now),
        "number": school.pk,
        "school": school.slug,
        "made_at": now.isoformat(),
    }


def _newest_entry(school: School) -> int:
    """The last entry of the school's trail that is not about exporting and removing it."""
    events = Event.objects.filter(log_id=f"school:{school.pk}")
    about_leaving = (EventType.SCHOOL_EXPORTED, EventType.DETAIL_ERASED)
    return events.exclude(type__in=about_leaving).aggregate(last=Max("pk"))["last"] or 0


def _tables(school: School) -> Iterator[tuple[Model, Iterable[models.Model]]]:
    yield School, School.objects.filter(pk=school.pk)
    yield Person, people_of(school)
    for model in sorted(ways(), key=lambda one: one._meta.label_lower):
        label = getattr(model, "label", None)
        if label is not None and label.stays_here:
            yield model, ()
        else:
            yield model, rows_of(model, school).iterator(chunk_size=_AT_ONCE)


def _columns(model: Model) -> list[str]:
    label = getattr(model, "label", None)
    secret = {name for name, kind in label.fields.items() if kind is Kind.SECRET} if label else set()
    return [field.attname for field in model._meta.concrete_fields if field.name not in secret]


def _write_table(packed: zipfile.ZipFile, name: str, model: Model, rows: Iterable[models.Model]) -> int:
    """Both files side by side, a row at a time; how many."""
    columns, number = _columns(model), 0
    lines = io.StringIO()
    with packed.open(f"tables/{name}.csv", "w") as table:
        table.write(_csv_line(columns))
        for row in rows:
            told = {column: getattr(row, column) for column in columns}
            table.write(_csv_line([_cell(value) for value in told.values()]))
            lines.write(json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n")
            number += 1
    packed.writestr(f"tables/{name}.jsonl", lines.getvalue())
    return number


def _csv_line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    words = (
        json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
        if isinstance(value, dict | list)
        else value.isoformat()
        if isinstance(value, datetime)
        else str(value)
    )
    return f"'{words}" if words.startswith(_FORMULA) and not isinstance(value, int | float) else words


def _meaning(model: Model) -> dict[str, Any]:
    label: TableLabel | None = getattr(model, "label", None)
    if label is None:
        return {"purpose": f"Ties rows together ({model._meta.verbose_name})."}
    return {
        "purpose": label.purpose,
        "lawful_basis": label.lawful_basis,
        "keeping": label.keeping,
        "seen_by": label.seen_by,
        "stays_here": label.stays_here,
        "columns": {name: str(kind) for name, kind in label.fields.items()},
        "left_out": sorted(name for name, kind in label.fields.items() if kind is Kind.SECRET),
    }


def _write_pictures(packed: zipfile.ZipFile, school: School) -> int:
    store, number = picture_store(), 0
    for picture in Picture._base_manager.filter(school=school, removed_at__isnull=True).iterator():
        try:
            content = store.read(school.pk, picture.stored_as)
        except PictureGone:
            continue  # Removed meanwhile.
        packed.writestr(zipfile.ZipInfo(f"pictures/{picture.pk}.jpg"), content)
        number += 1
        if picture.film:
            _write_film(packed, picture)
    return number


def _write_film(packed: zipfile.ZipFile, picture: Picture) -> None:
    """The video that a picture stands for, beside it."""
    with (
        suppress(PictureGone),  # It waits to be drawn anew, or could not be.
        films().opened(master(picture.school_id, picture.stored_as)) as film,
        packed.open(f"pictures/{picture.pk}.mp4", "w") as file,
    ):
        shutil.copyfileobj(film, file)


def _write_trail(packed: zipfile.ZipFile, log_key: str) -> int:
    number = 0
    events = Event.objects.filter(log_id=log_key).select_related("detail", "leaf").order_by("pk")
    with packed.open("trail/events.jsonl", "w") as file:
        for event in events.iterator(chunk_size=_AT_ONCE):
            file.write((json.dumps(_entry(event)) + "\n").encode())
            number += 1
    notes = Checkpoint.objects.filter(log_id=log_key).order_by("size").values_list("note", flat=True)
    packed.writestr("trail/checkpoints.txt", "\n".join(notes))
    log = Log.objects.filter(pk=log_key).first()
    lines = [public_line(log.origin, key) for key in keys.trusted_keys()] if log else []
    packed.writestr("trail/keys.txt", "\n".join(lines))
    return number


def _entry(event: Event) -> dict[str, Any]:
    detail, leaf = getattr(event, "detail", None), getattr(event, "leaf", None)
    is_closed = event.type.startswith(_OF_WORRIES)
    if is_closed:
        detail = None
    return {
        "event": event.pk,
        "bytes": None if is_closed else _base64(event.leaf_bytes),
        "salt": _base64(detail.salt) if detail else None,
        "words": detail.words if detail else None,
        "place": leaf.index if leaf else None,
        "leaf": bytes(leaf.leaf_hash).hex() if leaf else None,
    }


def _base64(content: bytes | memoryview) -> str:
    return b64encode(bytes(content)).decode()

"""The OpenAPI 3.1 document, made from the same operations that answer."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from schoolgate.api import problems, shown
from schoolgate.api.asking import kinds_of
from schoolgate.api.by_hand import LETTERS, Exported, LookedUp
from schoolgate.api.idempotency import KEY, KEY_HEADER, LONGEST_KEY
from schoolgate.api.inputs import LARGEST_ID, Part
from schoolgate.api.operations import Operation, operations
from schoolgate.api.rolls import SENT, RollSent, RowOfRoll, schema_kinds
from schoolgate.api.sent_files import MULTIPART
from schoolgate.api.things import THINGS
from schoolgate.kernel.permissions import PERMISSION_WORDS

ROOT = "/api/v1"
_REF = "#/components/schemas/{name}"
_MOST_FILES = {"pictures": 10}
_ANSWERS = {"look_up_pupil": LookedUp, "export_roll": Exported, "send_roll": RollSent}
# What any call may be answered, beside what is meant.
_ANY = (
    "unreadable", "no-key", "not-allowed", "not-here", "wrong-method", "wrong-fields", "too-often", "our-fault", "away",
)  # fmt: skip
_WRITES = ("refused", "too-large", "wrong-type", "used-before", "no-room")

Json = dict[str, Any]


@cache
def document() -> Json:
    """The whole document."""
    every = operations()
    schemas = _Schemas(every)
    paths: dict[str, Json] = {}
    for one in every:
        paths.setdefault(path_of(one), {})[one.method.lower()] = _operation(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Schoolgate",
            "version": version("schoolgate"),
            "summary": "What a school’s social media policy lets a program do, in a person’s name.",
            "description": (
                "Every call carries a key that a person made for the program, and has that person’s rights at "
                "that moment, as far as the key goes. What only a person may do refuses every key."
            ),
        },
        "servers": [{"url": ROOT}],
        "security": [{"key": []}],
        "tags": [{"name": name} for name in dict.fromkeys(one.group for one in every)],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _PROBLEM, **schemas.components},
        },
    }


def path_of(operation: Operation) -> str:
    """The path as OpenAPI writes it: "/schools/{school}/posts/{id}/approve"."""
    return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", operation.path)


class _Schemas:
    """The schemas of everything that is taken and shown, made once."""

    def __init__(self, every: Iterable[Operation]) -> None:
        kinds: list[Any] = [shown.SubjectShown, shown.RefusalShown, shown.FoundShown]
        kinds += [one.answers for one in every if one.answers is not None]
        kinds += [thing.shown for thing in THINGS if thing.shown is not None]
        kinds += [part.kind for one in every for part in one.parts]
        kinds += [kind for thing in THINGS for kind in kinds_of(thing.asks).values()]
        kinds += [kinds_of({})["page"], LETTERS[0].kind, *schema_kinds()]
        made, self.components = msgspec.json.schema_components(kinds, ref_template=_REF)
        self._made = dict(zip(map(repr, kinds), made, strict=True))

    def of(self, kind: Any) -> Json:
        return self._made[repr(kind)]


def _operation(one: Operation, schemas: _Schemas) -> Json:
    made: Json = {
        "operationId": one.id,
        "tags": [one.group],
        "summary": one.words[:1].upper() + one.words[1:],
        "description": _description(one),
        "parameters": [*_of_path(one), *_of_query(one, schemas), *_of_headers(one)],
        "responses": _responses(one, schemas),
    }
    body = _body(one, schemas)
    if body is not None:
        made["requestBody"] = body
    return made


def _description(one: Operation) -> str:
    words = f"Needs the right to {PERMISSION_WORDS[one.may]}." if one.may is not None else "Needs any key."
    return f"{words} Only a person does this: every key is refused." if one.is_in_person else words


def _of_path(one: Operation) -> list[Json]:
    names = re.findall(r"<(\w+):(\w+)>", one.path)
    slug = {"type": "string", "pattern": "^[a-zA-Z0-9_-]+$"}
    number = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
    return [
        {"name": name, "in": "path", "required": True, "schema": number if kind == "int" else slug}
        for kind, name in names
    ]


def _of_query(one: Operation, schemas: _Schemas) -> list[Json]:
    if not one.is_list or one.thing is None:
        return []
    return [
        {"name": name, "in": "query", "required": False, "schema": schemas.of(kind)}
        for name, kind in kinds_of(one.thing.asks).items()
    ]


def _of_headers(one: Operation) -> list[Json]:
    if not one.writes or one.is_in_person:
        return []
    words = (
        "Send the same key again with the same call, and it is done once; with another call it is refused."
    )
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": KEY}
    return [{"name": KEY_HEADER, "in": "header", "required": False, "description": words, "schema": schema}]


def _body(one: Operation, schemas: _Schemas) -> Json | None:
    if one.is_in_person or not one.writes:
        return None
    if one.file_field:
        content = {MULTIPART: {"schema": _files(one)}}
        if one.id == "send_roll":
            content["application/json"] = {"schema": _fields(SENT, schemas)}
        return {"required": True, "content": content}
    parts: tuple[Part, ...] = LETTERS if one.id == "look_up_pupil" else one.parts
    if not parts:
        return None
    is_needed = any(part.is_required for part in parts)
    return {"required": is_needed, "content": {"application/json": {"schema": _fields(parts, schemas)}}}


def _fields(parts: Iterable[Part], schemas: _Schemas) -> Json:
    """The object whose fields these are."""
    schema: Json = {
        "type": "object",
        "properties": {part.name: schemas.of(part.kind) for part in parts},
        "additionalProperties": False,
    }
    required = [part.name for part in parts if part.is_required]
    return schema | {"required": required} if required else schema


def _files(one: Operation) -> Json:
    file = {"type": "string", "format": "binary"}
    most = _MOST_FILES.get(one.file_field)
    several = {"type": "array", "items": file, "minItems": 1, "maxItems": most}
    return {
        "type": "object",
        "properties": {one.file_field: several if most else file},
        "required": [one.file_field],
        "additionalProperties": False,
    }


def _responses(one: Operation, schemas: _Schemas) -> Json:
    kinds = list(_ANY)
    if one.writes:
        kinds += _WRITES
    if one.is_in_person:
        kinds.append("in-person")
    answers: Json = {}
    if not one.is_in_person:
        content = {"application/json": {"schema": _answer(one, schemas)}}
        answers["200"] = {"description": "Done." if one.writes else "Here it is.", "content": content}
    problem = {problems.MEDIA_TYPE: {"schema": {"$ref": _REF.format(name="Problem")}}}
    by_status: dict[int, list[str]] = {}
    for kind in kinds:
        status, title = problems.KINDS[kind]
        by_status.setdefault(status, []).append(title)
    for status, titles in sorted(by_status.items()):
        answers[str(status)] = {"description": " ".join(titles), "content": problem}
    return answers


def _answer(one: Operation, schemas: _Schemas) -> Json:
    if one.writes:
        return _did(one, schemas)
    item = schemas.of(one.answers)
    if not one.is_list:
        return item
    return _object({"items": {"type": "array", "items": item}, "next": _or_null({"type": "string"})})


def _did(one: Operation, schemas: _Schemas) -> Json:
    """What an action answers: its subject is one of the things that it can be."""
    subject = schemas.of(shown.SubjectShown)
    known = {thing.shown for thing in THINGS if thing.shown is not None and thing.model is not None}
    members: Json = {
        "subject": {
            "anyOf": [subject, *(schemas.of(each) for each in sorted(known, key=lambda each: each.__name__))]
        },
        "event": _or_null({"type": "integer"}),
        "done_before": {"type": "boolean"},
    }
    if one.id == "look_up_pupil":
        members["found"] = {"type": "array", "items": schemas.of(shown.FoundShown)}
    if one.id == "export_roll":
        words = {"type": "array", "items": {"type": "string"}}
        members |= {"header": words, "rows": {"type": "array", "items": words}}
    if one.id == "send_roll":
        rows = {"type": "array", "items": schemas.of(RowOfRoll)}
        counts = {"type": "object", "additionalProperties": {"type": "integer"}}
        said = {one: {"type": "boolean"} for one in ("waits", "columns_are_known", "same_as_before")}
        members |= {"applied": counts, **said, "rows": rows, "rows_not_shown": {"type": "integer"}}
    return _object(members)


def _object(members: Json) -> Json:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


_PROBLEM: Json = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string", "enum": [f"{ROOT}/#{kind}" for kind in problems.KINDS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "refusals": {"type": "array", "items": {"$ref": _REF.format(name="RefusalShown")}},
        "errors": {
            "type": "array",
            "items": _object({"field": {"type": "string"}, "what": {"type": "string"}}),
        },
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}

"""Reads the library of starting policies from its files. Pure files in, pure policies out: no database.

`library/library.toml` names the policies and what settings may refer to; `library/settings/` and
`library/gates.toml` say what a policy can set; `library/judgement.toml` holds the questions for people; a
folder for each policy holds its settings (`policy.toml`), its clauses (`clauses.csv`) and what serves them, how
each lives, and the scene that proves it (`served_by.csv`).
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schoolgate.rules.policy.definitions import GateDefinition, Question, SettingDefinition, Strictness
from schoolgate.rules.policy.errors import PolicyError
from schoolgate.rules.policy.library import (
    CatalogueEntry,
    Definitions,
    LibraryPolicy,
    Row,
    Stale,
    Statement,
)
from schoolgate.rules.policy.lines import Line
from schoolgate.rules.policy.living import Lives, can_live

HERE = Path(__file__).parent / "library"
FRESH = "FS"
STRENGTHS = {"must", "should", "may"}


@cache
def library() -> Mapping[str, LibraryPolicy]:
    """The policies of the library by code ("AC"), in the order in which a school is shown them."""
    return read_library(HERE)


def read_library(folder: Path) -> Mapping[str, LibraryPolicy]:
    """Read and check a whole library. PolicyError says which file's what cannot stand."""
    index = _toml(folder / "library.toml")
    definitions = _definitions(folder, index)
    fresh = _policy(folder / FRESH.lower(), definitions, None)
    others = {code.upper() for code in index["policies"]} - {FRESH}
    read = {code: _policy(folder / code.lower(), definitions, fresh) for code in others} | {FRESH: fresh}
    for policy in read.values():
        policy.check()
    return MappingProxyType({code.upper(): read[code.upper()] for code in index["policies"]})


def _definitions(folder: Path, index: Mapping[str, Any]) -> Definitions:
    settings: dict[str, SettingDefinition] = {}
    for path in sorted((folder / "settings").glob("*.toml")):
        for key, raw in _toml(path).items():
            if key in settings:
                raise PolicyError(key, f"{path.name} defines this a second time.")
            settings[key] = _setting(key, path.stem, raw, index["choices"])
    gates = {f"gate.{key}": GateDefinition.from_document(f"gate.{key}", raw) for key, raw in _gates(folder)}
    questions = (Question.from_document(key, raw) for key, raw in _toml(folder / "judgement.toml").items())
    return Definitions(
        settings=MappingProxyType(settings),
        gates=MappingProxyType(gates),
        questions=tuple(questions),
        ten_lines=tuple(index["ten_lines"]),
        lines=tuple(_lines(folder / "moments")),
    )


def _lines(folder: Path) -> Iterator[Line]:
    """The lines of every moment, a file each, in the order in which they are read."""
    for path in sorted(folder.glob("*.toml")):
        about = _toml(path)
        shared = {"moment": path.stem, "audience": about["audience"]}
        for key, raw in about["lines"].items():
            yield Line.from_document(f"{path.stem}.{key}", {**shared, **raw})


def _gates(folder: Path) -> Iterator[tuple[str, Any]]:
    yield from _toml(folder / "gates.toml").items()


def _setting(key: str, area: str, raw: dict[str, Any], shared: Mapping[str, Any]) -> SettingDefinition:
    """One definition; "choices_from" stands for a list of choices that several settings share."""
    shape = _with_choices(raw["shape"], shared)
    if "each" in shape:
        shape["each"] = _with_choices(shape["each"], shared)
    return SettingDefinition.from_document(key, {**raw, "area": area, "shape": shape})


def _with_choices(shape: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    if "choices_from" not in shape:
        return dict(shape)
    return {**shape, "choices": shared[shape["choices_from"]]}


def _policy(folder: Path, definitions: Definitions, fresh: LibraryPolicy | None) -> LibraryPolicy:
    raw = _toml(folder / "policy.toml")
    return LibraryPolicy(
        code=folder.name.upper(),
        title=raw["title"],
        description=raw["description"],
        statements=MappingProxyType({key: _statement(key, each) for key, each in raw["settings"].items()}),
        strictness=MappingProxyType(
            {f"gate.{key}": Strictness.read(key, each) for key, each in raw.get("strictness", {}).items()}
        ),
        catalogue=MappingProxyType({entry.id: entry for entry in _catalogue(folder)}),
        rows=tuple(_rows(folder)),
        stale=tuple(Stale(each["words"], tuple(each["clauses"])) for each in raw["stale"]),
        definitions=definitions,
        fresh=fresh,
    )


def _statement(key: str, raw: Mapping[str, Any]) -> Statement:
    unknown = set(raw) - {"value", "clauses", "note"}
    if unknown:
        raise PolicyError(
            key, f"A setting has a value, clauses and a note, not {', '.join(sorted(unknown))}."
        )
    return Statement(raw.get("value"), tuple(raw["clauses"]), raw.get("note", ""))


def _catalogue(folder: Path) -> Iterator[CatalogueEntry]:
    for row in _csv(folder / "clauses.csv"):
        yield CatalogueEntry(row["id"], row["who"], row["area"], row["kind"], row["words"])


def _rows(folder: Path) -> Iterator[Row]:
    for row in _csv(folder / "served_by.csv"):
        if row["strength"] not in STRENGTHS:
            raise PolicyError(row["clause"], f"“{row['strength']}” is not must, should or may.")
        yield _honest(
            Row(
                row["clause"],
                row["instance"],
                row["detail"],
                row["strength"],
                _lives(row["clause"], row["lives"]),
                row["scene"],
                row["reason"],
            )
        )


def _lives(clause: str, raw: str) -> Lives:
    if raw not in set(Lives):
        raise PolicyError(clause, f"“{raw}” is no way for a clause to live.")
    return Lives(raw)


def _honest(row: Row) -> Row:
    """A row that counts names the scene that proves it; a declined one, and no other, says why."""
    if not can_live(row.instance, row.lives):
        raise PolicyError(row.clause, f"{row.instance} cannot be {row.lives}.")
    if row.lives.is_proved != bool(row.scene):
        raise PolicyError(row.clause, f"{row.key} is {row.lives}: what counts, and only that, has a scene.")
    if (row.lives is Lives.DECLINED) != bool(row.reason):
        raise PolicyError(row.clause, f"{row.key} is {row.lives}: what is declined, and only that, says why.")
    return row


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)

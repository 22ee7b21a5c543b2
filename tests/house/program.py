"""The program as the house tests read it: its files, their syntax trees, its templates, its addresses."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = CHECKOUT / "src" / "schoolgate"
NOT_THE_PROGRAM = frozenset({"tests", "migrations", "__pycache__"})


@dataclass(frozen=True)
class Module:
    """One file of the program."""

    path: Path

    @property
    def name(self) -> str:
        """As it is imported, without `schoolgate.`: "posts.actions.deciding"."""
        return ".".join(self.path.relative_to(PROGRAM).with_suffix("").parts).removesuffix(".__init__")

    @property
    def noun(self) -> str:
        return self.path.relative_to(PROGRAM).parts[0].removesuffix(".py")

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)

    def is_in(self, *rooms: str) -> bool:
        """Whether the file lies in one of these rooms: "clockwork", "config", "actions"…"""
        return bool({*self.name.split(".")} & set(rooms))

    def imports(self) -> Iterator[str]:
        """The modules of the program that it imports, without `schoolgate.`; what is taken from them is added."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("schoolgate."):
                for alias in node.names:
                    yield f"{node.module}.{alias.name}".removeprefix("schoolgate.")
            elif isinstance(node, ast.Import):
                yield from (
                    one.name.removeprefix("schoolgate.")
                    for one in node.names
                    if one.name.startswith("schoolgate.")
                )


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program but its tests and migrations."""
    found = sorted(PROGRAM.rglob("*.py"))
    return tuple(Module(path) for path in found if not NOT_THE_PROGRAM & set(path.relative_to(PROGRAM).parts))


def templates() -> list[Path]:
    """Every page's template of ours."""
    return sorted(PROGRAM.glob("*/jinja2/**/*.html"))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is part of the repository, or would be: ignored ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    paths = (CHECKOUT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@dataclass(frozen=True)
class Address:
    """One address of the program: its pattern, its name with namespace, its view."""

    pattern: str
    name: str
    view: object

    @property
    def module(self) -> str:
        return getattr(self.view, "__module__", "")


def addresses() -> list[Address]:
    """Every address there is."""
    return list(_below(get_resolver().url_patterns, "", ""))


def _below(patterns: list, prefix: str, namespace: str) -> Iterator[Address]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _below(one.url_patterns, f"{prefix}{one.pattern}", inner)
        elif isinstance(one, URLPattern):
            yield Address(
                f"{prefix}{one.pattern}", f"{namespace}{one.name}" if one.name else "", one.callback
            )

"""How a line of code reads here: no clock but the one it is given, small rooms, nothing left undone."""

import ast
import re
from functools import cache

import pytest

from tests.house.program import CHECKOUT, PROGRAM, Module, modules, tracked

# Where a process or a request begins, the time is read, once.
READS_THE_CLOCK = {
    "audit.management.commands.audit",
    "clockwork.management.commands.clock",
    "clockwork.management.commands.tick",
    "clockwork.tasks",
    "demo.management.commands.demo",
    "web.door",
}
CLOCKS = re.compile(r"timezone\.now|datetime\.(now|utcnow|today)|date\.today|\btime\.time\(|\blocaldate\(\)")
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "services",
    "managers",
    "signals",
    "mixins",
}
LONGEST = 400
EVERY_MODULE = modules()


def test_no_module_reads_a_clock_but_where_time_comes_in():
    suspects = [module for module in EVERY_MODULE if CLOCKS.search(module.text)]
    reading = {module.name for module in suspects if CLOCKS.search(_without_words(module))}
    assert reading == READS_THE_CLOCK


def test_each_module_is_one_room_well_below_400_lines():
    assert not [module.name for module in EVERY_MODULE if module.text.count("\n") >= LONGEST]


def test_no_module_is_a_drawer():
    assert not [module.name for module in EVERY_MODULE if DRAWERS & set(module.name.split("."))]


def test_no_page_asks_for_the_machines_language_of_time():
    assert not [module.name for module in EVERY_MODULE if "strftime" in module.text and module.is_in("views")]


def test_no_module_swallows_whatever_goes_wrong():
    assert not [
        f"{module.name}:{node.lineno}"
        for module in EVERY_MODULE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _swallows_everything(node)
    ]


def _swallows_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    all_of_them = isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    return all_of_them and len(handler.body) == 1 and isinstance(handler.body[0], ast.Pass)


def _without_words(module: Module) -> str:
    """The code, without docstrings and comments."""
    tree = ast.parse(module.text)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            node.body[0] = ast.Pass()
    return ast.unparse(tree)


@cache
def texts() -> list[tuple[str, str]]:
    """Every text file that is part of the repository, but this one, which has to name what it looks for."""
    found = []
    for path in tracked():
        if (
            path.suffix in {".png", ".jpg", ".woff2", ".ico", ".heic", ".gz", ".webp"}
            or path.name == "test_code.py"
        ):
            continue
        try:
            found.append((str(path.relative_to(CHECKOUT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize(
    "forbidden",
    [
        r"\b(TODO|FIXME)\b",
        r"pytest\.(mark\.)?(skip|xfail|importorskip)|\bskipif\b|unittest\.skip",
        r"unittest\.mock|\bMagicMock\b|\bmocker\b",
        r"(?<![\w./:*$-])/(home|root|Users|work|tmp)/\w",
        r"BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY",
    ],
)
def test_nowhere_in_the_repository_stands(forbidden):
    found = [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}: {match.group()}"
        for name, text in texts()
        for match in re.finditer(forbidden, text)
    ]
    assert not found


def test_every_setting_from_the_environment_is_written_down():
    read = set()
    for path in (PROGRAM / "config").glob("*.py"):
        read |= set(re.findall(r"environment\.\w+\(\s*\"([A-Z_]+)\"", path.read_text()))
    page = (CHECKOUT / "docs" / "settings.md").read_text()
    written = set(re.findall(r"`SCHOOLGATE_([A-Z_]+)`", page))
    # "`SCHOOLGATE_MAIL_PORT`, `_USER`" stands for SCHOOLGATE_MAIL_USER too.
    for row in page.splitlines():
        first = re.search(r"`SCHOOLGATE_([A-Z]+)_[A-Z]+`", row)
        if first:
            written |= {f"{first.group(1)}{rest}" for rest in re.findall(r"`(_[A-Z_]+)`", row)}
    assert read == written - {"DEMO"} | (read & {"DEMO"})


def test_the_pages_of_the_documentation_lead_somewhere():
    for path in [CHECKOUT / "README.md", *CHECKOUT.glob("docs/**/*.md"), *PROGRAM.glob("*/README.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name} leads to {target}"


def test_every_file_of_code_that_the_documentation_names_is_there():
    for path in [CHECKOUT / "README.md", *CHECKOUT.glob("docs/*.md")]:
        for name in re.findall(r"`((?:\w+/)+\w+\.(?:py|html|toml))(?:`|\b)", path.read_text()):
            places = (CHECKOUT / name, PROGRAM / name, CHECKOUT / "src" / name)
            assert any(place.exists() for place in places), f"{path.name} names {name}"

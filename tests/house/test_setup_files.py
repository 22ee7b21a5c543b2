"""What set-up installs from: locked, whole, and naming no place of one machine."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from setup import chromium, node, places, running, styles, suite, venv

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
LOCKS = {
    "runtime": PROJECT["project"]["dependencies"],
    "dev": PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"],
    "setup": PROJECT["dependency-groups"]["setup"],
    "node": PROJECT["dependency-groups"]["node"],
    **{
        name: PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"][name]
        for name in venv.EXTRAS
    },
}
PACKAGES = [CHECKOUT, CHECKOUT / "setup" / "chromium_package"]
STYLES = CHECKOUT / "src" / "schoolgate" / "web" / "assets" / "styles"
TEMPLATES = sorted((CHECKOUT / "src" / "schoolgate").glob("*/jinja2/**/*.html"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~!; ]", name)[0]).lower()


def locked(name: str) -> dict[str, str]:
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-zA-Z0-9._-]+)==([^\s;]+)", text, flags=re.M))


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_locked_with_its_hash(name: str):
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    assert {normal(one) for one in LOCKS[name]} <= {normal(one) for one in locked(name)}
    for package in re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in package, package


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_place_to_fetch_from(name: str):
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    assert "--index" not in text


def test_what_runs_is_the_same_version_for_its_makers():
    dev = {normal(name): version for name, version in locked("dev").items()}
    assert {normal(name): version for name, version in locked("runtime").items()}.items() <= dev.items()


@pytest.mark.parametrize("name", venv.EXTRAS)
def test_what_a_larger_installation_needs_besides_changes_no_version(name: str):
    assert locked("runtime").items() <= locked(name).items()
    assert len(locked(name)) > len(locked("runtime"))


def test_extras_are_named_once_and_remembered_for_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(venv, "_EXTRAS_KEPT", tmp_path / "extras")
    assert venv._wanted(None) == []
    assert venv._wanted(["s3", "postgres"]) == venv._wanted(None) == ["postgres", "s3"]
    with pytest.raises(running.CannotBeDone, match="There are: postgres, s3, redis"):
        venv._wanted(["mysql"])
    assert venv._wanted(None) == ["postgres", "s3"]
    assert venv._wanted([]) == venv._wanted(None) == []


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: path.name)
def test_every_npm_package_is_locked_and_names_no_place_to_fetch_from(folder: Path):
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert {f"node_modules/{name}" for name in wanted} <= set(packages)
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_every_target_of_the_makefile_is_a_command_and_is_explained():
    makefile = (CHECKOUT / "Makefile").read_text()
    targets = re.search(r"^(demo .*):$", makefile, flags=re.M)[1].split()
    from setup.__main__ import COMMANDS

    assert set(targets) == set(COMMANDS)
    said = subprocess.run(["make", "help"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    assert {f"make {name}" for name in ("demo", "run", "test", "real", "check", "bench", "taps")} <= set(
        re.findall(r"^make \w+", said, flags=re.M)
    )


def test_ci_runs_the_tests_and_the_real_systems_and_nothing_else():
    lines = (CHECKOUT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make test", "make real"]


def test_the_plain_stylesheet_dresses_every_class_of_govuk_that_our_components_use():
    used = {
        name
        for template in TEMPLATES
        for classes in re.findall(r'class="([^"]*)"', template.read_text())
        for name in re.findall(r"\bgovuk-[a-z]+(?:-[a-z]+)*(?:__[a-z-]+)?\b", classes)
    }
    plain = "".join(path.read_text() for path in STYLES.glob("*.css"))
    undressed_on_purpose = {
        "govuk-template",
        "govuk-link",
        "govuk-error-summary__body",
        "govuk-error-summary__list",
    }
    assert {name for name in used - undressed_on_purpose if f".{name}" not in plain} == set()


def test_the_plain_stylesheet_takes_the_same_pieces_as_the_built_one():
    plain = set(re.findall(r'"styles/([a-z_]+)\.css"', (STYLES.parent / "plain.css").read_text()))
    built = set(re.findall(r'"styles/([a-z_]+)"', (STYLES.parent / "schoolgate.scss").read_text()))
    assert plain - built == {"stand_in"}
    assert built <= plain


def test_a_step_is_done_once_for_each_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(running, "STAMPS", tmp_path)
    lock = tmp_path / "lock.txt"
    lock.write_text("one")
    before = running.digest_of([lock])
    running.remember("step", before)
    assert running.is_done("step", running.digest_of([lock]))
    lock.write_text("two")
    assert not running.is_done("step", running.digest_of([lock]))


def test_a_tool_that_fails_is_told_in_a_sentence():
    with pytest.raises(running.CannotBeDone, match="did not succeed"):
        running.run(["false"])
    assert running.attempt(["true"])
    assert not running.attempt(["false"])


@pytest.mark.parametrize(
    ("said", "version"), [("v20.20.2", (20, 20)), ("v8.1.0", (8, 1)), ("nonsense", (0, 0))]
)
def test_the_version_of_node_is_read(tmp_path: Path, said: str, version: tuple[int, int]):
    fake = tmp_path / "node"
    fake.write_text(f"#!/bin/sh\necho {said}\n")
    fake.chmod(0o755)
    assert node.version_of(fake) == version


def test_a_node_that_is_not_there_has_no_version(tmp_path: Path):
    assert node.version_of(tmp_path / "node") == (0, 0)


def test_without_npm_nothing_is_built_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(running, "STAMPS", tmp_path)
    monkeypatch.setattr(styles, "BUILT", tmp_path / "static")
    asked: list[object] = []
    monkeypatch.setattr(styles.node, "find", lambda oldest: asked.append(oldest))
    assert styles.build() is False
    assert "plain stylesheet" in capsys.readouterr().out
    assert styles.build() is False
    assert len(asked) == 1, "where npm could not be had, a second start does not wait for it again"
    assert styles.build(try_again=True) is False
    assert len(asked) == 2


def test_what_could_not_run_fails_only_where_a_machine_decides(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("CI", raising=False)
    assert suite._closing(0, ["the browser tests (no Chromium)"]) == 0
    assert suite._closing(suite.NO_TESTS, ["the real systems"]) == 0
    assert suite._closing(1, []) == 1
    assert "did not run: the browser tests (no Chromium)" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    assert suite._closing(0, ["the browser tests (no Chromium)"]) == 1
    assert suite._closing(suite.NO_TESTS, ["the real systems"]) == suite.NO_TESTS
    assert suite._closing(0, []) == 0


def test_no_test_chosen_is_a_failure_when_everything_could_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CI", raising=False)
    assert suite._closing(suite.NO_TESTS, []) == suite.NO_TESTS


def test_chromium_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SCHOOLGATE_CHROMIUM", str(tmp_path / "mine"))
    assert chromium.find() == tmp_path / "mine"


@pytest.mark.parametrize(("here", "taken"), [(True, chromium.WITHOUT_WINDOWS), (False, "chromium")])
def test_of_two_chromiums_the_one_without_windows_is_taken_and_asked_of_debian_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, here: bool, taken: str
):
    asked: list[str] = []
    monkeypatch.setattr(chromium.debian, "install", lambda *packages: bool(asked.extend(packages)))
    monkeypatch.delenv("SCHOOLGATE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("chromium", chromium.WITHOUT_WINDOWS)[: 1 + here]:
        (tmp_path / name).touch(0o755)
    assert chromium.install() == tmp_path / taken
    assert asked == ([] if here else [chromium.WITHOUT_WINDOWS])


def test_npms_chromium_is_found_when_the_machine_has_none_and_brings_its_libraries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("SCHOOLGATE_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "NPM_CHROMIUM", tmp_path)
    monkeypatch.setattr(chromium, "FOUND_BY_NPM", tmp_path / "found.json")
    assert chromium.find() is None
    executable = tmp_path / "unpacked"
    executable.touch()
    (tmp_path / "found.json").write_text(
        json.dumps({"executable": str(executable), "libraries": "/lib-here", "fonts": "/fonts-here"})
    )
    assert chromium.find() == executable
    assert chromium.environment() == {"LD_LIBRARY_PATH": "/lib-here", "FONTCONFIG_PATH": "/fonts-here"}


def test_set_up_installs_only_into_the_checkout():
    inside = [places.VENV, places.TOOLS, places.NODE_MODULES, places.BUILT, places.NPM_CHROMIUM]
    assert all(CHECKOUT in path.parents for path in inside)


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    tree = ast.parse(path.read_text())
    for one in ast.walk(tree):
        # What only the type checker reads is not imported.
        if isinstance(one, ast.If) and isinstance(one.test, ast.Name) and one.test.id == "TYPE_CHECKING":
            one.body = []
    for one in ast.walk(tree):
        if isinstance(one, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in one.names}
        elif isinstance(one, ast.ImportFrom) and one.module and not one.level:
            names.add(one.module.partition(".")[0])
    return names


def test_the_program_imports_only_what_it_asks_for():
    ours = {"schoolgate", "tests"} | set(sys.stdlib_module_names)
    packages = importlib.metadata.packages_distributions()
    groups = PROJECT["project"]["optional-dependencies"]
    optional = [one for group, names in groups.items() if group != "dev" for one in names]
    asked = {normal(one) for one in [*PROJECT["project"]["dependencies"], *optional]}
    for path in (CHECKOUT / "src").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for name in imports_of(path) - ours:
            provided_by = {normal(one) for one in packages.get(name, ())}
            assert provided_by & asked, f"{path} imports {name}, which pyproject.toml does not ask for"


def test_set_up_imports_only_the_standard_library():
    for path in (CHECKOUT / "setup").rglob("*.py"):
        assert imports_of(path) <= {"setup"} | set(sys.stdlib_module_names), path

"""The install guide says what the program does: its settings, commands, options, targets and pages are there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from schoolgate.config import settings
from setup import __main__ as makes
from setup import service, venv

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDE = (CHECKOUT / "docs" / "install.md").read_text()
SETTINGS = (CHECKOUT / "docs" / "settings.md").read_text()
# Given to one command only, so that it stands in no file.
OF_ONE_COMMAND = {"SCHOOLGATE_PASSPHRASE"}
TEMPLATES = "\n".join(
    path.read_text() for path in sorted((CHECKOUT / "src" / "schoolgate").glob("*/jinja2/**/*.html"))
) + "\n".join(path.read_text() for path in sorted((CHECKOUT / "src" / "schoolgate").glob("*/apps.py")))


def commands() -> list[tuple[str, str]]:
    """Each command of the program in the guide, with what stands behind it on its line."""
    found = re.findall(
        r"(?:-m schoolgate|`schoolgate|sudo schoolgate|' schoolgate|^`?)\s(\w+)([^`'\n]*)", GUIDE
    )
    more = re.findall(r"`(backup|restore|upgrade)( --[^`]*)`", GUIDE)
    return [
        (name, rest) for name, rest in (*found, *more) if name in get_commands() or rest.startswith(" --")
    ]


def test_every_setting_it_names_is_one():
    named = set(re.findall(r"SCHOOLGATE_[A-Z_]*[A-Z]", GUIDE)) - OF_ONE_COMMAND
    known = set(re.findall(r"SCHOOLGATE_[A-Z_]*[A-Z]", SETTINGS))
    known |= {f"SCHOOLGATE_MAIL{rest}" for rest in ("_PORT", "_USER", "_PASSWORD", "_TLS", "_FROM")}
    assert named
    assert named <= known


@pytest.mark.parametrize(
    "name", ["backup", "backup_key", "export", "remove_school", "restore", "set_up_code", "upgrade"]
)
def test_every_command_it_names_is_one(name: str):
    assert re.search(rf"(-m schoolgate|`){name}\b|schoolgate {name}\b", GUIDE)
    assert name in get_commands()


def test_every_option_it_gives_is_taken():
    seen = 0
    for name, rest in commands():
        command = load_command_class(get_commands()[name], name)
        known = command.create_parser("schoolgate", name)._option_string_actions
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in known, f"{name} {option}"
            seen += 1
    assert seen >= 5


def test_every_target_it_makes_is_one_and_so_are_their_words():
    assert set(re.findall(r"(?<=make )(install-to-run|service)\b", GUIDE)) == {"install-to-run", "service"}
    assert set(re.findall(r"(?:sudo |-u schoolgate |`)make ([a-z-]+)", GUIDE)) <= set(makes.COMMANDS)
    extras = {word for words in re.findall(r'ARGS="?([a-z0-9 ]+)"?', GUIDE) for word in words.split()}
    assert extras == set(venv.EXTRAS)


def test_the_file_of_settings_is_the_one_that_the_service_reads():
    assert str(service.SETTINGS) in GUIDE
    assert str(service.UNIT) in GUIDE
    assert f"`{service.COMMAND.name}`: `sudo {service.COMMAND.name} backup`" in GUIDE
    assert f"reverse_proxy 127.0.0.1:{settings.PORT}" in GUIDE


def test_no_secret_stands_on_a_line_of_sudo():
    """sudo writes the variables on its line into the machine's log."""
    assert "sudo SCHOOLGATE_" not in GUIDE


def test_what_it_says_of_backups_is_the_default():
    assert "after two o'clock and keeps seven days, four weeks and six months" in GUIDE
    assert "| `SCHOOLGATE_BACKUPS_KEPT` | `7,4,6` |" in SETTINGS
    assert "| `SCHOOLGATE_BACKUP_FROM_HOUR` | `2` |" in SETTINGS


@pytest.mark.parametrize("page", ["Health", "Take everything out", "After the restore", "Send me a test"])
def test_every_page_and_button_it_names_is_there(page: str):
    assert page in GUIDE
    assert f'_("{page}")' in TEMPLATES

"""The service that `make service` writes: as the owner of the checkout, never as root, writing only where it must."""

import os
import pwd
import subprocess
from pathlib import Path

import pytest

from setup import service
from setup.places import VENV_PYTHON
from setup.running import CannotBeDone


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of a user who is not root."""
    place = tmp_path / "program"
    place.mkdir()
    if os.geteuid() == 0:
        os.chown(place, pwd.getpwnam("nobody").pw_uid, -1)
    return place


def test_it_runs_as_the_owner_and_writes_into_the_named_folders_only(checkout: Path, tmp_path: Path):
    settings = tmp_path / "schoolgate.env"
    settings.write_text(
        "# a comment\nSCHOOLGATE_DATA=/var/lib/sg\nSCHOOLGATE_BACKUP_DIR='/var/backups/sg'\nSCHOOLGATE_PORT=1\n"
    )
    unit = service.unit(settings, checkout)
    assert f"ExecStart={VENV_PYTHON} -m schoolgate run\n" in unit
    assert f"User={checkout.owner()}\n" in unit
    assert "ReadWritePaths=/var/lib/sg /var/backups/sg\n" in unit
    assert f"EnvironmentFile=-{settings}\n" in unit
    assert "Environment=PYTHONUNBUFFERED=1\n" in unit, "the journal has its words as they are said"


def test_one_command_runs_as_the_owner_with_the_settings_as_the_service_reads_them(checkout: Path):
    words = service.command(Path("/etc/schoolgate.env"), checkout)
    assert f"--uid={checkout.owner()} " in words
    assert "--property=EnvironmentFile=-/etc/schoolgate.env " in words
    assert f'{VENV_PYTHON} -m schoolgate "$@"\n' in words
    assert subprocess.run(["sh", "-n"], input=words, text=True, check=False).returncode == 0


def test_without_settings_it_writes_into_the_checkouts_own_folder(checkout: Path, tmp_path: Path):
    assert f"ReadWritePaths={checkout}/var\n" in service.unit(tmp_path / "none", checkout)


def test_it_says_where_the_service_may_write_and_what_must_be_made_first(checkout: Path, tmp_path: Path):
    settings = tmp_path / "schoolgate.env"
    settings.write_text(f"SCHOOLGATE_DATA={tmp_path}\nSCHOOLGATE_BACKUP_DIR={tmp_path}/disk2\n")
    written, missing = service.about_its_folders(settings, checkout)
    assert f"may write to {tmp_path} and {tmp_path}/disk2" in written
    assert missing.endswith(f"install -d -o {checkout.owner()} -m 700 {tmp_path}/disk2")


def test_a_checkout_of_root_is_refused_with_what_to_do():
    with pytest.raises(CannotBeDone, match="chown"):
        service.unit(checkout=Path("/"))

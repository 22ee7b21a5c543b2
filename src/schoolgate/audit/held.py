"""The last note signed for each log, kept as a file beside the key: a witness no database can rewrite.

A log is never signed again unless it begins with what this note says. After a restore from an older backup
it cannot, which is right: entries are gone. A person says so once (`set_aside`), and the old note stays as
evidence.
"""

from datetime import datetime
from pathlib import Path

from schoolgate.audit import keys


def remember(log_key: str, note: str) -> None:
    """Keep the note as the last one signed for this log."""
    path = _path(log_key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".draft")
    draft.write_text(note, encoding="utf-8")
    draft.replace(path)


def remembered(log_key: str) -> str:
    """The last note signed for this log, or nothing."""
    path = _path(log_key)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def all_remembered() -> list[str]:
    """The last notes of every log, those included that are no longer in the database."""
    return [path.read_text(encoding="utf-8") for path in sorted(_folder().glob("*.note"))]


def set_aside(now: datetime) -> list[Path]:
    """Put every note aside, so that logs restored from a backup may be signed again; where they are now."""
    moved = []
    for path in sorted(_folder().glob("*.note")):
        aside = path.with_suffix(f".before-{now:%Y%m%dT%H%M%S}")
        path.replace(aside)
        moved.append(aside)
    return moved


def _folder() -> Path:
    return keys.folder() / "signed"


def _path(log_key: str) -> Path:
    return _folder() / f"{log_key.replace(':', '-')}.note"

"""Which backups are kept: all of the last two days, then one for each of the last days, weeks and months."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NAME = re.compile(r"schoolgate-(\d{8}T\d{6})Z\.backup")

# Whatever was made in this time before the newest one stays.
_THESE_DAYS = timedelta(days=2)


def name_for(now: datetime) -> str:
    """The name of a backup made at this moment."""
    return f"schoolgate-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z.backup"


def made_at(path: Path) -> datetime | None:
    """When the backup of this name was made; None for any other file."""
    found = _NAME.fullmatch(path.name)
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    found = [path for path in folder.iterdir() if made_at(path)] if folder.is_dir() else []
    return sorted(found, reverse=True)


def newest_at(folder: Path) -> datetime | None:
    """When the newest backup was made."""
    return next((made_at(path) for path in backups_in(folder)), None)


def no_longer_kept(backups: Iterable[Path], kept: tuple[int, ...]) -> list[Path]:
    """Those that stand for no day, week or month that is kept. `kept` is (days, weeks, months)."""
    newest_first = sorted(backups, reverse=True)
    days, weeks, months = (*kept, 0, 0, 0)[:3]
    wanted = {path for path in newest_first if _is_of_these_days(path, newest_first[0])}
    for number, period in ((days, _day), (weeks, _week), (months, _month)):
        seen: set[str] = set()
        for path in newest_first:
            of = period(made_at(path))  # type: ignore[arg-type]  # only backups are given
            if of not in seen and len(seen) < number:
                seen.add(of)
                wanted.add(path)
    return [path for path in newest_first if path not in wanted]


def _is_of_these_days(path: Path, newest: Path) -> bool:
    """Made by hand, or before an upgrade, a little while before the newest one."""
    return made_at(newest) - made_at(path) < _THESE_DAYS  # type: ignore[operator]  # only backups are given


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _week(at: datetime) -> str:
    return f"{at:%G-%V}"


def _month(at: datetime) -> str:
    return f"{at:%Y-%m}"

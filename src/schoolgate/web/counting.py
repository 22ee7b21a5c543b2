"""How often something happened in this minute or hour: in the cache that all processes share, gone soon after.

What is counted may hold where somebody came from. It is kept as a mark that changes with the minute or the hour, so
that nobody is followed by it.
"""

import hashlib
from datetime import datetime

from django.core.cache import cache

MINUTE_S = 60
HOUR_S = 3600


def count_one(what: str, now: datetime, period_s: int) -> int:
    """Count one more, and say how many it are; 0 where the cache forgot it meanwhile."""
    key = _key(what, now, period_s)
    cache.add(key, 0, timeout=2 * period_s)
    try:
        return cache.incr(key)
    except ValueError:
        return 0


def counted(what: str, now: datetime, period_s: int) -> int:
    """How many it are, without one more."""
    return int(cache.get(_key(what, now, period_s), 0))


def seconds_left(now: datetime, period_s: int) -> int:
    """Until the next minute or hour begins."""
    return period_s - int(now.timestamp()) % period_s


def _key(what: str, now: datetime, period_s: int) -> str:
    period = int(now.timestamp()) // period_s
    return f"counted:{hashlib.sha256(f'{period_s}:{period}:{what}'.encode()).hexdigest()[:32]}"

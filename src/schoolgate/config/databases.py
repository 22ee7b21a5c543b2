"""Which database, SQLite in the data folder or a PostgreSQL; which cache, in the process or a Redis."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# IMMEDIATE: a transaction takes the write lock when it begins, so web, worker and clock wait for each other
# instead of failing half way. FULL: what was acknowledged survives a power cut. secure_delete: what was erased is
# overwritten in the file.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    ),
}
# What a page costs that PostgreSQL does not read in order: its own 4 is that of a disk that turns. By it, it takes
# longer ways than it must, and plans the same question anew each time, for longer than it takes to answer it.
POSTGRES_COUNTS = "-c random_page_cost=1.1"
# A server that does not answer is given up after this many seconds, and the page says so.
CONNECT_WITHIN = 5
# A machine that vanished with the question on its way says nothing: the line is given up after some twenty seconds.
GONE_WITHOUT_A_WORD = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}
POSTGRES = ("postgres", "postgresql")


def database(named: str, *, data: Path, pool: int) -> dict[str, Any]:
    """Django's settings of this database.

    `named` is empty (SQLite in the data folder), the path of a SQLite file, or the address of a PostgreSQL server
    ("postgresql://user:password@host:5432/name?sslmode=verify-full"; "postgresql:///name?host=/run/postgresql" for
    a socket). `pool` is how many connections a process keeps open at most; 0 opens one for each thread.
    """
    if urlsplit(named).scheme in POSTGRES:
        return _postgresql(named, pool)
    return {
        "ENGINE": "schoolgate.config.sqlite",
        "NAME": named or data / "schoolgate.sqlite3",
        "OPTIONS": dict(SQLITE_OPTIONS),
        # To open the file anew for each page, and read its tables' definitions, takes half as long as the page.
        # Nobody puts another file in its place while the program serves (keeping/locks.py).
        "CONN_MAX_AGE": 60,
    }


def _postgresql(address: str, pool: int) -> dict[str, Any]:
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_WITHIN,
        "options": POSTGRES_COUNTS,
        **GONE_WITHOUT_A_WORD,
        **given,
    }
    # Where a socket's folder stands in the query, it is the host.
    host = options.pop("host", "") or unquote(parts.hostname or "")
    port = options.pop("port", "") or parts.port or ""
    # A question asked for the sixth time on a connection is planned already: a third of the time of an approval.
    options |= {"server_side_binding": True, "prepare_threshold": 5}
    if pool:
        # It opens nothing before it is needed, and waits no longer for a connection than for the server.
        options["pool"] = {"min_size": 0, "max_size": pool, "timeout": CONNECT_WITHIN}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": options,
        # After the server was restarted, a connection that it has forgotten is noticed before it is used.
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0 if pool else 60,
    }


def cache(address: str) -> dict[str, Any]:
    """Django's settings of the cache: in the process, or the Redis at this address ("redis://:password@host:6379/0").

    It holds nothing that must be kept: how often somebody tried to sign in, and from where.
    """
    if not address:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": address,
        "KEY_PREFIX": "schoolgate",
        "OPTIONS": {"socket_connect_timeout": CONNECT_WITHIN, "socket_timeout": CONNECT_WITHIN},
    }
